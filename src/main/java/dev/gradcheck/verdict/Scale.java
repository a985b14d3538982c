package dev.gradcheck.verdict;

import dev.gradcheck.tensor.DType;

/**
 * What is large and what is small for one gradient tensor.
 *
 * @param tensor the largest absolute value of the tensor, by the oracle or the accused
 * @param noise a slope this small changes the function by less than a few roundings of its value, however far the point is moved within
 *     its own size: an algebraic computation that comes this close to zero found zero
 * @param dtype in which the numbers judged were computed: what of it more than half of the digits are
 */
public record Scale(double tensor, double noise, DType dtype) {
    private static final double TELLING = 1e-6;

    /** A sum is zero but for the order of its terms if it is this small against their sizes; the same measure tells kinks. */
    private static final double ROUNDINGS = 64;

    /**
     * {@return a scale of which nothing is noise but what float64 has no normal number for}
     *
     * @param tensor the largest absolute value
     */
    public static Scale of(double tensor) {
        return new Scale(tensor, Double.MIN_NORMAL, DType.FLOAT64);
    }

    /**
     * {@return the scale of a gradient at a point}
     *
     * @param gradient its largest absolute value
     * @param value the function's
     * @param point the largest absolute value of a parameter
     */
    public static Scale of(double gradient, double value, double point) {
        double noise = ROUNDINGS * DType.FLOAT64.unitRoundoff() * Math.abs(value) / Math.max(point, 1);
        double least = Double.isFinite(noise) ? Math.max(noise, Double.MIN_NORMAL) : Double.MIN_NORMAL;
        return new Scale(gradient, least, DType.FLOAT64);
    }

    /**
     * {@return the same for numbers that were computed in another dtype, if that is coarser, or of a function that computes in it whatever it is asked for: of its
     *     values half the digits are all that differences can have}
     *
     * @param other the dtype
     */
    public Scale in(DType other) {
        return new Scale(tensor, noise, other.unitRoundoff() > dtype.unitRoundoff() ? other : dtype);
    }

    /** A budget that is this small against the largest element tells right from wrong, for elements that are zero or nearly so. */
    double telling() {
        return dtype == DType.FLOAT64 ? TELLING : Math.max(TELLING, Math.sqrt(dtype.unitRoundoff()));
    }

    /** An error above this costs more than half of the digits. */
    double halfTheDigits() {
        return Math.sqrt(dtype.unitRoundoff()) * tensor;
    }

    Scale with(double largest) {
        return new Scale(largest, noise, dtype);
    }
}
