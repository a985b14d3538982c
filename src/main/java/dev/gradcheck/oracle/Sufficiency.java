package dev.gradcheck.oracle;

/** Says when an element is known well enough, so that an oracle that refines its answer can stop early. */
@FunctionalInterface
public interface Sufficiency {
    /** Never: every element as well as the oracle can. */
    Sufficiency NEVER = (parameter, element, slope) -> false;

    /**
     * Whether more effort on an element would be wasted.
     *
     * @param parameter the parameter's name
     * @param element row-major offset
     * @param slope what is known so far
     * @return true to stop
     */
    boolean reached(String parameter, int element, Slope slope);
}
