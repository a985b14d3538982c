package dev.gradcheck.accused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The noise in values at equally spaced close points, differenced until the smooth part is gone: J. Moré and S. Wild, Estimating
 * computational noise, SIAM J. Sci. Comput. 33 (2011) 1292–1314 (ECnoise).
 */
public final class Differencing {
    /** Seven differences of eight values. */
    public static final int POINTS = 8;

    /** The third and higher differences are free of the smooth part at the spacings in use. */
    private static final int FROM_ORDER = 3;

    private Differencing() {}

    /**
     * The largest of the noise levels that the differences of order 3 and more give.
     *
     * @param line {@link #POINTS} finite values
     * @return the noise of one value, a standard deviation
     */
    public static double noise(double[] line) {
        return differences(line).stream().mapToDouble(Difference::level).max().orElse(0);
    }

    /**
     * The least of them, where the spacing may be so wide that the differences still have some of the smooth part: noise is alike in all, and
     * changes its sign in each.
     *
     * @param line {@link #POINTS} finite values
     * @return the noise of one value, a standard deviation
     */
    static double steadyNoise(double[] line) {
        List<Difference> all = differences(line);
        boolean isNoise = all.stream().filter(d -> d.values().length > 1).allMatch(Difference::changesSign);
        return isNoise ? all.stream().mapToDouble(Difference::level).min().orElse(0) : 0;
    }

    /** Scaled, so that no square overflows. */
    private static List<Difference> differences(double[] line) {
        double scale = Arrays.stream(line).map(Math::abs).max().orElse(0);
        List<Difference> all = new ArrayList<>();
        double[] values = Arrays.stream(line).map(v -> v / scale).toArray();
        double gamma = 1;
        for (int order = 1; order < POINTS && scale > 0; order++) {
            gamma *= 0.5 * order / (2 * order - 1);
            values = difference(values);
            if (order >= FROM_ORDER) {
                all.add(new Difference(values, gamma, scale));
            }
        }
        return all;
    }

    private static double[] difference(double[] values) {
        double[] differences = new double[values.length - 1];
        Arrays.setAll(differences, i -> values[i + 1] - values[i]);
        return differences;
    }

    /** Of one order, with γ_m = (m!)²/(2m)! of that order. */
    private record Difference(double[] values, double gamma, double scale) {
        double level() {
            double squares = Arrays.stream(values).map(d -> d * d).sum();
            return scale * Math.sqrt(gamma * squares / values.length);
        }

        boolean changesSign() {
            return Arrays.stream(values).anyMatch(d -> d < 0)
                    && Arrays.stream(values).anyMatch(d -> d > 0);
        }
    }
}
