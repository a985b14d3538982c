package dev.gradcheck.oracle;

/** How well an estimate so far supports what is claimed: how much effort is still worth it. */
public enum Support {
    /** The two cannot both be right: it has to be seen why. */
    CONTRADICTED,
    /** They can, but the bound is too wide to tell. */
    OPEN,
    /** They can, and the bound is narrow enough; but the claim lies near its edge, as that of a small fault would. */
    WEAK,
    /** They agree closely: nothing more is to be gained. */
    FULL
}
