package dev.gradcheck.oracle;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/** A function seen along a direction of many elements of one parameter together. */
final class Ray implements Line {
    private static final long STEP_BITS = -1L << 44;

    private final Probe probe;
    private final Parameters point;
    private final String parameter;
    private final Tensor origin;
    private final double[] direction;
    private final Grid grid;

    /**
     * Along a direction.
     *
     * @param probe of this line
     * @param point to start from
     * @param parameter that is moved
     * @param direction one weight for each of its elements: powers of two times small integers, so that few steps round
     * @param grid of the numbers that elements may become
     */
    Ray(Probe probe, Parameters point, String parameter, double[] direction, Grid grid) {
        this.probe = probe;
        this.point = point;
        this.parameter = parameter;
        this.origin = point.get(parameter);
        this.direction = direction;
        this.grid = grid;
    }

    /** Many elements that move by a part of their size change the function as one does that moves by the root of their number. */
    @Override
    public double scale() {
        long moved = Arrays.stream(direction).filter(w -> w != 0).count();
        return 1 / Math.sqrt(Math.max(moved, 1));
    }

    /** The whole length: what is flat in the small may be steep in the large. */
    @Override
    public double[] otherLengths() {
        return new double[] {1};
    }

    /** Of few bits, so that x + t·v hardly rounds; of enough to look for the edge of a step. */
    @Override
    public double step(double t) {
        return grid.step(Double.longBitsToDouble(Double.doubleToRawLongBits(t) & STEP_BITS));
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
    public Optional<String> obstacle() {
        return probe.obstacle();
    }

    @Override
    public Change change(double step) {
        double[] moved = origin.values();
        Arrays.setAll(moved, i -> moved[i] + step * direction[i]);
        return probe.change(step, point.with(parameter, Tensor.of(origin.dtype(), origin.shape(), moved)));
    }
}
