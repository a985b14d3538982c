package dev.gradcheck.verdict;

import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Judges one gradient, element by element, by one oracle's estimate.
 *
 * @param analytic the gradient judged, of as many elements as the estimate, all finite
 * @param rounding what the accused's own rounding explains
 * @param whole the scale of the whole gradient: that of a tensor that is zero
 * @param kinks what is known of kinks at the point
 * @param conflicts the elements about which oracles contradict each other
 */
public record Comparison(
        Tensor analytic, RoundingError rounding, Scale whole, KinkEvidence kinks, Set<Integer> conflicts) {

    /**
     * The finding of one oracle.
     *
     * @param estimate the oracle's
     * @param witness who says it
     * @return the finding, undiagnosed
     */
    public Finding by(Estimate estimate, Witness witness) {
        Scale scale = scale(estimate);
        List<ElementVerdict> elements = new ArrayList<>();
        for (int i = 0; i < analytic.size(); i++) {
            if (estimate.slopes().get(i).isMeasured()) {
                double allowance = rounding.allowance(estimate.parameter(), i);
                elements.add(element(i, estimate.slopes().get(i), allowance, scale));
            }
        }
        Verdict whole = elements.stream().map(ElementVerdict::verdict).reduce(Verdict.AGREES, Verdict::or);
        OptionalInt worst = worst(elements, whole);
        String reason = whole == Verdict.UNDECIDED && isDoubtful(elements.get(worst.getAsInt()))
                ? Reasons.DOUBTFUL
                : Reasons.of(whole, elements, worst, conflicts, analytic.dtype());
        Finding finding = Finding.of(estimate.parameter(), whole, witness, analytic.shape(), elements, worst, reason);
        return estimate.survey()
                .map(s -> finding.surveyed(Surveyed.of(analytic, mended(elements), s, rounding, estimate.parameter())))
                .orElse(finding);
    }

    private Tensor mended(List<ElementVerdict> elements) {
        double[] values = analytic.values();
        elements.stream()
                .filter(e -> e.verdict() == Verdict.DISAGREES)
                .forEach(e -> values[e.element()] = e.slope().value());
        return Tensor.of(DType.FLOAT64, analytic.shape(), values);
    }

    private ElementVerdict element(int i, Slope slope, double allowance, Scale scale) {
        ElementVerdict verdict = ElementVerdict.of(i, analytic.at(i), slope, allowance, scale);
        return overruling(verdict, scale)
                .map(rule -> verdict.with(rule.verdict()))
                .orElse(verdict);
    }

    /** What is known beside this oracle, and stands instead of its word. */
    Optional<Rule> overruling(ElementVerdict verdict, Scale scale) {
        int i = verdict.element();
        if (conflicts.contains(i)) {
            return Optional.of(Rule.CONFLICT);
        }
        if (losesHalfTheDigits(verdict, scale)) {
            return Optional.of(Rule.HALF_THE_DIGITS);
        }
        if (verdict.verdict() == Verdict.AGREES) {
            return Optional.empty();
        }
        if (kinks.admits(i, verdict.analytic(), verdict.rounding())) {
            return Optional.of(Rule.CONVENTION);
        }
        return kinks.doubts(i, verdict.analytic(), verdict.rounding())
                ? Optional.of(Rule.DOUBTFUL_CONVENTION)
                : Optional.empty();
    }

    private boolean isDoubtful(ElementVerdict element) {
        return !conflicts.contains(element.element())
                && kinks.doubts(element.element(), element.analytic(), element.rounding());
    }

    /** The tensor's largest value; the whole gradient's where the tensor cannot be told from zero. */
    private Scale scale(Estimate estimate) {
        double own = analytic.maxAbs();
        double bound = 0;
        for (Slope slope : estimate.slopes()) {
            own = Double.isFinite(slope.value()) ? Math.max(own, Math.abs(slope.value())) : own;
            bound = Math.max(bound, slope.bound().orElse(0));
        }
        return whole.with(own > bound ? own : Math.max(own, whole.tensor()))
                .in(rounding.ownArithmetic(estimate.parameter()));
    }

    /** More than half the digits of the dtype are gone, and it is not the oracle's error. */
    private boolean losesHalfTheDigits(ElementVerdict element, Scale scale) {
        double threshold = scale.in(analytic.dtype()).halfTheDigits();
        return element.verdict() == Verdict.AGREES
                && element.error() > threshold
                && element.error() > 2 * element.slope().bound().orElse(0);
    }

    /** Among the elements with the verdict of the whole, the one with the largest error. */
    private static OptionalInt worst(List<ElementVerdict> elements, Verdict whole) {
        OptionalInt worst = OptionalInt.empty();
        for (int i = 0; i < elements.size(); i++) {
            boolean counts = elements.get(i).verdict() == whole;
            if (counts
                    && (worst.isEmpty()
                            || elements.get(i).error()
                                    > elements.get(worst.getAsInt()).error())) {
                worst = OptionalInt.of(i);
            }
        }
        return worst;
    }
}
