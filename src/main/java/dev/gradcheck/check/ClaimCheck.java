package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.check.CheckReport.Declared;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.function.Claimed;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.BlindSpots;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Structure;
import dev.gradcheck.verdict.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One check of a gradient that another program computed: numbers at one point, judged by the float64 oracles. What rounding explains in
 * them is measured on this project's own backward pass of the same function in the same dtype. What only code can be asked is not run.
 *
 * @param name of the check
 * @param forward whose value the gradient is of: one number
 * @param point the parameters
 * @param claimed the gradients, of some parameters or of all
 * @param dtype in which they were computed
 * @param oracles by whom they are judged; those in float64 are heard
 * @param seed for random directions
 */
public record ClaimCheck(
        String name,
        Differentiable forward,
        Parameters point,
        Parameters claimed,
        DType dtype,
        List<GradientOracle> oracles,
        long seed) {
    private static final String NUMBERS = "the gradient is claimed in numbers, which cannot be asked again";

    /**
     * Copies.
     *
     * @param name of the check
     * @param forward whose value the gradient is of
     * @param point the parameters
     * @param claimed the gradients
     * @param dtype in which they were computed
     * @param oracles by whom they are judged
     * @param seed for random directions
     */
    public ClaimCheck {
        oracles = oracles.stream().filter(o -> o.dtype() == DType.FLOAT64).toList();
    }

    /**
     * Runs the check.
     *
     * @return what was found of the gradients that are claimed
     */
    public CheckReport run() {
        Accused accused = new Accused(new Claimed(forward, claimed), point, dtype, seed);
        Accused own = new Accused(forward, point, dtype, seed);
        Rounding rounding = Rounding.inDeclared(own);
        CoarserArithmetic coarser = new CoarserArithmetic(own, claimed, rounding);
        List<Finding> findings = new ArrayList<>(Structure.ofParameters(point, dtype));
        findings.addAll(new PassFindings(accused, accused.declared(), dtype).all());
        Judgement.Result judged = new Judgement(accused, rounding, oracles, Optional.of(coarser)).result();
        findings.replaceAll(finding -> judged.explained(finding, point));
        findings.addAll(judged.findings());
        findings.removeIf(finding -> !isClaimed(finding.subject()));
        List<NotRun> notRun = new ArrayList<>(judged.notRun());
        notRun.removeIf(
                one -> one.subject().filter(subject -> !isClaimed(subject)).isPresent());
        notRun.add(new NotRun("contracts", NUMBERS));
        notRun.add(new NotRun("shadow", NUMBERS));
        point.names().stream()
                .filter(parameter -> !claimed.has(parameter))
                .forEach(parameter ->
                        notRun.add(new NotRun("values", Subject.gradient(parameter), "no gradient of it is claimed")));
        Optional<Declared> declared =
                accused.declared().vjp().map(v -> new Declared(v.primal(), v.trace(), Optional.of(claimed)));
        return new CheckReport(
                name,
                dtype,
                point,
                findings,
                notRun,
                declared,
                BlindSpots.NONE,
                new Curves(accused).of(findings),
                accused.classes());
    }

    private boolean isClaimed(Subject subject) {
        return !(subject instanceof Subject.Gradient) || claimed.has(subject.name());
    }
}
