package dev.gradcheck.picture;

import java.util.OptionalDouble;

/**
 * A value with what it is known to.
 *
 * @param text who says what
 * @param value the number
 * @param bound on its error; empty where it is unknown
 * @param isAccused whether this is the value judged, or one to judge it by
 */
public record Interval(String text, double value, OptionalDouble bound, boolean isAccused) {
    private static final int FEW = 3;

    /** More than these nobody reads; the dot says the rest. */
    private static final int MOST = 10;

    /**
     * {@return an interval whose text is its numbers}
     *
     * @param who says it
     * @param value the number
     * @param bound on its error
     * @param isAccused whether this is the value judged
     */
    public static Interval of(String who, double value, OptionalDouble bound, boolean isAccused) {
        String known = bound.isPresent() ? " ± " + Axis.label(bound.getAsDouble()) : isAccused ? "" : ", no bound";
        String number = Axis.label(value, digits(value, bound.orElse(0)));
        return new Interval(who + ": " + number + known, value, bound, isAccused);
    }

    /** As many as the bound leaves, and one more. */
    private static int digits(double value, double bound) {
        double known = bound > 0 ? Math.ceil(Math.log10(Math.abs(value) / bound)) + 2 : MOST;
        return (int) Math.max(FEW, Math.min(MOST, known));
    }

    double low() {
        return value - bound.orElse(0);
    }

    double high() {
        return value + bound.orElse(0);
    }
}
