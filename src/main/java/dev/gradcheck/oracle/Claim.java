package dev.gradcheck.oracle;

/**
 * What is claimed of the gradient, as far as an oracle needs it: how well its estimate so far supports the claim. Where it does fully, an
 * oracle that refines its answer may stop; where it does weakly, a sharper estimate is wanted; where it contradicts the claim, the
 * oracle has to go as far as it can.
 */
@FunctionalInterface
public interface Claim {
    /** Nothing is claimed: every element is estimated as well as the oracle can. */
    Claim NONE = (parameter, element, slope) -> Support.CONTRADICTED;

    /**
     * How well an estimate supports the claim.
     *
     * @param parameter the parameter's name
     * @param element row-major offset
     * @param slope what is known so far
     * @return contradicted where nothing is claimed
     */
    Support support(String parameter, int element, Slope slope);

    /**
     * How well an estimate of the slope along a direction of a whole parameter supports the claim.
     *
     * @param parameter the parameter's name
     * @param weights of its elements, row-major
     * @param slope what is known so far of Σ weight·∂f/∂element
     * @return open where nothing is claimed
     */
    default Support along(String parameter, double[] weights, Slope slope) {
        return Support.OPEN;
    }
}
