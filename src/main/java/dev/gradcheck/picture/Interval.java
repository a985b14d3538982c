package dev.gradcheck.picture;

import java.util.OptionalDouble;

/**
 * A value with what it is known to.
 *
 * @param label who says it
 * @param value the number
 * @param bound on its error; empty where it is unknown
 * @param isAccused whether this is the value judged, or one to judge it by
 */
public record Interval(String label, double value, OptionalDouble bound, boolean isAccused) {
    double low() {
        return value - bound.orElse(0);
    }

    double high() {
        return value + bound.orElse(0);
    }
}
