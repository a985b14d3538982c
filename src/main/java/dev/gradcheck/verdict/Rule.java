package dev.gradcheck.verdict;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * From evidence to verdict: what is said of one element of a gradient by one oracle. Within its group the first rule that applies
 * decides; what is known beside the oracle overrules it.
 */
public enum Rule {
    /** Of a kink: not known well enough. */
    KINK_UNCLEAR(
            Group.KINK, Verdict.UNDECIDED, "the one-sided slopes are not known well against the difference of the two"),
    /** Of a kink: a convention. */
    SUBGRADIENT(
            Group.KINK,
            Verdict.AGREES_AT_A_KINK,
            "the value lies between the one-sided slopes, each widened by its bound"),
    /** Of a kink: noise. */
    KINK_IN_NOISE(
            Group.KINK,
            Verdict.IMPRECISE,
            "it does not, but rounding is several times larger than the change of slope, and explains it"),
    /** Of a kink: wrong. */
    OUTSIDE_THE_SLOPES(Group.KINK, Verdict.DISAGREES, "it does not"),
    /** The value jumps. */
    JUMP(Group.SMOOTH, Verdict.UNDECIDED, "the function itself jumps at the point: it has no slope"),
    /** Without a bound, but right. */
    COINCIDENCE(
            Group.SMOOTH,
            Verdict.AGREES,
            "the oracle has no bound, but comes so close to a value other than zero that chance does not explain it"),
    /** Without a bound. */
    NO_BOUND(Group.SMOOTH, Verdict.UNDECIDED, "the oracle has no bound on its error"),
    /** Wrong. */
    OUTSIDE(Group.SMOOTH, Verdict.DISAGREES, "the two differ by more than the oracle's bound and rounding together"),
    /** A zero has no size of its own. */
    ZERO(
            Group.SMOOTH,
            Verdict.AGREES,
            "they do not, and both are zero against the slopes that steps saw, or by no more than the value's own rounding"),
    /** Nothing that matters. */
    BELOW_THE_NOISE(
            Group.SMOOTH,
            Verdict.AGREES,
            "they do not, and bound and rounding lie below the noise of the function's value"),
    /** Right. */
    WITHIN(
            Group.SMOOTH,
            Verdict.AGREES,
            "they do not, and bound and rounding are small against the element or its tensor"),
    /** Rounding has taken all of it. */
    NO_RIGHT_DIGIT(
            Group.SMOOTH,
            Verdict.DISAGREES,
            "they do not, but no digit is right of what the oracle knows, and rounding is no excuse for that"),
    /** Rounding hides it. */
    ROUNDING_HIDES(Group.SMOOTH, Verdict.IMPRECISE, "they do not, but rounding is large, and larger than the bound"),
    /** The oracle hides it. */
    BOUND_TOO_WIDE(Group.SMOOTH, Verdict.UNDECIDED, "they do not, but the oracle's bound is too wide to tell"),
    /** Contradicted oracles. */
    CONFLICT(Group.OVERRULING, Verdict.UNDECIDED, "two oracles contradict each other about this element"),
    /** Lost digits. */
    HALF_THE_DIGITS(
            Group.OVERRULING,
            Verdict.IMPRECISE,
            "it agrees, but more than half the digits of the dtype are lost, and not by the oracle"),
    /** A convention of the function. */
    CONVENTION(
            Group.OVERRULING,
            Verdict.AGREES_AT_A_KINK,
            "it does not agree, but a unit sits on a kink, and the value is what one choice of its derivative gives"),
    /** A convention that nothing measured supports. */
    DOUBTFUL_CONVENTION(
            Group.OVERRULING,
            Verdict.UNDECIDED,
            "the same, but none of the choices fits the slopes that were measured");

    /** Rules of which one decides. */
    public enum Group {
        /** Where one-sided slopes differ. */
        KINK("at a kink"),
        /** Everywhere else. */
        SMOOTH("elsewhere"),
        /** What is known beside the oracle. */
        OVERRULING("overruling");

        private final String label;

        Group(String label) {
            this.label = label;
        }
    }

    private final Group group;
    private final Verdict verdict;
    private final String sentence;

    Rule(Group group, Verdict verdict, String sentence) {
        this.group = group;
        this.verdict = verdict;
        this.sentence = sentence;
    }

    /** {@return where it applies} */
    public Group group() {
        return group;
    }

    /** {@return what follows} */
    public Verdict verdict() {
        return verdict;
    }

    /** {@return when, in one sentence} */
    public String sentence() {
        return sentence;
    }

    /** {@return all rules in their order, as a table in Markdown} */
    public static String markdown() {
        return Arrays.stream(values())
                .map(rule -> "| " + rule.group.label + " | " + rule.sentence + " | " + rule.verdict + " |\n")
                .collect(Collectors.joining("", "| where | when | verdict |\n|---|---|---|\n", ""));
    }
}
