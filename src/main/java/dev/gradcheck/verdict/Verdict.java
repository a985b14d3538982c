package dev.gradcheck.verdict;

import java.util.Locale;

/** What is said of a gradient, in the order of gravity: of two verdicts on parts of a gradient, the later one stands for the whole. */
public enum Verdict {
    /** Within the budget, by an oracle whose bound is small enough to tell. */
    AGREES(false),
    /** The function has a kink here, and the value is a subgradient: a convention, which is named. */
    AGREES_AT_A_KINK(false),
    /** The formula is right as far as can be told, but rounding loses more than half the digits of the dtype. */
    IMPRECISE(false),
    /** No oracle's bound is small enough to tell. */
    UNDECIDED(true),
    /** A missing or extra tensor, a wrong shape or dtype, NaN or infinity, a pass that throws. */
    MALFORMED(true),
    /** Two oracles contradict each other beyond their bounds; nobody is blamed. */
    ORACLE_CONFLICT(true),
    /** Outside the budget: the formula is wrong. */
    DISAGREES(true);

    private final boolean failsBuild;

    Verdict(boolean failsBuild) {
        this.failsBuild = failsBuild;
    }

    /**
     * Whether this verdict, undeclared and unsettled, fails the build.
     *
     * @return true for undecided, oracle conflict, disagrees and malformed
     */
    public boolean failsBuild() {
        return failsBuild;
    }

    /**
     * The verdict as it is written in reports, golden files and {@code summary.json}.
     *
     * @return the name in lower case with spaces
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * {@return the graver of two verdicts}
     *
     * @param other any verdict
     */
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public String toString() {
        return label();
    }
}
