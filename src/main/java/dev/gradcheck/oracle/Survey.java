package dev.gradcheck.oracle;

import java.util.List;

/**
 * What was measured of a parameter with too many elements to measure each: slopes along random directions of all of them.
 *
 * @param seed of the directions, and of the elements that were measured by themselves
 * @param projections the slopes along them
 */
public record Survey(long seed, List<Projection> projections) {
    /**
     * Copies.
     *
     * @param seed of the directions
     * @param projections the slopes along them
     */
    public Survey {
        projections = List.copyOf(projections);
    }
}
