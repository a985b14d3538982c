package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Failure;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Comparison;
import dev.gradcheck.verdict.Conflicts;
import dev.gradcheck.verdict.Conflicts.Testimony;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Diagnostician;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Forms;
import dev.gradcheck.verdict.Hypotheses;
import dev.gradcheck.verdict.KinkEvidence;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Scale;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * The oracles' part of a check: their estimates, where they contradict each other, and what each says of every gradient.
 *
 * @param accused the function at its point
 * @param rounding what rounding explains in its float64 gradient
 * @param oracles by whom it is judged
 * @param coarser whether another arithmetic explains it, of numbers that another program computed
 */
record Judgement(
        Accused accused, Rounding rounding, List<GradientOracle> oracles, Optional<CoarserArithmetic> coarser) {
    /** Of a backward pass, which is judged in the arithmetic it is asked for. */
    Judgement(Accused accused, Rounding rounding, List<GradientOracle> oracles) {
        this(accused, rounding, oracles, Optional.empty());
    }

    private static final Set<Verdict> DECIDED =
            Set.of(Verdict.AGREES, Verdict.AGREES_AT_A_KINK, Verdict.IMPRECISE, Verdict.DISAGREES);

    /**
     * What the oracles found.
     *
     * @param findings of every gradient whose values can be compared
     * @param forms why others have another number of elements than their parameter, where the values tell
     * @param notRun what was not heard, or could not explain
     */
    record Result(List<Finding> findings, Map<String, Diagnosis> forms, List<NotRun> notRun) {
        /** A finding about the form of a gradient, with its likely cause; any other finding as it is. */
        Finding explained(Finding finding, Parameters point) {
            String name = finding.gradient();
            boolean isForm = finding.witness().source() == Source.STRUCTURE
                    && finding.subject() instanceof Subject.Gradient
                    && forms.containsKey(name)
                    && finding.shape().size() != point.get(name).size();
            return isForm ? finding.diagnosed(forms.get(name)) : finding;
        }
    }

    Result result() {
        if (!shadow().isComplete()) {
            return new Result(List.of(), Map.of(), List.of());
        }
        RoundingError measured = rounding.undisputed();
        Testimonies heard = new Testimonies(accused, claim(measured), oracles);
        List<NotRun> notRun = new ArrayList<>(heard.notRun());
        List<Finding> judged = judge(heard.byGradient(), measured);
        accused.conventions().failure().ifPresent(f -> notRun.add(unexplained(f)));
        if (hasDisagreement(judged)) {
            judged = judge(heard.byGradient(), rounding.inDispute());
        }
        if (hasDisagreement(judged)) {
            accused.suspicions().failure().ifPresent(f -> notRun.add(unexplained(f)));
            accused.stages().failure().ifPresent(f -> notRun.add(unexplained(f)));
        }
        List<Finding> all = new ArrayList<>(heard.unanswered());
        Guilt guilt = Guilt.of(
                hasDisagreement(judged) ? accused.stages().value().orElse(List.of()) : List.of(),
                accused.cotangent().seed());
        judged.forEach(f -> all.add(f.verdict() == Verdict.DISAGREES ? diagnosed(f, guilt) : f));
        List<Finding> settled = new ArrayList<>(settle(all));
        settled.addAll(heard.broken());
        return new Result(settled, forms(heard.byGradient()), notRun);
    }

    private static boolean hasDisagreement(List<Finding> judged) {
        return judged.stream().anyMatch(f -> f.verdict() == Verdict.DISAGREES);
    }

    private static NotRun unexplained(Failure failure) {
        return new NotRun(failure.call().toString(), failure.sentence() + ": none is taken into account");
    }

    private Map<String, Diagnosis> forms(Map<String, List<Testimony>> testimonies) {
        Map<String, Diagnosis> forms = new HashMap<>();
        testimonies.forEach((name, all) -> shadow().gradient()
                .filter(g -> g.has(name))
                .map(g -> g.get(name))
                .filter(t -> t.size() != shadow().point().get(name).size() && Double.isFinite(t.maxAbs()))
                .flatMap(t -> all.stream()
                        .flatMap(testimony -> Forms.of(t, testimony.estimate()).stream())
                        .findFirst())
                .ifPresent(diagnosis -> forms.put(name, diagnosis)));
        return forms;
    }

    private List<Finding> judge(Map<String, List<Testimony>> testimonies, RoundingError measured) {
        List<Finding> findings = new ArrayList<>();
        List<Convention> conventions = accused.conventions().value().orElse(List.of());
        Scale scale = scale(largest(testimonies.values()));
        testimonies.forEach((name, all) -> shadow().comparable(name)
                .filter(t -> t.size() > 0)
                .ifPresent(analytic -> {
                    List<Estimate> estimates =
                            all.stream().map(Testimony::estimate).toList();
                    KinkEvidence kinks = KinkEvidence.of(name, estimates, conventions);
                    IntToDoubleFunction moved = i -> measured.allowance(name, i);
                    Conflicts.finding(all, kinks, moved).ifPresent(findings::add);
                    Set<Integer> conflicts = Conflicts.elements(all, kinks, moved);
                    for (Testimony testimony : all) {
                        boolean inDouble = testimony.witness().dtype() == DType.FLOAT64;
                        Optional<Tensor> judged = inDouble
                                ? Optional.of(analytic)
                                : accused.working().comparable(name);
                        RoundingError allowed = inDouble ? measured : measured.or(lossOfWorking());
                        judged.ifPresent(tensor -> findings.add(new Comparison(tensor, allowed, scale, kinks, conflicts)
                                .by(testimony.estimate(), testimony.witness())));
                    }
                }));
        return findings;
    }

    /** An estimate supports the claim as far as the element would be judged to agree. */
    private Claim claim(RoundingError measured) {
        Map<String, Tensor> comparable = new HashMap<>();
        shadow().point().names().forEach(name -> shadow().comparable(name).ifPresent(t -> comparable.put(name, t)));
        Map<String, Scale> scales = new HashMap<>();
        comparable.forEach(
                (name, tensor) -> scales.put(name, scale(tensor.maxAbs()).in(measured.ownArithmetic(name))));
        return new GradientClaim(comparable, scales, measured);
    }

    /** The scale for what is zero: the largest element of the gradient, claimed or estimated, else the function's value itself. */
    private double largest(Collection<List<Testimony>> testimonies) {
        double largest = testimonies.stream()
                .flatMap(List::stream)
                .flatMap(t -> t.estimate().slopes().stream())
                .mapToDouble(s -> Math.abs(s.value()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        for (String name : shadow().point().names()) {
            largest = Math.max(
                    largest, shadow().comparable(name).map(Tensor::maxAbs).orElse(0.0));
        }
        return largest > 0 ? largest : shadow().primal().maxAbs();
    }

    private Scale scale(double largest) {
        double point = shadow().point().tensors().values().stream()
                .mapToDouble(Tensor::maxAbs)
                .max()
                .orElse(0);
        return Scale.of(largest, shadow().primal().maxAbs(), point).in(rounding.dtype());
    }

    private RoundingError lossOfWorking() {
        return RoundingError.against(
                accused.working().gradient().orElse(Parameters.NONE),
                shadow().gradient().orElse(Parameters.NONE));
    }

    /** A stage that is wrong by itself first; a function all of whose stages are right has its fault elsewhere. */
    private Finding diagnosed(Finding finding, Guilt guilt) {
        return guilt.diagnosis(finding.gradient())
                .map(finding::diagnosed)
                .orElseGet(() ->
                        finding.diagnosed(new SecondPoint(accused).confirmed(finding.gradient(), causes(finding))));
    }

    private List<Diagnosis> causes(Finding finding) {
        boolean isWhole = accused.stages().value().orElse(List.of()).isEmpty();
        List<Suspicion> counterfactuals = isWhole ? Counterfactuals.of(accused, finding.gradient()) : List.of();
        Shape shape = shadow().point().get(finding.gradient()).shape();
        List<Suspicion> suspicions = accused.suspicions().value().orElse(List.of());
        return Diagnostician.of(
                finding,
                shape,
                clues(),
                new Hypotheses(
                        rounding.dtype(), suspicions, counterfactuals, coarser.flatMap(CoarserArithmetic::diagnosis)));
    }

    /** What explains a gradient that disagrees here, by the first oracle that says so; nothing where it does not, or cannot be judged. */
    List<Diagnosis> causes(String gradient) {
        if (!shadow().isComplete()) {
            return List.of();
        }
        RoundingError measured = rounding.undisputed();
        Testimonies heard = new Testimonies(accused, claim(measured), oracles);
        return judge(heard.byGradient(), measured).stream()
                .filter(f -> f.gradient().equals(gradient) && f.verdict() == Verdict.DISAGREES)
                .findFirst()
                .map(this::causes)
                .orElse(List.of());
    }

    /** What a wrong formula may have used: parameters, intermediate values, the value itself, the upstream gradient. */
    private Parameters clues() {
        Vjp vjp = shadow().vjp().orElseThrow();
        Parameters clues = shadow().point();
        for (String name : vjp.trace().names()) {
            clues = clues.has(name) ? clues : clues.with(name, vjp.trace().get(name));
        }
        return clues.with(Diagnostician.VALUE, vjp.primal()).with(Diagnostician.COTANGENT, accused.shadowCotangent());
    }

    /** Where one witness could not decide and another could, the other's word stands, and the finding says whose. */
    private static List<Finding> settle(List<Finding> findings) {
        return findings.stream()
                .map(f -> f.verdict() == Verdict.UNDECIDED
                        ? decided(f.subject(), findings).map(f::settled).orElse(f)
                        : f)
                .toList();
    }

    private static Optional<Witness> decided(Subject subject, List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.subject().equals(subject) && f.witness().dtype() == DType.FLOAT64)
                .filter(f -> DECIDED.contains(f.verdict()) && !f.elements().isEmpty())
                .map(Finding::witness)
                .findFirst();
    }

    private Pass shadow() {
        return accused.shadow();
    }
}
