package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.check.CheckReport.Declared;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.StepCurve;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.BlindSpots;
import dev.gradcheck.verdict.Blindness;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Structure;
import dev.gradcheck.verdict.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One check of one function at one point: the pass as declared, in its dtype and as its float64 shadow; its structure; its values by
 * every oracle; what every backward pass has to obey; verdicts, diagnosis, and one immutable report. Everything that is wrong is collected, nothing hides anything else.
 *
 * @param name of the check
 * @param function the accused
 * @param point the parameters as declared; integers are lifted to {@code dtype}
 * @param dtype in which the pass is declared, float32 or float64
 * @param oracles by whom it is judged
 * @param seed for the cotangent of functions with several outputs, and for random directions
 */
public record GradientCheck(
        String name, Differentiable function, Parameters point, DType dtype, List<GradientOracle> oracles, long seed) {
    private static final String NO_OUTPUTS = "the function has no outputs: there is nothing to differentiate";

    /**
     * Copies and checks.
     *
     * @param name of the check
     * @param function the accused
     * @param point the parameters
     * @param dtype of the pass
     * @param oracles by whom it is judged
     * @param seed for the cotangent
     * @throws IllegalArgumentException if the dtype is an integer, or there is no parameter or no oracle
     */
    public GradientCheck {
        oracles = List.copyOf(oracles);
        if (!dtype.isFloating() || point.names().isEmpty() || oracles.isEmpty()) {
            throw new IllegalArgumentException(
                    "the check " + name + " needs a floating dtype, a parameter and an oracle; it has " + dtype + ", "
                            + point.names() + " and " + oracles.size() + " oracles");
        }
    }

    /**
     * Runs the check.
     *
     * @return what was found
     */
    public CheckReport run() {
        Accused accused = new Accused(function, point, dtype, seed);
        Rounding rounding = new Rounding(accused);
        List<Finding> findings = new ArrayList<>(form(accused));
        List<NotRun> notRun = new ArrayList<>(notComparable(accused.shadow()));
        notRun.addAll(new PassFindings(accused, accused.declared(), dtype).notRun());
        if (hasNoOutputs(accused.shadow())) {
            findings.addAll(new PrecisionCheck(accused, rounding, List.of()).findings());
            return new CheckReport(name, dtype, point, findings, notRun, values(accused.declared()))
                    .of(accused.classes());
        }
        Judgement.Result judged = new Judgement(accused, rounding, oracles).result();
        findings.replaceAll(finding -> judged.explained(finding, point));
        findings.addAll(new PrecisionCheck(accused, rounding, judged.findings()).findings());
        findings.addAll(judged.findings());
        findings.addAll(new TieCheck(accused).examine(judged.findings()));
        notRun.addAll(judged.notRun());
        ContractCheck.Result contracts = new ContractCheck(accused, rounding, Settled.by(judged.findings())).run();
        findings.replaceAll(finding -> named(finding, contracts.findings()));
        findings.addAll(contracts.findings());
        notRun.addAll(contracts.notRun());
        BlindSpots blind = blindSpots(accused, findings, contracts.linear());
        Map<String, StepCurve> curves = new Curves(accused).of(findings);
        return new CheckReport(
                name, dtype, point, findings, notRun, values(accused.declared()), blind, curves, accused.classes());
    }

    /** Of what is wrong already nobody asks whether it would have been seen. */
    private static BlindSpots blindSpots(Accused accused, List<Finding> findings, Set<String> linear) {
        Pass shadow = accused.shadow();
        if (findings.stream().anyMatch(Finding::failsBuild) || !shadow.isComplete()) {
            return BlindSpots.NONE;
        }
        boolean isScalar = shadow.primal().size() == 1;
        Set<String> ignoring = new LinkedHashSet<>(isScalar ? shadow.point().names() : Set.of());
        ignoring.removeAll(linear);
        List<Suspicion> suspicions = accused.suspicions().value().orElse(List.of());
        return Blindness.of(shadow.point(), findings, suspicions, ignoring);
    }

    private static boolean hasNoOutputs(Pass shadow) {
        return shadow.vjp().filter(v -> v.primal().size() == 0).isPresent();
    }

    private static Optional<Declared> values(Pass declared) {
        return declared.vjp().map(v -> new Declared(v.primal(), v.trace(), declared.gradient()));
    }

    private List<Finding> form(Accused accused) {
        List<Finding> findings = new ArrayList<>(Structure.ofParameters(point, dtype));
        addNew(findings, new PassFindings(accused, accused.declared(), dtype).all());
        addNew(findings, new PassFindings(accused, accused.working(), dtype).all());
        addNew(findings, new PassFindings(accused, accused.shadow(), DType.FLOAT64).all());
        return findings;
    }

    /** What the values do not explain a broken contract of the same gradient may: an upstream gradient that is ignored. */
    private static Finding named(Finding finding, List<Finding> contracts) {
        boolean isUnexplained = finding.diagnosis()
                .filter(d -> d.fault().equals(Diagnosis.UNEXPLAINED))
                .isPresent();
        return contracts.stream()
                .filter(c -> isUnexplained && c.subject().equals(finding.subject()))
                .flatMap(c -> c.diagnosis().stream())
                .findFirst()
                .map(finding::diagnosed)
                .orElse(finding);
    }

    /** The same defect in two dtypes is one finding. */
    private static void addNew(List<Finding> findings, List<Finding> more) {
        for (Finding finding : more) {
            boolean said = findings.stream()
                    .anyMatch(f -> f.subject().equals(finding.subject())
                            && f.reason().equals(finding.reason())
                            && places(f).equals(places(finding)));
            if (!said) {
                findings.add(finding);
            }
        }
    }

    private static List<Integer> places(Finding finding) {
        return finding.elements().stream().map(ElementVerdict::element).toList();
    }

    private List<NotRun> notComparable(Pass shadow) {
        List<NotRun> notRun = new ArrayList<>();
        for (String name : point.names()) {
            if (hasNoOutputs(shadow)) {
                notRun.add(new NotRun("values", Subject.gradient(name), NO_OUTPUTS));
            } else if (point.get(name).size() == 0) {
                notRun.add(new NotRun(
                        "values",
                        Subject.gradient(name),
                        "the parameter has no elements: there is nothing to compare"));
            } else if (shadow.comparable(name).isEmpty()) {
                notRun.add(new NotRun(
                        "values",
                        Subject.gradient(name),
                        "the float64 gradient cannot be compared with its parameter: see what is malformed"));
            }
        }
        return notRun;
    }
}
