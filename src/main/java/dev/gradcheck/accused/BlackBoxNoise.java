package dev.gradcheck.accused;

import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The noise of a black box, from its values at points on lines through the point.
 *
 * <p>A spacing may be within one step of a staircase and show nothing, or be in step with the arithmetic: several are tried, and every element has a
 * pace of its own. Close by, whatever is left when the smooth part is gone is noise. Farther away it may be a kink, and among values that are
 * alike it may be a jump: there it is noise only where it is no larger than a rounding of numbers like the point's or like 1. A value that stands
 * still may have lost its digits all the same: see {@link Granularity}.
 */
final class BlackBoxNoise {
    private static final double[] CLOSE = {0x1p-44, 0x1p-40, 0x1p-36};
    private static final double[] WIDE = {0x1p-32, 0x1p-28, 0x1p-24, 0x1p-20};

    /** Points that reach an eighth of the natural length to both sides. */
    private static final double FAR = 0x1p-5;

    private static final int POINTS = Differencing.POINTS;

    /** Of the golden ratio: the multiples of it, without their whole parts, are spread evenly. */
    private static final double UNEVEN = 0.6180339887498949;

    private final ForwardPass function;
    private final Parameters point;
    private final Tensor primal;
    private final LastPlaces lastPlaces;
    private final Granularity[] grids;
    private final double[] noise;

    private BlackBoxNoise(ForwardPass function, Parameters point, Tensor primal) {
        this.function = function;
        this.point = point;
        this.primal = primal;
        this.lastPlaces = new LastPlaces(point);
        this.grids = new Granularity[primal.size()];
        this.noise = new double[primal.size()];
        Arrays.setAll(grids, k -> new Granularity(lastPlaces));
    }

    /** {@return the value with the noise of every output at the point, and the arithmetic} */
    static Measured of(ForwardPass function, Parameters point, Tensor primal) {
        return new BlackBoxNoise(function, point, primal).measured();
    }

    private Measured measured() {
        boolean mayBeInFloat = true;
        for (double spacing : CLOSE) {
            for (double[] line : lines(spacing, 0, lastPlaces.ofProducts(), true)) {
                mayBeInFloat &= !Noise.moves(line) && Arrays.stream(line).allMatch(v -> v == (float) v);
            }
        }
        if (mayBeInFloat && Arrays.stream(grids).noneMatch(Granularity::isCancelled)) {
            Optional<FloatNoise> floats = FloatNoise.of(function, point, primal);
            if (floats.isPresent()) {
                return new Measured(primal, floats.get().ofEach(), floats);
            }
        }
        for (double spacing : WIDE) {
            lines(spacing, 0, lastPlaces.ofNumbers(), false);
        }
        lines(FAR, -POINTS / 2, 0, false);
        Arrays.setAll(noise, k -> Math.max(noise[k], grids[k].noise()));
        return new Measured(primal, noise);
    }

    /** Takes one line of every output into account. */
    private double[][] lines(double spacing, int first, double rounding, boolean isClose) {
        double[][] values = values(spacing, first);
        double[][] lines = new double[noise.length][];
        for (int k = 0; k < noise.length; k++) {
            lines[k] = Noise.line(values, k);
            boolean isAllNoise = isClose && Noise.moves(lines[k]);
            double here =
                    Noise.SAFETY * (isAllNoise ? Differencing.noise(lines[k]) : Differencing.steadyNoise(lines[k]));
            noise[k] = isAllNoise || here <= rounding ? Math.max(noise[k], here) : noise[k];
            if (Arrays.stream(lines[k]).allMatch(Double::isFinite)) {
                Arrays.stream(lines[k]).forEach(grids[k]::add);
            }
        }
        return lines;
    }

    private double[][] values(double spacing, int first) {
        Parameters step = point.map(tensor -> step(tensor, spacing));
        return IntStream.range(first, first + POINTS)
                .mapToObj(i -> Noise.values(function, moved(step, i), primal))
                .toArray(double[][]::new);
    }

    private Parameters moved(Parameters step, int steps) {
        Parameters moved = Parameters.NONE;
        for (String name : point.names()) {
            moved = moved.with(name, point.get(name).plus(step.get(name).times(steps)));
        }
        return moved;
    }

    /**
     * Each element by its own size, or by 1 where that is smaller: a large one beside it would move it beyond everything smooth. By so many of its last
     * places, so that the points are evenly spaced.
     */
    private static Tensor step(Tensor tensor, double spacing) {
        double least = Noise.least(tensor);
        double[] steps = tensor.values();
        for (int i = 0; i < steps.length; i++) {
            double size = Math.abs(steps[i]);
            double step = spacing * pace(i, spacing) * Math.max(size, least);
            double place = Math.ulp(Math.max(size, step));
            steps[i] = Math.rint(step / place) * place;
        }
        return Tensor.of(tensor.dtype(), tensor.shape(), steps);
    }

    /** Between 1/2 and 1, and for none a power of two; no two lines are in step. */
    private static double pace(int element, double spacing) {
        double part = (element + 1 - Math.getExponent(spacing)) * UNEVEN;
        return 1 - (part - Math.floor(part)) / 2;
    }
}
