package dev.gradcheck.random;

/** Where the numbers of a {@link Dice} come from. */
@FunctionalInterface
public interface Choices {
    /**
     * The next number.
     *
     * @param bound how many numbers there are to choose from, at least 1
     * @return one from 0, the simplest, to {@code bound − 1}
     */
    long next(long bound);

    /** What is drawn from here to the matching {@link #end} belongs together, and may be left out as a whole. */
    default void begin() {}

    /** The end of what belongs together. */
    default void end() {}
}
