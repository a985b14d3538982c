package dev.gradcheck.check;

import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.verdict.Contracts;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Taylor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What only a harness can check, once for a check and not for every oracle: same call, same bits; zero cotangent, zero gradient; linear in
 * the cotangent; second order of the remainder along random directions. About five backward and twenty forward passes (two backward more for a float32 pass), more only where
 * something is in dispute.
 *
 * @param function the accused
 * @param working the pass in the declared dtype
 * @param shadow the same in float64
 * @param rounding what rounding explains in the shadow, measured with so many samples
 * @param seeded what the output is contracted with; its seed is that of the random directions
 * @param settled the elements along which Taylor's test can tell something
 */
record ContractCheck(
        Differentiable function,
        Pass working,
        Pass shadow,
        IntFunction<RoundingError> rounding,
        Cotangent seeded,
        Settled settled) {
    /** The name of the witness in what was not run. */
    static final String WHAT = "contracts";

    private static final String NO_PASS = "the float64 pass throws: see what is malformed";

    /**
     * What was found.
     *
     * @param findings what is broken, and what holds
     * @param notRun what could not be examined
     */
    record Result(List<Finding> findings, List<NotRun> notRun) {}

    Result run() {
        if (shadow.vjp().isEmpty() || shadow.gradient().isEmpty()) {
            return new Result(List.of(), List.of(new NotRun(WHAT, NO_PASS), new NotRun(Taylor.ORACLE, NO_PASS)));
        }
        Parameters gradient = shadow.gradient().get();
        Examined examined = new Examined();
        boolean reusable =
                new Repetition(function, seeded, () -> rounding.apply(Judgement.SAMPLES)).examine(shadow, examined);
        if (working != shadow && working.gradient().isPresent()) {
            Parameters declared = working.gradient().get();
            new Repetition(function, seeded, () -> RoundingError.of(declared, List.of())).examine(working, examined);
        }
        if (!examined.isBroken(Pass.VALUE)) {
            new ForwardContract(function, shadow, seeded).examine(examined);
        }
        new CotangentContracts(function, shadow, rounding, seeded, reusable).examine(examined);
        Examined taylor = new Examined();
        List<Finding> second = new TaylorCheck(function, shadow, rounding, seeded, settled).examine(taylor);
        List<Finding> findings = new ArrayList<>(examined.broken());
        examined.held().forEach((name, held) -> {
            Parameters seen = gradient.has(name) ? gradient : working.gradient().orElse(gradient);
            findings.add(Contracts.holding(name, seen.get(name), held));
        });
        findings.addAll(second);
        List<NotRun> notRun = new ArrayList<>(examined.notRun());
        notRun.addAll(taylor.notRun());
        return new Result(findings, notRun);
    }
}
