package dev.gradcheck.accused;

import java.util.Arrays;

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
     * The largest of the noise levels that the differences of order 3 and more give; γ_m = (m!)²/(2m)!. Scaled, so that no square overflows.
     *
     * @param line {@link #POINTS} finite values
     * @return the noise of one value, a standard deviation
     */
    public static double noise(double[] line) {
        double largest = 0;
        double gamma = 1;
        double scale = Arrays.stream(line).map(Math::abs).max().orElse(0);
        double[] differences = Arrays.stream(line).map(v -> v / scale).toArray();
        for (int order = 1; order < POINTS && scale > 0; order++) {
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
