package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Precision;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Scale;
import dev.gradcheck.verdict.Subject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the declared dtype loses against float64, tensor by tensor, and whether rounding explains it. First by what rounding does to the shadow,
 * which is known; where that is too little, by random rounding in the declared dtype, with more samples as long as something is in dispute.
 *
 * @param accused the function at its point
 * @param rounding what rounding explains
 * @param judged what oracles say of the shadow: where there are kinks
 */
record PrecisionCheck(Accused accused, Rounding rounding, List<Finding> judged) {
    private static final String VALUE = Subject.LOSS.name();

    List<Finding> findings() {
        Pass working = accused.working();
        Pass shadow = accused.shadow();
        List<Finding> findings = new ArrayList<>();
        if (working == shadow || working.vjp().isEmpty() || shadow.vjp().isEmpty()) {
            return findings;
        }
        add(findings, Subject.LOSS, working.primal(), shadow.primal(), rounding.ofValue());
        Parameters declared = working.gradient().orElse(Parameters.NONE);
        Parameters same = shadow.gradient().orElse(Parameters.NONE);
        for (String name : working.point().names()) {
            if (declared.has(name) && same.has(name)) {
                add(findings, Subject.gradient(name), declared.get(name), same.get(name), rounding.ofGradient());
            }
        }
        return findings;
    }

    /** What is not finite, or of another shape than its shadow, is a finding already and cannot be compared. */
    private void add(
            List<Finding> findings,
            Subject subject,
            Tensor declared,
            Tensor shadow,
            Stream<Supplier<RoundingError>> explanations) {
        boolean isComparable = declared.shape().equals(shadow.shape())
                && declared.size() > 0
                && Double.isFinite(declared.maxAbs())
                && Double.isFinite(shadow.maxAbs());
        if (isComparable) {
            findings.add(finding(subject, declared, shadow, explanations.iterator()));
        }
    }

    private Finding finding(
            Subject subject, Tensor declared, Tensor shadow, Iterator<Supplier<RoundingError>> explanations) {
        String name = subject instanceof Subject.Value ? VALUE : subject.name();
        Set<Integer> kinks = kinks(subject);
        while (true) {
            RoundingError explained = explanations.next().get();
            Precision precision = new Precision(
                    accused.coarsest(),
                    subject,
                    declared,
                    shadow,
                    i -> explained.allowance(name, i, declared.dtype()),
                    explained.isEstimated(),
                    largest(),
                    lost(accused.coarsest()),
                    i -> kinks.contains(i) || isOntoKink(subject, i, shadow.at(i)));
            if (precision.isExplained() || !explanations.hasNext()) {
                return new Traced(accused, accused.working()).explained(precision.finding());
            }
        }
    }

    /** A function that knows its units tells that one sits on a kink; of others it is seen along the element. */
    private Set<Integer> kinks(Subject subject) {
        boolean isTold = accused.conventions().value().stream().anyMatch(all -> !all.isEmpty());
        return judged.stream()
                .filter(f -> f.subject().equals(subject))
                .flatMap(f -> f.elements().stream())
                .filter(e -> isTold || e.slope().kind() != Slope.Kind.SMOOTH)
                .map(ElementVerdict::element)
                .collect(Collectors.toSet());
    }

    /** Whether rounding in the declared dtype put a unit onto a kink, where another convention has the digits of the shadow. */
    private boolean isOntoKink(Subject subject, int element, double shadow) {
        return subject instanceof Subject.Gradient
                && accused.conventionsOfWorking().value().stream()
                        .flatMap(List::stream)
                        .map(convention ->
                                convention.gradient().get(subject.name()).at(element))
                        .anyMatch(value -> Math.abs(value - shadow) < Math.abs(shadow) / 2);
    }

    private double lost(DType dtype) {
        double value = accused.shadow().primal().maxAbs();
        double point = accused.shadow().point().tensors().values().stream()
                .mapToDouble(Tensor::maxAbs)
                .max()
                .orElse(0);
        double noise = Scale.of(0, value, point).noise();
        return noise * dtype.unitRoundoff() / DType.FLOAT64.unitRoundoff();
    }

    private double largest() {
        return accused.shadow().gradient().stream()
                .flatMap(g -> g.tensors().values().stream())
                .mapToDouble(Tensor::maxAbs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
