package dev.gradcheck.check;

import dev.gradcheck.check.CheckReport.Declared;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Precision;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Structure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

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
        Cotangent cotangent = new Cotangent(seed);
        Pass declared = Pass.run(function, point, dtype, cotangent);
        Parameters lifted = point.in(Arithmetic.nearest(dtype));
        Pass working = lifted.equals(point) ? declared : Pass.run(function, lifted, dtype, cotangent);
        Pass shadow = dtype == DType.FLOAT64
                ? working
                : Pass.run(function, point.in(Arithmetic.nearest(DType.FLOAT64)), DType.FLOAT64, cotangent);

        List<Finding> findings = new ArrayList<>(Structure.ofParameters(point, dtype));
        addNew(findings, declared.problems());
        addNew(findings, working.problems());
        addNew(findings, shadow.problems());
        findings.addAll(precision(working, shadow));
        Map<Integer, RoundingError> measured = new HashMap<>();
        IntFunction<RoundingError> rounding =
                samples -> measured.computeIfAbsent(samples, count -> rounding(shadow, cotangent, count));
        Judgement.Result judged = new Judgement(function, working, shadow, rounding, oracles, cotangent).result();
        findings.replaceAll(finding -> judged.explained(finding, point));
        findings.addAll(judged.findings());
        ContractCheck.Result contracts = new ContractCheck(function, working, shadow, rounding, cotangent).run();
        findings.replaceAll(finding -> named(finding, contracts.findings()));
        findings.addAll(contracts.findings());
        Optional<Declared> values = declared.vjp().map(v -> new Declared(v.primal(), v.trace(), declared.gradient()));
        return new CheckReport(name, dtype, point, findings, notComparable(shadow), values).notRun(contracts.notRun());
    }

    /** What the values do not explain a broken contract of the same gradient may: an upstream gradient that is ignored. */
    private static Finding named(Finding finding, List<Finding> contracts) {
        boolean isUnexplained = finding.diagnosis()
                .filter(d -> d.fault().equals(Diagnosis.UNEXPLAINED))
                .isPresent();
        return contracts.stream()
                .filter(c -> isUnexplained && c.gradient().equals(finding.gradient()))
                .flatMap(c -> c.diagnosis().stream())
                .findFirst()
                .map(finding::diagnosed)
                .orElse(finding);
    }

    /** The same defect in two dtypes is one finding. */
    private static void addNew(List<Finding> findings, List<Finding> more) {
        for (Finding finding : more) {
            boolean said = findings.stream()
                    .anyMatch(f -> f.gradient().equals(finding.gradient())
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

    private List<Finding> precision(Pass working, Pass shadow) {
        List<Finding> findings = new ArrayList<>();
        if (working == shadow || working.vjp().isEmpty() || shadow.vjp().isEmpty()) {
            return findings;
        }
        addPrecision(
                findings,
                Pass.VALUE,
                working.vjp().get().primal(),
                shadow.vjp().get().primal());
        for (String name : point.names()) {
            working.gradient().filter(g -> g.has(name)).ifPresent(declared -> shadow.gradient()
                    .filter(g -> g.has(name))
                    .ifPresent(g -> addPrecision(findings, name, declared.get(name), g.get(name))));
        }
        return findings;
    }

    /** What is not finite, or of another shape than its shadow, is a finding already and cannot be compared. */
    private static void addPrecision(List<Finding> findings, String name, Tensor declared, Tensor shadow) {
        if (declared.shape().equals(shadow.shape())
                && Double.isFinite(declared.maxAbs())
                && Double.isFinite(shadow.maxAbs())) {
            findings.add(Precision.of(name, declared, shadow));
        }
    }

    private RoundingError rounding(Pass shadow, Cotangent cotangent, int count) {
        List<Parameters> samples = new ArrayList<>();
        for (int i = 1; i <= count && shadow.gradient().isPresent(); i++) {
            Pass.sample(function, shadow.point(), cotangent, i).ifPresent(samples::add);
        }
        return RoundingError.of(shadow.gradient().orElse(Parameters.NONE), samples);
    }

    private List<NotRun> notComparable(Pass shadow) {
        return point.names().stream()
                .filter(name -> shadow.comparable(name).isEmpty())
                .map(name -> new NotRun(
                        "values of dL/d" + name,
                        "the float64 gradient cannot be compared with its parameter: see what is malformed"))
                .toList();
    }
}
