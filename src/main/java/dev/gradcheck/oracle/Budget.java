package dev.gradcheck.oracle;

import java.time.Duration;

/**
 * How long the differences of one check may take, about. It decides how they are taken, never what is allowed: within it every element is
 * measured by itself, beyond it the large parameters are surveyed.
 *
 * @param time for all parameters of a function at a point
 */
public record Budget(Duration time) {
    /** Seconds, not hours. */
    public static final Budget DEFAULT = new Budget(Duration.ofSeconds(10));

    /** Forward passes that an element costs, where the claim is right and the function is smooth. */
    static final int PASSES = 12;

    /** Runs to time: the fastest counts, the others were disturbed. */
    private static final int RUNS = 3;

    /**
     * Checks.
     *
     * @param time for all parameters
     * @throws IllegalArgumentException if it is not positive
     */
    public Budget {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a budget of " + time + " is none: name a positive time");
        }
    }

    /**
     * {@return whether every element can be measured}
     *
     * @param elements of all parameters
     * @param step runs the forward pass once, at another point
     */
    boolean suffices(long elements, Runnable step) {
        long fastest = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long begin = System.nanoTime();
            step.run();
            fastest = Math.min(fastest, System.nanoTime() - begin);
        }
        return (double) fastest * PASSES * elements <= time.toNanos();
    }
}
