package dev.gradcheck.golden;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A case's limit on what the declared dtype loses: the error of an element against the largest element of its tensor in float64. The
 * limit may be tighter than what is reported as imprecise anyway.
 */
final class LimitComparison {
    private LimitComparison() {}

    static List<Finding> of(Limits limits, CheckReport report) {
        return limits.imprecise().isEmpty()
                ? List.of()
                : report.findings().stream()
                        .filter(LimitComparison::measuresTheLoss)
                        .flatMap(f -> exceeded(f, limits.imprecise().getAsDouble()).stream())
                        .toList();
    }

    /** The shadow measures it; where the declared dtype is float64 there is none, and an oracle may. */
    private static boolean measuresTheLoss(Finding finding) {
        return finding.witness().source() == Source.SHADOW
                || finding.verdict() == Verdict.IMPRECISE && finding.witness().dtype() == DType.FLOAT64;
    }

    private static Optional<Finding> exceeded(Finding finding, double limit) {
        double scale = finding.elements().stream()
                .mapToDouble(e -> Math.abs(e.slope().value()))
                .max()
                .orElse(0);
        List<ElementVerdict> elements = finding.elements().stream()
                .map(e -> e.with(e.error() <= limit * scale ? Verdict.AGREES : Verdict.DISAGREES))
                .toList();
        double largest = finding.elements().stream()
                .mapToDouble(ElementVerdict::error)
                .max()
                .orElse(0);
        return elements.stream().allMatch(e -> e.verdict() == Verdict.AGREES)
                ? Optional.empty()
                : Optional.of(Finding.of(
                        finding.subject(),
                        Verdict.DISAGREES,
                        new Witness(
                                Source.LIMIT,
                                Source.LIMIT.label(),
                                finding.witness().dtype(),
                                finding.witness().device()),
                        finding.shape(),
                        elements,
                        finding.worst(),
                        String.format(
                                Locale.ROOT,
                                "rounding moves it by %.2g of its largest element; the case accepts at most %.2g",
                                largest / scale,
                                limit)));
    }
}
