package dev.gradcheck.oracle;

import dev.gradcheck.accused.ForwardPass.Measured;
import java.util.List;

/**
 * How the estimate of one element depends on the step: for each step of the ladder, in the parameter's units, the best estimate that ends
 * there and the bound on its error. It is what a person looks at who doubts an estimate.
 *
 * @param element row-major offset
 * @param points from the longest step to the shortest; empty where the function has no value beside the point
 */
public record StepCurve(int element, List<Point> points) {
    /**
     * Copies.
     *
     * @param element row-major offset
     * @param points from the longest step to the shortest
     */
    public StepCurve {
        points = List.copyOf(points);
    }

    /**
     * What one step tells.
     *
     * @param h the step
     * @param estimate the extrapolated slope with the least bound among those that end with this step
     * @param bound on its error; the finest that this step allows
     */
    public record Point(double h, double estimate, double bound) {}

    /**
     * Goes down the whole ladder, whatever is claimed: about 34 evaluations.
     *
     * @param question function, point and cotangent
     * @param parameter the parameter's name
     * @param element row-major offset
     * @return the curve
     * @throws OracleException if the forward pass has no value at the point itself
     */
    public static StepCurve of(Question question, String parameter, int element) {
        Measured origin = FiniteDifferences.origin(question);
        Line line = new Lines(question, origin).coordinate(parameter, element);
        return new StepCurve(element, Descent.curve(line));
    }
}
