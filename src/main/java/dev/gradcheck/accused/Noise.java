package dev.gradcheck.accused;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far rounding moves a function's value at a point, measured and never trusted to be u·|f|.
 *
 * <p>A pass that computes with this project's tensors is run under random rounding. A black box does not notice that; there the
 * values at closely spaced points are differenced until the smooth part is gone, and what remains is noise ({@link Differencing}). Where
 * all that it returns are float32 numbers, its arithmetic is float32: points as close as float64 allows are one point to it.
 */
final class Noise {
    private static final int PROBES = 4;

    /** Nearest rounding errs by half as much as random rounding; the factor is for the tail that few probes do not show. */
    private static final double SAFETY = 2;

    private static final int POINTS = Differencing.POINTS;
    private static final double SPACING = 0x1p-44;
    private static final double WIDEST = 0x1p-36;
    private static final double WIDER = 0x1p4;

    /** The same for arithmetic in float32. */
    private static final double FLOAT_SPACING = 0x1p-15;

    private static final double FLOAT_WIDEST = 0x1p-11;

    private Noise() {}

    /** {@return the noise of every output at the point, absolute} */
    static double[] of(ForwardPass function, Parameters point, Tensor primal) {
        double[] noise = new double[primal.size()];
        boolean blackBox = true;
        for (int probe = 1; probe <= PROBES; probe++) {
            double[] moved = values(function, point.in(Arithmetic.randomised(DType.FLOAT64, probe)), primal);
            for (int k = 0; k < noise.length; k++) {
                double difference = Math.abs(moved[k] - primal.at(k));
                if (!Double.isNaN(difference)) {
                    noise[k] = Math.max(noise[k], SAFETY * difference);
                    blackBox &= difference == 0;
                }
            }
        }
        return blackBox ? fromCloseValues(function, point, primal) : noise;
    }

    /**
     * A spacing may be within one step of a staircase and show nothing, or be in step with the arithmetic: several are tried, but none so
     * wide that a kink near the point would count as noise, and none at which most values are alike or one is missing.
     */
    private static double[] fromCloseValues(ForwardPass function, Parameters point, Tensor primal) {
        double[] noise = new double[primal.size()];
        double[] inFloat = new double[primal.size()];
        boolean isFloat = widen(function, point, primal, noise, SPACING, WIDEST)
                && widen(function, point, primal, inFloat, FLOAT_SPACING, FLOAT_WIDEST);
        for (int k = 0; k < noise.length && isFloat; k++) {
            double last = SAFETY * DType.FLOAT32.unitRoundoff() * Math.abs(primal.at(k));
            noise[k] = Math.max(noise[k], Math.max(inFloat[k], last));
        }
        return noise;
    }

    /**
     * Takes the noise at these spacings where it is larger. {@return whether all values seen are float32 numbers that stand still at the closest
     * points, and move at wider ones}
     */
    private static boolean widen(
            ForwardPass function, Parameters point, Tensor primal, double[] noise, double closest, double widest) {
        boolean areFloats = true;
        boolean isClose = closest < FLOAT_SPACING;
        boolean differ = isClose;
        for (double spacing = closest; spacing <= widest; spacing *= WIDER) {
            double[][] values = closeValues(function, point, primal, spacing);
            for (int k = 0; k < noise.length; k++) {
                int output = k;
                double[] line =
                        Arrays.stream(values).mapToDouble(v -> v[output]).toArray();
                long distinct = Arrays.stream(line).distinct().count();
                boolean standsStill = distinct <= POINTS / 2;
                areFloats &= (standsStill || !isClose) && Arrays.stream(line).allMatch(v -> v == (float) v);
                differ |= distinct > 1;
                if (Arrays.stream(line).allMatch(Double::isFinite) && !standsStill) {
                    noise[k] = Math.max(noise[k], SAFETY * Differencing.noise(line));
                }
            }
        }
        return areFloats && differ;
    }

    private static double[][] closeValues(ForwardPass function, Parameters point, Tensor primal, double spacing) {
        double[][] values = new double[POINTS][];
        for (int i = 0; i < POINTS; i++) {
            double relative = i * spacing;
            values[i] = values(function, point.map(tensor -> shifted(tensor, relative)), primal);
        }
        return values;
    }

    /** Where the accused throws, or has other outputs than at the point, it has no value: what it does is named where a step meets it. */
    private static double[] values(ForwardPass function, Parameters point, Tensor primal) {
        Optional<Tensor> value = function.value(point).value().filter(v -> v.size() == primal.size());
        if (value.isPresent()) {
            return value.get().values();
        }
        double[] nothing = new double[primal.size()];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    /** Each element by its own size, or by 1 where that is smaller: a large one beside it would move it beyond everything smooth. */
    private static Tensor shifted(Tensor tensor, double relative) {
        double largest = tensor.maxAbs() > 0 ? tensor.maxAbs() : 1;
        double least = Math.min(largest, 1);
        return tensor.mapExactly(v -> v + relative * Math.max(Math.abs(v), least));
    }
}
