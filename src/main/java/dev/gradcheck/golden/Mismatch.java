package dev.gradcheck.golden;

import java.util.List;
import java.util.OptionalLong;

/**
 * An element that is not what a golden file expects.
 *
 * @param index one number for each axis
 * @param expected the number expected
 * @param actual the number found
 * @param ulps the signed distance {@code actual − expected} in representable numbers; empty if either is NaN. A wrong
 *     sign of zero is a distance of 0
 */
public record Mismatch(List<Integer> index, double expected, double actual, OptionalLong ulps) {
    /**
     * Copies.
     *
     * @param index one number for each axis
     * @param expected the number expected
     * @param actual the number found
     * @param ulps the signed distance
     */
    public Mismatch {
        index = List.copyOf(index);
    }
}
