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
        return new Interval(who + ": " + Axis.label(value) + known, value, bound, isAccused);
    }

    double low() {
        return value - bound.orElse(0);
    }

    double high() {
        return value + bound.orElse(0);
    }
}
