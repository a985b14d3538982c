package dev.gradcheck.tensor;

import java.util.OptionalLong;

/** Distances in representable numbers. */
public final class Ulps {
    private Ulps() {}

    /**
     * How many representable numbers lie between two numbers: {@code actual − expected}, signed. +0.0 and −0.0 are one number
     * apart nowhere: their distance is 0. A distance that no long holds is ±{@link Long#MAX_VALUE}.
     *
     * @param dtype the type both are numbers of
     * @param expected the reference
     * @param actual the number judged
     * @return the signed distance; empty if either is NaN
     */
    public static OptionalLong between(DType dtype, double expected, double actual) {
        if (Double.isNaN(expected) || Double.isNaN(actual)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(saturatedDifference(dtype.rank(actual), dtype.rank(expected)));
    }

    /** Between float64 numbers of opposite signs, such as −2 and 2, there can be more numbers than a long counts. */
    private static long saturatedDifference(long a, long b) {
        long difference = a - b;
        boolean overflows = ((a ^ b) & (a ^ difference)) < 0;
        return !overflows ? difference : a > 0 ? Long.MAX_VALUE : -Long.MAX_VALUE;
    }
}
