package dev.gradcheck.check;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Support;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Comparison;
import dev.gradcheck.verdict.Conflicts;
import dev.gradcheck.verdict.Conflicts.Testimony;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Diagnostician;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Forms;
import dev.gradcheck.verdict.KinkEvidence;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Scale;
import dev.gradcheck.verdict.Structure;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The oracles' part of a check: their estimates, where they contradict each other, and what each says of every gradient.
 *
 * @param function the accused
 * @param working the pass in the declared dtype
 * @param shadow the same in float64
 * @param rounding what rounding explains in the shadow, measured with so many samples
 * @param oracles by whom it is judged
 * @param seeded what the output is contracted with
 */
record Judgement(
        Differentiable function,
        Pass working,
        Pass shadow,
        IntFunction<RoundingError> rounding,
        List<GradientOracle> oracles,
        Cotangent seeded) {

    private static final Set<Verdict> DECIDED =
            Set.of(Verdict.AGREES, Verdict.AGREES_AT_A_KINK, Verdict.IMPRECISE, Verdict.DISAGREES);

    /** Runs under random rounding: enough where nothing is in dispute. */
    static final int SAMPLES = 8;

    /** Where something is, the rounding is measured again, so that an unlucky choice of eight is not called a wrong formula. */
    static final int SAMPLES_IN_DISPUTE = 64;

    /**
     * What the oracles found.
     *
     * @param findings of every gradient whose values can be compared
     * @param forms why others have another number of elements than their parameter, where the values tell
     */
    record Result(List<Finding> findings, Map<String, Diagnosis> forms) {
        /** A finding about the form of a gradient, with its likely cause; any other finding as it is. */
        Finding explained(Finding finding, Parameters point) {
            String name = finding.gradient();
            boolean isForm = finding.witness().oracle().equals(Structure.ORACLE)
                    && forms.containsKey(name)
                    && finding.shape().size() != point.get(name).size();
            return isForm ? finding.diagnosed(forms.get(name)) : finding;
        }
    }

    Result result() {
        if (shadow.vjp().isEmpty() || shadow.gradient().isEmpty()) {
            return new Result(List.of(), Map.of());
        }
        List<Finding> unanswered = new ArrayList<>();
        RoundingError measured = rounding.apply(SAMPLES);
        Map<String, List<Testimony>> testimonies = testimonies(measured, unanswered);
        List<Finding> judged = judge(testimonies, measured);
        if (judged.stream().anyMatch(f -> f.verdict() == Verdict.DISAGREES)) {
            judged = judge(testimonies, rounding.apply(SAMPLES_IN_DISPUTE));
        }
        List<Finding> all = new ArrayList<>(unanswered);
        boolean isWrong = judged.stream().anyMatch(f -> f.verdict() == Verdict.DISAGREES);
        Guilt guilt = Guilt.of(isWrong ? function.stages(shadow.point()) : List.of(), seeded.seed());
        judged.forEach(f -> all.add(f.verdict() == Verdict.DISAGREES ? diagnosed(f, guilt) : f));
        return new Result(settle(all), forms(testimonies));
    }

    private Map<String, Diagnosis> forms(Map<String, List<Testimony>> testimonies) {
        Map<String, Diagnosis> forms = new HashMap<>();
        testimonies.forEach((name, all) -> shadow.gradient()
                .filter(g -> g.has(name))
                .map(g -> g.get(name))
                .filter(t -> t.size() != shadow.point().get(name).size() && Double.isFinite(t.maxAbs()))
                .flatMap(t -> all.stream()
                        .flatMap(testimony -> Forms.of(t, testimony.estimate()).stream())
                        .findFirst())
                .ifPresent(diagnosis -> forms.put(name, diagnosis)));
        return forms;
    }

    private List<Finding> judge(Map<String, List<Testimony>> testimonies, RoundingError measured) {
        List<Finding> findings = new ArrayList<>();
        List<Convention> conventions = function.conventions(shadow.point(), cotangent());
        Scale scale = scale(largest(testimonies.values()));
        testimonies.forEach((name, all) -> shadow.comparable(name).ifPresent(analytic -> {
            List<Estimate> estimates = all.stream().map(Testimony::estimate).toList();
            KinkEvidence kinks = KinkEvidence.of(name, estimates, conventions);
            Conflicts.finding(all, kinks).ifPresent(findings::add);
            Set<Integer> conflicts = Conflicts.elements(all, kinks);
            for (Testimony testimony : all) {
                boolean inDouble = testimony.witness().dtype() == DType.FLOAT64;
                Optional<Tensor> judged = inDouble ? Optional.of(analytic) : working.comparable(name);
                RoundingError allowed = inDouble ? measured : lossOfWorking();
                judged.ifPresent(tensor -> findings.add(new Comparison(tensor, allowed, scale, kinks, conflicts)
                        .by(testimony.estimate(), testimony.witness())));
            }
        }));
        return findings;
    }

    /** By gradient, what every oracle says; an oracle that cannot answer leaves a finding instead. */
    private Map<String, List<Testimony>> testimonies(RoundingError measured, List<Finding> findings) {
        Question question = new Question(function, shadow.point(), cotangent(), claim(measured));
        Map<String, List<Testimony>> testimonies = new LinkedHashMap<>();
        for (GradientOracle oracle : oracles) {
            Witness witness = Witness.of(oracle);
            try {
                for (Estimate estimate : oracle.estimate(question)) {
                    testimonies
                            .computeIfAbsent(estimate.parameter(), n -> new ArrayList<>())
                            .add(new Testimony(witness, estimate));
                }
            } catch (OracleException e) {
                shadow.point().names().forEach(name -> findings.add(unanswered(name, witness, e.getMessage())));
            }
        }
        return testimonies;
    }

    private Tensor cotangent() {
        return seeded.like(shadow.vjp().orElseThrow().primal());
    }

    private Finding unanswered(String name, Witness witness, String message) {
        Shape shape = shadow.point().get(name).shape();
        return Finding.of(name, Verdict.UNDECIDED, witness, shape, message);
    }

    /** An estimate supports the claim as far as the element would be judged to agree. */
    private Claim claim(RoundingError measured) {
        Map<String, Tensor> comparable = new HashMap<>();
        shadow.point().names().forEach(name -> shadow.comparable(name).ifPresent(t -> comparable.put(name, t)));
        Map<String, Scale> scales = new HashMap<>();
        comparable.forEach((name, tensor) -> scales.put(name, scale(tensor.maxAbs())));
        return (parameter, element, slope) -> comparable.containsKey(parameter)
                ? ElementVerdict.of(
                                element,
                                comparable.get(parameter).at(element),
                                slope,
                                measured.allowance(parameter, element),
                                scales.get(parameter))
                        .support()
                : Support.CONTRADICTED;
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
        for (String name : shadow.point().names()) {
            largest = Math.max(
                    largest, shadow.comparable(name).map(Tensor::maxAbs).orElse(0.0));
        }
        return largest > 0 ? largest : shadow.vjp().orElseThrow().primal().maxAbs();
    }

    private Scale scale(double largest) {
        double point = shadow.point().tensors().values().stream()
                .mapToDouble(Tensor::maxAbs)
                .max()
                .orElse(0);
        return Scale.of(largest, shadow.vjp().orElseThrow().primal().maxAbs(), point);
    }

    private RoundingError lossOfWorking() {
        return RoundingError.against(
                working.gradient().orElse(Parameters.NONE), shadow.gradient().orElse(Parameters.NONE));
    }

    /** A stage that is wrong by itself first; a function all of whose stages are right has its fault elsewhere. */
    private Finding diagnosed(Finding finding, Guilt guilt) {
        return guilt.diagnosis(finding.gradient()).map(finding::diagnosed).orElseGet(() -> diagnosed(finding));
    }

    private Finding diagnosed(Finding finding) {
        Shape shape = shadow.point().get(finding.gradient()).shape();
        List<Suspicion> suspicions = function.suspicions(shadow.point(), cotangent());
        return finding.diagnosed(Diagnostician.of(finding, shape, clues(), suspicions));
    }

    /** What a wrong formula may have used: parameters, intermediate values, the value itself, the upstream gradient. */
    private Parameters clues() {
        Vjp vjp = shadow.vjp().orElseThrow();
        Parameters clues = shadow.point();
        for (String name : vjp.trace().names()) {
            clues = clues.has(name) ? clues : clues.with(name, vjp.trace().get(name));
        }
        return clues.with(Diagnostician.VALUE, vjp.primal()).with(Diagnostician.COTANGENT, cotangent());
    }

    /** Where one witness could not decide and another could, the other's word stands, and the finding says whose. */
    private static List<Finding> settle(List<Finding> findings) {
        return findings.stream()
                .map(f -> f.verdict() == Verdict.UNDECIDED
                        ? decided(f.gradient(), findings).map(f::settled).orElse(f)
                        : f)
                .toList();
    }

    private static Optional<Witness> decided(String gradient, List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.gradient().equals(gradient) && f.witness().dtype() == DType.FLOAT64)
                .filter(f -> DECIDED.contains(f.verdict()) && !f.elements().isEmpty())
                .map(Finding::witness)
                .findFirst();
    }
}
