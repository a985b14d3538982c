package dev.gradcheck.oracle;

/**
 * What is claimed of the gradient, as far as an oracle needs it: whether its estimate so far contradicts the claim. Where it does
 * not, an oracle that refines its answer may stop when that is good; where it does, it has to go as far as it can.
 */
@FunctionalInterface
public interface Claim {
    /** Nothing is claimed: every element is estimated as well as the oracle can. */
    Claim NONE = (parameter, element, slope) -> false;

    /**
     * Whether an estimate and the claim can both be right.
     *
     * @param parameter the parameter's name
     * @param element row-major offset
     * @param slope what is known so far
     * @return false on a contradiction, and where nothing is claimed
     */
    boolean isCompatible(String parameter, int element, Slope slope);
}
