package dev.gradcheck.oracle.djl;

import dev.gradcheck.oracle.Estimate;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * By how much two computations of one gradient differ: a figure for the report, no verdict.
 *
 * @param elements how many were compared
 * @param differing how many have other bits; NaN is NaN
 * @param digits how many decimal digits all elements share, against the tensor's largest; infinite for the same bits
 */
public record GradientDifference(int elements, int differing, double digits) {
    /**
     * {@return the difference of two estimates of one parameter}
     *
     * @param one an estimate
     * @param other of the same shape
     */
    public static GradientDifference of(Estimate one, Estimate other) {
        double[] a = values(one);
        double[] b = values(other);
        double scale = IntStream.range(0, a.length)
                .mapToDouble(i -> Math.max(Math.abs(a[i]), Math.abs(b[i])))
                .max()
                .orElse(0);
        double largest = IntStream.range(0, a.length)
                .filter(i -> Double.compare(a[i], b[i]) != 0)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .max()
                .orElse(0);
        int differing = (int) IntStream.range(0, a.length)
                .filter(i -> Double.compare(a[i], b[i]) != 0)
                .count();
        return new GradientDifference(a.length, differing, digits(largest, scale));
    }

    /** {@return whether every element has the same bits} */
    public boolean isNone() {
        return differing == 0;
    }

    /** As in "3 of 8 elements differ, 15.4 digits are the same". */
    @Override
    public String toString() {
        return isNone()
                ? "the same bits"
                : String.format(
                        Locale.ROOT, "%d of %d elements differ, %.1f digits are the same", differing, elements, digits);
    }

    /** −log₁₀(error/scale): no digit where they have nothing in common, and none where one is not a number. */
    static double digits(double error, double scale) {
        if (error == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double digits = -Math.log10(error / scale);
        return digits > 0 ? digits : 0;
    }

    private static double[] values(Estimate estimate) {
        return estimate.slopes().stream().mapToDouble(slope -> slope.value()).toArray();
    }
}
