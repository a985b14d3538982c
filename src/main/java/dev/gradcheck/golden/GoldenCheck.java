package dev.gradcheck.golden;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.Declared;
import dev.gradcheck.check.ClaimCheck;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
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
        CheckReport report = golden.claimed().names().isEmpty() ? own(golden) : claimed(golden);
        List<Finding> more = new ArrayList<>(values(golden, report));
        more.addAll(LimitComparison.of(golden.limits(), report));
        return Declarations.apply(golden, report.plus(more));
    }

    private CheckReport own(GoldenCase golden) {
        return new GradientCheck(
                        golden.id(), networks.function(golden), golden.parameters(), golden.dtype(), oracles, seed)
                .run();
    }

    private CheckReport claimed(GoldenCase golden) {
        return new ClaimCheck(
                        golden.id(),
                        networks.function(golden),
                        golden.parameters(),
                        golden.claimed(),
                        golden.dtype(),
                        oracles,
                        seed)
                .run();
    }

    private static List<Finding> values(GoldenCase golden, CheckReport report) {
        List<Finding> findings = new ArrayList<>();
        golden.expected()
                .values()
                .forEach((name, expected) -> findings.add(ExpectedComparison.of(
                        golden,
                        Subject.value(name),
                        expected,
                        report.declared().flatMap(d -> value(golden, d, name)),
                        report)));
        golden.expected().gradients().forEach((name, expected) -> {
            Optional<Tensor> actual = report.declared()
                    .flatMap(Declared::gradient)
                    .filter(g -> g.has(name))
                    .map(g -> g.get(name));
            findings.add(ExpectedComparison.of(golden, Subject.gradient(name), expected, actual, report));
        });
        return findings;
    }

    private static Optional<Tensor> value(GoldenCase golden, Declared declared, String name) {
        if (name.equals(Expected.LOSS)) {
            return Optional.of(declared.primal());
        }
        return golden.network().value(declared.trace(), name);
    }
}
