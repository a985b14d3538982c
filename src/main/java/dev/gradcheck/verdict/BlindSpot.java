package dev.gradcheck.verdict;

/**
 * A mistake that a check would not have seen: planted into the gradient that agrees, at the very point that was checked, it changes nothing,
 * or less than the best oracle can tell.
 *
 * @param subject the gradient it would be in; {@link Subject#LOSS} where it concerns the whole function
 * @param fault what would not be seen, such as "a transposed gradient"
 * @param because what hides it, as a clause such as "dL/dW is symmetric"
 */
public record BlindSpot(Subject subject, String fault, String because) {
    /** {@return as in "dL/dW is symmetric: a transposed gradient would not be seen"} */
    public String sentence() {
        return because + ": " + fault + " would not be seen";
    }

    /** The same mistake in the same place, whatever hides it. */
    boolean isSameFault(BlindSpot other) {
        return subject.equals(other.subject) && fault.equals(other.fault);
    }
}
