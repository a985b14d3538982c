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
 * values at closely spaced points are differenced until the smooth part is gone, and what remains is noise: J. Moré and S. Wild,
 * Estimating computational noise, SIAM J. Sci. Comput. 33 (2011) 1292–1314 (ECnoise).
 */
final class Noise {
    private static final int PROBES = 4;

    /** Nearest rounding errs by half as much as random rounding; the factor is for the tail that few probes do not show. */
    private static final double SAFETY = 2;

    /** ECnoise: seven differences of eight values; the third and higher are free of the smooth part at this spacing. */
    private static final int POINTS = 8;

    private static final int FROM_ORDER = 3;
    private static final double SPACING = 0x1p-44;
    private static final double WIDEST = 0x1p-36;
    private static final double WIDER = 0x1p4;

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
        for (double spacing = SPACING; spacing <= WIDEST; spacing *= WIDER) {
            double[][] values = closeValues(function, point, primal, spacing);
            for (int k = 0; k < noise.length; k++) {
                int output = k;
                double[] line =
                        Arrays.stream(values).mapToDouble(v -> v[output]).toArray();
                if (Arrays.stream(line).allMatch(Double::isFinite)
                        && Arrays.stream(line).distinct().count() > POINTS / 2) {
                    noise[k] = Math.max(noise[k], SAFETY * noiseOf(line));
                }
            }
        }
        return noise;
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

    private static Tensor shifted(Tensor tensor, double relative) {
        double scale = tensor.maxAbs() > 0 ? tensor.maxAbs() : 1;
        Tensor shift = Tensor.ones(DType.FLOAT64, tensor.shape()).times(relative * scale);
        return tensor.plus(shift);
    }

    /** The largest of the noise levels that the differences of order 3 and more give; γ_m = (m!)²/(2m)!. Scaled, so that no square overflows. */
    private static double noiseOf(double[] line) {
        double largest = 0;
        double gamma = 1;
        double scale = Arrays.stream(line).map(Math::abs).max().orElse(0);
        double[] differences = Arrays.stream(line).map(v -> v / scale).toArray();
        for (int order = 1; order < POINTS; order++) {
            gamma *= 0.5 * order / (2 * order - 1);
            double squares = 0;
            int count = POINTS - order;
            for (int i = 0; i < count; i++) {
                differences[i] = differences[i + 1] - differences[i];
                squares += differences[i] * differences[i];
            }
            if (order >= FROM_ORDER) {
                largest = Math.max(largest, Math.sqrt(gamma * squares / count));
            }
        }
        return scale * largest;
    }
}
