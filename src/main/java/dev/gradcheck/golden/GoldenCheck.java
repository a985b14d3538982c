package dev.gradcheck.golden;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.Declared;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a golden case: the gradient check at its point, its expected values, its limits, and its known discrepancies.
 *
 * @param networks where the case's network is looked up
 * @param oracles by whom the gradients are judged
 * @param seed for everything that is chosen at random
 */
public record GoldenCheck(NetworkCatalog networks, List<GradientOracle> oracles, long seed) {
    private static final String LIMIT = "limit of the case";

    /**
     * Copies.
     *
     * @param networks of golden files
     * @param oracles by whom the gradients are judged
     * @param seed of random choices
     */
    public GoldenCheck {
        oracles = List.copyOf(oracles);
    }

    /**
     * Runs a case.
     *
     * @param golden a case that was read with these networks
     * @return everything found; what the case declares is marked as known, and a declaration that does not hold is a finding
     */
    public CheckReport run(GoldenCase golden) {
        CheckReport report = new GradientCheck(
                        golden.id(), networks.function(golden), golden.parameters(), golden.dtype(), oracles, seed)
                .run();
        List<Finding> more = new ArrayList<>(values(golden, report));
        more.addAll(limits(golden, report));
        return Declarations.apply(golden, report.plus(more));
    }

    private static List<Finding> values(GoldenCase golden, CheckReport report) {
        List<Finding> findings = new ArrayList<>();
        golden.expected()
                .values()
                .forEach((name, expected) -> findings.add(ExpectedComparison.of(
                        golden, expected, report.declared().flatMap(d -> value(d, name)), report)));
        golden.expected().gradients().forEach((name, expected) -> {
            Optional<Tensor> actual = report.declared()
                    .flatMap(Declared::gradient)
                    .filter(g -> g.has(name))
                    .map(g -> g.get(name));
            findings.add(ExpectedComparison.of(golden, expected, actual, report));
        });
        return findings;
    }

    private static Optional<Tensor> value(Declared declared, String name) {
        if (name.equals(Expected.LOSS)) {
            return Optional.of(declared.primal());
        }
        return declared.trace().has(name) ? Optional.of(declared.trace().get(name)) : Optional.empty();
    }

    private static List<Finding> limits(GoldenCase golden, CheckReport report) {
        List<Finding> findings = new ArrayList<>();
        golden.limits().imprecise().ifPresent(limit -> report.findings().stream()
                .filter(f -> f.verdict() == Verdict.IMPRECISE && largestRelativeError(f) > limit)
                .forEach(f -> findings.add(Finding.of(
                        f.gradient(),
                        Verdict.DISAGREES,
                        new Witness(LIMIT, f.witness().dtype(), f.witness().device()),
                        f.shape(),
                        f.elements(),
                        f.worst(),
                        f.reason() + "; the case accepts at most " + limit))));
        return findings;
    }

    private static double largestRelativeError(Finding finding) {
        double scale = finding.elements().stream()
                .mapToDouble(e -> Math.abs(e.slope().value()))
                .max()
                .orElse(0);
        return finding.elements().stream()
                        .mapToDouble(ElementVerdict::error)
                        .max()
                        .orElse(0)
                / scale;
    }
}
