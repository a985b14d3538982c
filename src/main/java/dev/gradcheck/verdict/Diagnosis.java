package dev.gradcheck.verdict;

/**
 * The likely cause of a disagreement.
 *
 * @param fault its name, such as "sign" or "broadcast along the wrong axis"; "unexplained" where nothing fits
 * @param sentence what a person needs to know
 * @param remedy what to look at or to change
 * @param residual what the explanation leaves over, relative to the largest element of the gradient
 */
public record Diagnosis(String fault, String sentence, String remedy, double residual) {
    /** The name of the fault that no hypothesis fits. */
    public static final String UNEXPLAINED = "unexplained";

    private static final String OVERFLOW = "overflow";

    /**
     * {@return that a number exceeds what a dtype holds: the formula may be right, the format is too narrow for it}
     *
     * @param sentence where
     * @param isForward whether it is in the forward pass: the gradients alone a smaller factor of the loss would keep small
     */
    public static Diagnosis overflow(String sentence, boolean isForward) {
        String remedy = isForward
                ? "compute this operation in a type with a wider range (bfloat16 and float32 reach 3.4e38), or keep its numbers small"
                : "scale the loss by a smaller power of 2, and divide the gradients by it in float32 (loss scaling), or compute"
                        + " this operation in a type with a wider range (bfloat16 and float32 reach 3.4e38)";
        return new Diagnosis(OVERFLOW, sentence, remedy, 0);
    }

    /** {@return whether the format is too narrow, whatever the formula is} */
    public boolean isOverflow() {
        return fault.equals(OVERFLOW);
    }

    /**
     * {@return whether another diagnosis says the same, whatever it leaves over}
     *
     * @param other a diagnosis of the same gradient
     */
    public boolean isSame(Diagnosis other) {
        return fault.equals(other.fault) && sentence.equals(other.sentence);
    }

    /** {@return the same, as what may be a coincidence of the numbers at one point} */
    public Diagnosis perhaps() {
        return new Diagnosis(fault, "perhaps " + sentence, remedy, residual);
    }
}
