package dev.gradcheck.accused;

import dev.gradcheck.accused.ForwardPass.Measured;
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
 * all that it returns are float32 numbers, points as close as float64 allows are one point to it, and {@link FloatNoise} is asked.
 */
final class Noise {
    /** Nearest rounding errs by half as much as random rounding; the factor is for the tail that few probes do not show. */
    static final double SAFETY = 2;

    private static final int PROBES = 4;

    private static final int POINTS = Differencing.POINTS;

    private Noise() {}

    /** {@return the value with the noise of every output at the point, and the arithmetic} */
    static Measured of(ForwardPass function, Parameters point, Tensor primal) {
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
        return blackBox ? BlackBoxNoise.of(function, point, primal) : new Measured(primal, noise);
    }

    /** One output at the points of a line. */
    static double[] line(double[][] values, int output) {
        return Arrays.stream(values).mapToDouble(v -> v[output]).toArray();
    }

    /** Whether most values of a line differ, and all are finite. */
    static boolean moves(double[] line) {
        return Arrays.stream(line).allMatch(Double::isFinite)
                && Arrays.stream(line).distinct().count() > POINTS / 2;
    }

    /** Where the accused throws, or has other outputs than at the point, it has no value: what it does is named where a step meets it. */
    static double[] values(ForwardPass function, Parameters point, Tensor primal) {
        Optional<Tensor> value = function.value(point).value().filter(v -> v.size() == primal.size());
        if (value.isPresent()) {
            return value.get().values();
        }
        double[] nothing = new double[primal.size()];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    /** The size of an element that is smaller. */
    static double least(Tensor tensor) {
        double largest = tensor.maxAbs() > 0 ? tensor.maxAbs() : 1;
        return Math.min(largest, 1);
    }
}
