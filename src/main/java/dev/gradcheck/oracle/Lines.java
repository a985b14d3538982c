package dev.gradcheck.oracle;

import dev.gradcheck.accused.ForwardPass;
import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/** All lines through the point of a question. */
final class Lines {
    private final ForwardPass function;
    private final Parameters point;
    private final Contraction contraction;
    private final Grid grid;
    private final Map<String, Double> largest = new HashMap<>();

    /**
     * Through the point.
     *
     * @param question about a function at the point
     * @param origin what is known of it there
     */
    Lines(Question question, Measured origin) {
        this.function = question.function();
        this.grid = new Grid(origin.arithmetic());
        this.point = grid.on(question.point());
        this.contraction = new Contraction(question.cotangent().values(), origin);
    }

    Tensor tensor(String parameter) {
        return point.get(parameter);
    }

    Line coordinate(String parameter, int element) {
        double size = largest.computeIfAbsent(parameter, p -> tensor(p).maxAbs());
        return new Coordinate(new Probe(function, contraction), point, parameter, element, size, grid);
    }

    Line ray(String parameter, double[] direction) {
        return new Ray(new Probe(function, contraction), point, parameter, direction, grid);
    }

    /** The slope along one element, as well as the claim needs it. */
    Slope slope(Claim claim, String parameter, int element) {
        return Descent.along(coordinate(parameter, element), slope -> claim.support(parameter, element, slope));
    }
}
