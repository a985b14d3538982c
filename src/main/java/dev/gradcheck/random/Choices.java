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
}
