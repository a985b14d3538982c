package dev.gradcheck.verdict;

import dev.gradcheck.oracle.Slope;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A finding that somebody accepts in code, with a reason: what stands in a golden file as a known discrepancy. It covers nothing but what it
 * names, and has to occur.
 *
 * @param subject the gradient; {@link Subject#LOSS} for a blind spot of the whole function
 * @param kind what is accepted of it
 * @param elements the indices of the elements that it is about, each of which has to be concerned; empty: every one
 * @param ratio analytic / true at these elements; empty: any
 * @param relative the largest difference, relative to the true element; empty: any
 * @param reason why it is so, for people
 */
public record Acceptance(
        Subject subject,
        Kind kind,
        List<List<Integer>> elements,
        OptionalDouble ratio,
        OptionalDouble relative,
        String reason) {
    /** A ratio that somebody writes down has about this many digits. */
    private static final double DIGITS = 1e-5;

    /** What can be accepted. */
    public enum Kind {
        /** A gradient that is not the function's, such as a straight-through estimator. */
        DIFFERENCE("difference"),
        /** A value at a kink or a jump, whatever lies on its two sides. */
        CONVENTION("convention"),
        /** An element that no oracle can decide. */
        UNDECIDED("undecided element"),
        /** A point that proves too little. */
        BLINDNESS("blind spot");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /**
     * Copies and checks.
     *
     * @param subject the gradient
     * @param kind what is accepted
     * @param elements it is about
     * @param ratio analytic / true
     * @param relative the largest difference
     * @param reason why it is so
     * @throws IllegalArgumentException if there is no reason, or a number is NaN or negative where it must not be
     */
    public Acceptance {
        elements = elements.stream().map(List::copyOf).toList();
        if (reason.isBlank()) {
            throw new IllegalArgumentException("accepting a " + kind.label + " of " + subject.text()
                    + " needs a reason: because(\"…\") says it to whoever reads the report");
        }
        if (relative.isPresent() && !(relative.getAsDouble() > 0)
                || ratio.isPresent() && Double.isNaN(ratio.getAsDouble())) {
            throw new IllegalArgumentException("accepting a " + kind.label + " of " + subject.text()
                    + " needs numbers: a relative difference above 0, a ratio that is no NaN");
        }
    }

    /**
     * {@return a copy that is about one element more}
     *
     * @param index of the element
     */
    public Acceptance at(List<Integer> index) {
        List<List<Integer>> all = new ArrayList<>(elements);
        all.add(index);
        return new Acceptance(subject, kind, all, ratio, relative, reason);
    }

    /** {@return as in "the difference of dL/dW at [0, 1], accepted because …"} */
    public String sentence() {
        String where = elements.isEmpty() ? "" : " at " + elements;
        return "the " + kind.label + " of " + subject.text() + where + ", accepted because " + reason;
    }

    boolean isAbout(Finding finding) {
        Source source = finding.witness().source();
        boolean isWitness = kind == Kind.BLINDNESS
                ? source == Source.BLIND_SPOTS
                : source == Source.ORACLE || source == Source.SHADOW;
        return isWitness && subject.equals(finding.subject());
    }

    /** Whether this covers one element of a finding that it is about. */
    boolean covers(Finding finding, ElementVerdict element) {
        return isOfKind(element)
                && (elements.isEmpty() || elements.contains(finding.shape().index(element.element())))
                && hasRatio(element)
                && isSmall(element);
    }

    private boolean isOfKind(ElementVerdict element) {
        return switch (kind) {
            case DIFFERENCE -> element.verdict() == Verdict.DISAGREES;
            case UNDECIDED -> element.verdict() == Verdict.UNDECIDED;
            case CONVENTION ->
                element.slope().kind() != Slope.Kind.SMOOTH || element.verdict() == Verdict.AGREES_AT_A_KINK;
            case BLINDNESS -> false;
        };
    }

    private boolean hasRatio(ElementVerdict element) {
        if (ratio.isEmpty()) {
            return true;
        }
        double expected = ratio.getAsDouble() * element.slope().value();
        double slack = (1 + Math.abs(ratio.getAsDouble())) * element.allowed();
        return Math.abs(element.analytic() - expected) <= slack + DIGITS * Math.abs(expected);
    }

    private boolean isSmall(ElementVerdict element) {
        return relative.isEmpty()
                || element.error()
                        <= relative.getAsDouble() * Math.abs(element.slope().value()) + element.allowed();
    }

    /** The reason for people, where a finding is accepted. */
    String because() {
        return "accepted " + kind.label + ": " + reason;
    }
}
