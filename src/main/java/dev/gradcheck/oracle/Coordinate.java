package dev.gradcheck.oracle;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** A function seen along one coordinate of one parameter. */
final class Coordinate implements Line {
    /** A length that is not as much longer or shorter leads to the same steps. */
    private static final double DIFFERENT = 16;

    private final Probe probe;
    private final Parameters point;
    private final String parameter;
    private final Tensor tensor;
    private final int element;
    private final double largest;
    private final Grid grid;

    /**
     * Along one element.
     *
     * @param probe of this line
     * @param point to start from
     * @param parameter that is moved
     * @param element of it, row-major
     * @param largest absolute value of the parameter
     * @param grid of the numbers that the element may become
     */
    Coordinate(Probe probe, Parameters point, String parameter, int element, double largest, Grid grid) {
        this.probe = probe;
        this.point = point;
        this.parameter = parameter;
        this.tensor = point.get(parameter);
        this.element = element;
        this.largest = largest;
        this.grid = grid;
    }

    /**
     * {@return the natural length of an element: its own size, or 1 where that is smaller, or the size of the tensor's largest where all are}
     *
     * @param value of the element
     * @param largest absolute value of its tensor
     */
    static double length(double value, double largest) {
        return largest > 0 ? Math.max(Math.abs(value), Math.min(largest, 1)) : 1;
    }

    @Override
    public Steps steps() {
        return probe.steps();
    }

    @Override
    public int evaluations() {
        return probe.evaluations();
    }

    @Override
    public double scale() {
        return length(tensor.at(element), largest);
    }

    /** 1, the element's own and the tensor's. */
    @Override
    public double[] otherLengths() {
        return DoubleStream.of(1, Math.abs(tensor.at(element)), largest)
                .filter(length -> length > 0 && Math.abs(Math.log(length / scale())) > Math.log(DIFFERENT))
                .distinct()
                .toArray();
    }

    /** x + t is rounded, and the step is what remains. */
    @Override
    public double step(double t) {
        return grid.step(tensor.at(element), t);
    }

    @Override
    public Optional<String> obstacle() {
        return probe.obstacle();
    }

    @Override
    public Change change(double step) {
        return probe.change(step, point.with(parameter, tensor.with(element, tensor.at(element) + step)));
    }
}
