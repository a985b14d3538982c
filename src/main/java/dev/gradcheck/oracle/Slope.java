package dev.gradcheck.oracle;

import java.util.OptionalDouble;

/**
 * What an oracle knows of one partial derivative.
 *
 * @param value the estimate
 * @param bound |value − truth| is at most this; empty where the oracle cannot tell
 * @param kind smooth, or how it is not
 * @param left the one-sided slope from below; equal to {@code value} where smooth
 * @param right the one-sided slope from above; equal to {@code value} where smooth
 * @param step the smallest step the estimate used, in the parameter's units; 0 where there are none
 * @param evaluations forward passes spent on this element
 */
public record Slope(
        double value, OptionalDouble bound, Kind kind, double left, double right, double step, int evaluations) {
    /** How the function behaves at the point, along one coordinate. */
    public enum Kind {
        /** Differentiable as far as can be seen. */
        SMOOTH,
        /** Continuous with different slopes on the two sides. */
        KINK,
        /** The value itself jumps. */
        DISCONTINUOUS
    }

    /**
     * {@return a slope known without steps}
     *
     * @param value the estimate
     * @param bound on its error
     */
    public static Slope of(double value, double bound) {
        return new Slope(value, known(bound), Kind.SMOOTH, value, value, 0, 0);
    }

    /**
     * {@return the bound if it is one, empty if it is infinite or NaN}
     *
     * @param bound any number
     */
    public static OptionalDouble known(double bound) {
        return Double.isFinite(bound) ? OptionalDouble.of(bound) : OptionalDouble.empty();
    }

    /**
     * Whether a value lies between the one-sided slopes, each widened by the bound: a subgradient along this coordinate.
     *
     * @param subgradient the value asked about
     * @return false for NaN
     */
    public boolean admits(double subgradient) {
        double slack = bound.orElse(0);
        return Math.min(left, right) - slack <= subgradient && subgradient <= Math.max(left, right) + slack;
    }
}
