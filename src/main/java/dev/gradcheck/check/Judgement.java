package dev.gradcheck.check;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Comparison;
import dev.gradcheck.verdict.Conflicts;
import dev.gradcheck.verdict.Conflicts.Testimony;
import dev.gradcheck.verdict.Diagnostician;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The oracles' part of a check: their estimates, where they contradict each other, and what each says of every gradient.
 *
 * @param function the accused
 * @param working the pass in the declared dtype
 * @param shadow the same in float64
 * @param rounding what rounding explains in the shadow
 * @param oracles by whom it is judged
 * @param cotangent what the output is contracted with
 */
record Judgement(
        Differentiable function,
        Pass working,
        Pass shadow,
        RoundingError rounding,
        List<GradientOracle> oracles,
        Cotangent cotangent) {

    private static final Set<Verdict> DECIDED = Set.of(Verdict.AGREES, Verdict.AGREES_AT_A_KINK, Verdict.DISAGREES);

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (shadow.vjp().isEmpty() || shadow.gradient().isEmpty()) {
            return findings;
        }
        Map<String, List<Testimony>> testimonies = testimonies(findings);
        testimonies.forEach((name, all) -> shadow.comparable(name).ifPresent(analytic -> {
            Conflicts.finding(all).ifPresent(findings::add);
            findings.addAll(judge(name, analytic, all));
        }));
        return settle(findings);
    }

    /** By gradient, what every oracle says; an oracle that cannot answer leaves a finding instead. */
    private Map<String, List<Testimony>> testimonies(List<Finding> findings) {
        Tensor primal = shadow.vjp().orElseThrow().primal();
        Question question = new Question(function, shadow.point(), cotangent.like(primal), claim());
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

    private Finding unanswered(String name, Witness witness, String message) {
        Shape shape = shadow.point().get(name).shape();
        return Finding.of(name, Verdict.UNDECIDED, witness, shape, message);
    }

    /** An estimate is compatible with the claim if the element would be judged to agree. */
    private Claim claim() {
        Map<String, Tensor> comparable = new HashMap<>();
        shadow.point().names().forEach(name -> shadow.comparable(name).ifPresent(t -> comparable.put(name, t)));
        return (parameter, element, slope) -> comparable.containsKey(parameter)
                && ElementVerdict.of(
                                        element,
                                        comparable.get(parameter).at(element),
                                        slope,
                                        rounding.allowance(parameter, element),
                                        comparable.get(parameter).maxAbs())
                                .verdict()
                        != Verdict.DISAGREES;
    }

    private List<Finding> judge(String name, Tensor analytic, List<Testimony> testimonies) {
        Map<Integer, Slope> kinks = kinks(testimonies);
        Set<Integer> conflicts = Conflicts.elements(testimonies);
        List<Finding> findings = new ArrayList<>();
        for (Testimony testimony : testimonies) {
            boolean inDouble = testimony.witness().dtype() == DType.FLOAT64;
            Optional<Tensor> judged = inDouble ? Optional.of(analytic) : working.comparable(name);
            judged.ifPresent(tensor -> {
                RoundingError allowed = inDouble ? rounding : lossOfWorking();
                Finding finding =
                        new Comparison(tensor, allowed, kinks, conflicts).by(testimony.estimate(), testimony.witness());
                findings.add(finding.verdict() == Verdict.DISAGREES ? diagnosed(finding) : finding);
            });
        }
        return findings;
    }

    private RoundingError lossOfWorking() {
        return RoundingError.against(
                working.gradient().orElse(Parameters.NONE), shadow.gradient().orElse(Parameters.NONE));
    }

    private Finding diagnosed(Finding finding) {
        Parameters clues = shadow.point();
        return finding.diagnosed(
                Diagnostician.of(finding, shadow.point().get(finding.gradient()).shape(), clues));
    }

    private static Map<Integer, Slope> kinks(List<Testimony> testimonies) {
        Map<Integer, Slope> kinks = new HashMap<>();
        for (Testimony testimony : testimonies) {
            List<Slope> slopes = testimony.estimate().slopes();
            for (int i = 0; i < slopes.size(); i++) {
                if (slopes.get(i).kind() == Slope.Kind.KINK) {
                    kinks.put(i, slopes.get(i));
                }
            }
        }
        return kinks;
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
