package dev.gradcheck.verdict;

import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Slope;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;

/** Where oracles contradict each other beyond their bounds, so that neither can be believed and nobody is blamed. */
public final class Conflicts {
    private Conflicts() {}

    /**
     * An oracle's estimate of one gradient, with its name.
     *
     * @param witness who says it
     * @param estimate what it says
     */
    public record Testimony(Witness witness, Estimate estimate) {}

    /**
     * The elements about which any two testimonies contradict each other. At a kink every subgradient is as good as another, and so is
     * every convention.
     *
     * @param testimonies of one gradient
     * @param kinks what is known of kinks at the point
     * @param rounding what rounding moves each element by: an oracle that computes the function is moved by it, too, whatever it knows of that
     * @return row-major offsets
     */
    public static Set<Integer> elements(List<Testimony> testimonies, KinkEvidence kinks, IntToDoubleFunction rounding) {
        Set<Integer> elements = new TreeSet<>();
        for (Testimony one : testimonies) {
            for (Testimony other : testimonies) {
                elements.addAll(elements(one.estimate(), other.estimate(), kinks, rounding));
            }
        }
        return elements;
    }

    /**
     * The finding that belongs to a conflict.
     *
     * @param testimonies of one gradient
     * @param kinks what is known of kinks at the point
     * @param rounding what rounding moves each element by
     * @return the first two that contradict each other, with an element; empty if none do
     */
    public static Optional<Finding> finding(
            List<Testimony> testimonies, KinkEvidence kinks, IntToDoubleFunction rounding) {
        for (Testimony one : testimonies) {
            for (Testimony other : testimonies) {
                Set<Integer> elements = elements(one.estimate(), other.estimate(), kinks, rounding);
                if (!elements.isEmpty()) {
                    return Optional.of(finding(one, other, elements));
                }
            }
        }
        return Optional.empty();
    }

    private static Finding finding(Testimony one, Testimony other, Set<Integer> elements) {
        int first = elements.iterator().next();
        Estimate estimate = one.estimate();
        String reason =
                "at " + estimate.shape().index(first) + " " + text(one, first) + ", but " + text(other, first) + "; "
                        + elements.size() + " of " + estimate.slopes().size()
                        + " elements. One of the two does not compute this function, or its bound is wrong; the analytic gradient is not"
                        + " blamed";
        return Finding.of(estimate.parameter(), Verdict.ORACLE_CONFLICT, one.witness(), estimate.shape(), reason);
    }

    private static String text(Testimony testimony, int element) {
        Slope slope = testimony.estimate().slopes().get(element);
        return testimony.witness() + " says " + slope.value() + " ± "
                + slope.bound().orElse(Double.NaN);
    }

    private static Set<Integer> elements(
            Estimate one, Estimate other, KinkEvidence kinks, IntToDoubleFunction rounding) {
        Set<Integer> elements = new HashSet<>();
        for (int i = 0; i < one.slopes().size(); i++) {
            Slope a = one.slopes().get(i);
            Slope b = other.slopes().get(i);
            if (contradict(a, b, rounding.applyAsDouble(i)) && !kinks.isConventional(i, Math.max(bound(a), bound(b)))) {
                elements.add(i);
            }
        }
        return new TreeSet<>(elements);
    }

    /** At a kink an oracle without steps has one of the subgradients, known to its own bound. */
    private static boolean contradict(Slope a, Slope b, double rounding) {
        boolean areKnown = a.bound().isPresent() && b.bound().isPresent();
        return areKnown && !a.admits(b.value(), bound(b) + rounding) && !b.admits(a.value(), bound(a) + rounding);
    }

    private static double bound(Slope slope) {
        return slope.bound().orElse(0);
    }
}
