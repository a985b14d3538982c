package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.verdict.Contracts;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What only a harness can check, once for a check and not for every oracle: same call, same bits, whatever other calls there are; zero cotangent,
 * zero gradient; linear in the cotangent; second order of the remainder along random directions. About twenty backward and thirty forward passes (two backward more for a float32 pass), more only where
 * something is in dispute.
 *
 * @param accused the function at its point
 * @param rounding what rounding explains in its float64 gradient
 * @param settled the elements along which Taylor's test can tell something
 */
record ContractCheck(Accused accused, Rounding rounding, Settled settled) {
    /** The name of the witness in what was not run. */
    static final String WHAT = "contracts";

    /** In this order: without the same bits in every call there is nothing to examine. */
    private List<Contract> contracts() {
        return List.of(
                new SameBits(),
                new OtherCalls(),
                new ForwardAlone(),
                new CotangentContracts(),
                new TaylorContract(settled));
    }

    private static final String NO_PASS = "the float64 pass throws: see what is malformed";

    /**
     * What was found.
     *
     * @param findings what is broken, and what holds
     * @param notRun what could not be examined
     * @param linear the gradients that are linear in the cotangent
     */
    record Result(List<Finding> findings, List<NotRun> notRun, Set<String> linear) {}

    Result run() {
        Pass shadow = accused.shadow();
        if (!shadow.isComplete()) {
            return new Result(
                    List.of(),
                    List.of(new NotRun(WHAT, NO_PASS), new NotRun(Source.TAYLOR.label(), NO_PASS)),
                    Set.of());
        }
        Examined examined = new Examined();
        contracts().forEach(contract -> contract.examine(accused, rounding, examined));
        return new Result(findings(shadow.gradient().orElseThrow(), examined), examined.notRun(), examined.linear());
    }

    private List<Finding> findings(Parameters gradient, Examined examined) {
        List<Finding> findings = new ArrayList<>(examined.broken());
        examined.held().forEach((name, held) -> {
            Parameters seen =
                    gradient.has(name) ? gradient : accused.working().gradient().orElse(gradient);
            findings.add(Contracts.holding(name, seen.get(name), held));
        });
        findings.addAll(examined.along());
        return findings;
    }
}
