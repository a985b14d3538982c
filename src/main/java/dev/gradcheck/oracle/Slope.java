package dev.gradcheck.oracle;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an oracle knows of one partial derivative.
 *
 * @param value the estimate
 * @param bound |value − truth| is at most this; empty where the oracle cannot tell, and where a slope is no number
 * @param kind smooth, or how it is not
 * @param left the one-sided slope from below; equal to {@code value} where smooth
 * @param right the one-sided slope from above; equal to {@code value} where smooth
 * @param step the smallest step the estimate used, in the parameter's units; 0 where there are none
 * @param evaluations forward passes spent on this element
 * @param obstacle what kept the oracle from measuring everywhere it wanted to, as a clause; empty where nothing did
 * @param steepest the largest slope between the point and any step that stands out of the noise: what is large here and what is zero; 0
 *     where the function did not change at any step, NaN where that is not known
 */
public record Slope(
        double value,
        OptionalDouble bound,
        Kind kind,
        double left,
        double right,
        double step,
        int evaluations,
        Optional<String> obstacle,
        double steepest) {
    /** Of an element that was not measured by itself: nothing is known of it. */
    public static final Slope UNMEASURED =
            new Slope(Double.NaN, OptionalDouble.empty(), Kind.SMOOTH, Double.NaN, Double.NaN, 0, 0);

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
     * Drops a bound that bounds nothing: an estimate that is NaN or infinite is none, whatever is said of its error.
     *
     * @param value the estimate
     * @param bound on its error
     * @param kind smooth, or how it is not
     * @param left the one-sided slope from below
     * @param right the one-sided slope from above
     * @param step the smallest step
     * @param evaluations forward passes spent
     * @param obstacle what kept the oracle from measuring
     * @param steepest the largest slope on the way
     * @throws IllegalArgumentException if the bound is negative
     */
    public Slope {
        if (bound.isPresent() && bound.getAsDouble() < 0) {
            throw new IllegalArgumentException("a bound on an error is not negative: " + bound.getAsDouble());
        }
        boolean isNumber = Double.isFinite(value) && Double.isFinite(left) && Double.isFinite(right);
        bound = isNumber && bound.isPresent() ? known(bound.getAsDouble()) : OptionalDouble.empty();
    }

    /**
     * Measured without any obstacle.
     *
     * @param value the estimate
     * @param bound on its error
     * @param kind smooth, or how it is not
     * @param left the one-sided slope from below
     * @param right the one-sided slope from above
     * @param step the smallest step
     * @param evaluations forward passes spent
     */
    public Slope(
            double value, OptionalDouble bound, Kind kind, double left, double right, double step, int evaluations) {
        this(value, bound, kind, left, right, step, evaluations, Optional.empty(), Double.NaN);
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

    /** {@return false for an element of a survey that was not measured by itself} */
    public boolean isMeasured() {
        return this != UNMEASURED;
    }

    /**
     * {@return the same knowledge, with what stood in its way}
     *
     * @param what a clause, such as "the forward pass throws … at a step of …"
     */
    public Slope hinderedBy(Optional<String> what) {
        return new Slope(value, bound, kind, left, right, step, evaluations, what, steepest);
    }

    /** The same, known no better than this. */
    Slope within(double least) {
        OptionalDouble wider = bound.isPresent() ? OptionalDouble.of(Math.max(bound.getAsDouble(), least)) : bound;
        return new Slope(value, wider, kind, left, right, step, evaluations, obstacle, steepest);
    }

    /** The same, with what is large on its line. */
    Slope amid(double largest) {
        return new Slope(value, bound, kind, left, right, step, evaluations, obstacle, largest);
    }

    /** Of two estimates with bounds, of a smooth function, the one with the smaller bound; where they contradict each other it covers both. */
    Slope orBetter(Slope other) {
        Slope better = other.bound.getAsDouble() < bound.getAsDouble() ? other : this;
        double distance = Math.abs(value - other.value);
        double both = bound.getAsDouble() + other.bound.getAsDouble();
        OptionalDouble covering = distance <= both ? better.bound : known(distance + both);
        return new Slope(better.value, covering, kind, better.value, better.value, better.step, other.evaluations);
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
     * @param known what it is known to, absolute
     * @return false for NaN
     */
    public boolean admits(double subgradient, double known) {
        double slack = bound.orElse(0) + known;
        return Math.min(left, right) - slack <= subgradient && subgradient <= Math.max(left, right) + slack;
    }
}
