package dev.gradcheck.verdict;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.Support;
import dev.gradcheck.tensor.DType;

/**
 * One element of a gradient against one oracle.
 *
 * @param element row-major offset
 * @param analytic the value judged
 * @param slope what the oracle knows
 * @param rounding what the accused's own rounding explains, absolute
 * @param verdict what follows
 */
public record ElementVerdict(int element, double analytic, Slope slope, double rounding, Verdict verdict) {
    /** A budget that is this small against the element tells right from wrong: every structural fault is larger. */
    private static final double TELLING = 1e-2;

    /** The same against the slopes beside the point, for elements that are zero. */
    private static final double ZERO = 1e-9;

    /** Differences take several roundings, over a part of the point's size. */
    private static final double BY_STEPS = 16;

    /** A bound is made for the worst case: what is right is seldom farther from the truth than this part of it. */
    private static final double CLOSE = 0.1;

    /** Two independent computations, one of them wrong, meet this closely by chance once in ten thousand times. */
    private static final double TELLING_COINCIDENCE = 1e-4;

    /** Rounding that moves one unit across its kink is measured to be six changes of slope at most: what is more has another cause. */
    private static final double CROSSINGS = 6;

    /** A relative error that leaves no digit: zero for what is not zero and a wrong sign have twice as much and more. */
    private static final double NO_DIGIT = 0.5;

    /** One-sided slopes are known well enough if their bound is this small against the change of slope. */
    static final double TELLING_OF_KINK = 0.1;

    /**
     * Judges one element.
     *
     * @param element row-major offset
     * @param analytic the value judged, finite
     * @param slope what the oracle knows
     * @param rounding what the accused's own rounding explains, absolute
     * @param scale what is large here and what is small
     * @return the judged element
     */
    public static ElementVerdict of(int element, double analytic, Slope slope, double rounding, Scale scale) {
        return new ElementVerdict(
                element,
                analytic,
                slope,
                rounding,
                rule(analytic, slope, rounding, scale).verdict());
    }

    /** The rule that decides, by what this oracle says alone. */
    static Rule rule(double analytic, Slope slope, double rounding, Scale scale) {
        return slope.kind() == Slope.Kind.KINK
                ? atKink(analytic, slope, rounding)
                : smooth(analytic, slope, rounding, scale);
    }

    /** {@return |analytic − oracle|} */
    public double error() {
        return Math.abs(analytic - slope.value());
    }

    /**
     * {@return the oracle's bound plus the accused's rounding; where the oracle has no bound and still agrees, how close it had to come;
     *     else infinite}
     */
    public double allowed() {
        if (slope.bound().isPresent()) {
            return slope.bound().getAsDouble() + rounding;
        }
        return verdict == Verdict.AGREES ? TELLING_COINCIDENCE * Math.abs(analytic) : Double.POSITIVE_INFINITY;
    }

    /**
     * {@return the smallest relative error that this comparison would have seen for sure: relative to the element, or to the tensor where
     *     the element cannot be told from zero; infinite where no error would have been seen. Twice what was allowed, because the
     *     oracle and the rounding may err in the direction of the fault}
     *
     * @param scale the largest absolute value of the tensor
     */
    public double resolution(double scale) {
        double magnitude = Math.max(Math.abs(analytic), Math.abs(slope.value()));
        if (allowed() == 0 || Double.isInfinite(allowed())) {
            return allowed();
        }
        return 2 * allowed() / (magnitude > allowed() ? magnitude : Math.max(scale, magnitude));
    }

    /**
     * {@return how well the oracle's estimate supports the value: fully where they are much closer than the bound, as they are where both
     *     are right, and as a fault of the bound's size is not}
     */
    public Support support() {
        return support(0);
    }

    /**
     * {@return the same in arithmetic of which the scale tells what is close: of the values of a function in float32 half the digits are all that
     *     differences can have, and a zero that is decided is all that there is to know}
     *
     * @param scale by which the element was judged
     */
    public Support support(Scale scale) {
        boolean isDecided = rule(analytic, slope, rounding, scale) == Rule.ZERO && verdict == Verdict.AGREES;
        return isDecided ? Support.FULL : support(scale.dtype() == DType.FLOAT64 ? 0 : scale.halfTheDigits());
    }

    private Support support(double close) {
        if (verdict == Verdict.DISAGREES) {
            return Support.CONTRADICTED;
        }
        if (verdict == Verdict.UNDECIDED) {
            return Support.OPEN;
        }
        double near = rounding + Math.max(CLOSE * slope.bound().orElse(0), close);
        return error() <= near ? Support.FULL : Support.WEAK;
    }

    /**
     * {@return the same evidence under another verdict}
     *
     * @param other the verdict that stands instead
     */
    public ElementVerdict with(Verdict other) {
        return new ElementVerdict(element, analytic, slope, rounding, other);
    }

    /**
     * The slopes' bound has to be small against the jump, and widens it on both sides. So does rounding, up to as much: beyond that it is
     * the unit itself that rounding moves across the kink.
     */
    private static Rule atKink(double analytic, Slope slope, double rounding) {
        double change = Math.abs(slope.right() - slope.left());
        double telling = TELLING_OF_KINK * change;
        double bound = slope.bound().orElse(Double.POSITIVE_INFINITY);
        if (!(bound <= telling)) {
            return Rule.KINK_UNCLEAR;
        }
        double allowed = bound + Math.min(rounding, telling);
        boolean between = Math.min(slope.left(), slope.right()) - allowed <= analytic
                && analytic <= Math.max(slope.left(), slope.right()) + allowed;
        if (between) {
            return Rule.SUBGRADIENT;
        }
        boolean isNoise = rounding > CROSSINGS * change && Math.abs(analytic - slope.value()) <= bound + rounding;
        return isNoise ? Rule.KINK_IN_NOISE : Rule.OUTSIDE_THE_SLOPES;
    }

    /**
     * An oracle without a bound may have lost everything. But the accused knows what its own rounding is worth: where that is little, a
     * value other than zero that an independent computation comes so close to is right, and the oracle lost nothing.
     */
    private static boolean coincides(double analytic, double value, double rounding) {
        double near = TELLING_COINCIDENCE * Math.abs(analytic);
        return analytic != 0 && rounding <= near && Math.abs(analytic - value) <= near;
    }

    /**
     * A slope of zero has no size of its own to be told from. It is zero if the function never changed; if it is so against the slopes that
     * the function has a step away; or if it moves the value by no more than roundings, however far the point is moved, and so do these.
     */
    private static boolean isZero(double analytic, Slope slope, double allowed, Scale scale) {
        if (Math.abs(analytic) > allowed) {
            return false;
        }
        boolean isFlat = !(slope.steepest() > BY_STEPS * scale.noise());
        boolean isConstant = analytic == 0 && slope.steepest() == 0 && slope.value() == 0;
        return isConstant
                || allowed <= ZERO * slope.steepest()
                || isFlat && Math.abs(analytic) <= scale.noise() && allowed <= BY_STEPS * scale.noise();
    }

    /** What the oracle knows, and matters in its tensor: rounding that leaves no digit of it right is no excuse. */
    private static boolean hasNoDigit(double analytic, double value, double bound, Scale scale) {
        double size = Math.abs(value);
        return bound <= TELLING * size
                && !scale.dtype().isHalf()
                && size > scale.halfTheDigits()
                && Math.abs(analytic - value) >= NO_DIGIT * size;
    }

    private static Rule smooth(double analytic, Slope slope, double rounding, Scale scale) {
        if (slope.kind() == Slope.Kind.DISCONTINUOUS) {
            return Rule.JUMP;
        }
        if (slope.bound().isEmpty()) {
            return coincides(analytic, slope.value(), rounding) ? Rule.COINCIDENCE : Rule.NO_BOUND;
        }
        double bound = slope.bound().getAsDouble();
        double allowed = bound + rounding;
        if (!(Math.abs(analytic - slope.value()) <= allowed)) {
            return Rule.OUTSIDE;
        }
        boolean isMeasuredBySteps = slope.step() > 0;
        if (isMeasuredBySteps && isZero(analytic, slope, allowed, scale)) {
            return Rule.ZERO;
        }
        if (!isMeasuredBySteps && allowed <= scale.noise()) {
            return Rule.BELOW_THE_NOISE;
        }
        double magnitude = Math.max(Math.abs(analytic), Math.abs(slope.value()));
        if (allowed <= Math.max(TELLING * magnitude, scale.telling() * scale.tensor())) {
            return Rule.WITHIN;
        }
        if (hasNoDigit(analytic, slope.value(), bound, scale)) {
            return Rule.NO_RIGHT_DIGIT;
        }
        return rounding > bound ? Rule.ROUNDING_HIDES : Rule.BOUND_TOO_WIDE;
    }
}
