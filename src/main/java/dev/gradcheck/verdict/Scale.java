package dev.gradcheck.verdict;

import dev.gradcheck.tensor.DType;

/**
 * What is large and what is small for one gradient tensor.
 *
 * @param tensor the largest absolute value of the tensor, by the oracle or the accused
 * @param noise a slope this small changes the function by less than a few roundings of its value, however far the point is moved within
 *     its own size: an algebraic computation that comes this close to zero found zero
 * @param telling a budget that is this small against the largest element tells right from wrong, for elements that are zero or nearly so
 */
public record Scale(double tensor, double noise, double telling) {
    private static final double TELLING = 1e-6;

    /** A sum is zero but for the order of its terms if it is this small against their sizes; the same measure tells kinks. */
    private static final double ROUNDINGS = 64;

    /**
     * {@return a scale of which nothing is noise but what float64 has no normal number for}
     *
     * @param tensor the largest absolute value
     */
    public static Scale of(double tensor) {
        return new Scale(tensor, Double.MIN_NORMAL, TELLING);
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
        return new Scale(
                gradient, Double.isFinite(noise) ? Math.max(noise, Double.MIN_NORMAL) : Double.MIN_NORMAL, TELLING);
    }

    Scale with(double largest) {
        return new Scale(largest, noise, telling);
    }

    /**
     * {@return the same for a function that computes in an arithmetic whatever it is asked for: of its values half the digits are all that
     *     differences can have}
     *
     * @param arithmetic of the function
     */
    public Scale in(DType arithmetic) {
        return new Scale(tensor, noise, Math.max(TELLING, Math.sqrt(arithmetic.unitRoundoff())));
    }
}
