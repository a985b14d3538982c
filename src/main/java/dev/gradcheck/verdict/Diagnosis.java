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
