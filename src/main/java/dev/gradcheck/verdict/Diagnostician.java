package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fits the usual mistakes to a wrong gradient, the simplest first, and says which one explains it. */
public final class Diagnostician {
    /** The name of the function's value among the clues. */
    public static final String VALUE = "f(x)";

    /** The name of the check's cotangent among the clues. */
    public static final String COTANGENT = "upstream gradient";

    /** What needs no further explanation: before the structure of the function is asked. */
    private static final List<Function<Truth, Optional<Diagnosis>>> PLAIN = List.of(Scalings::sign);

    /** What can be seen without knowing the function. Ordered: a simpler explanation that fits is better than a later one. */
    private static final List<Function<Truth, Optional<Diagnosis>>> BLACK_BOX = List.of(
            Places::unrelated,
            Scalings::broadcast,
            Dropped::of,
            LineFactors::upstream,
            Scalings::factor,
            Subset::oneSign,
            Places::transposed,
            Places::shifted);

    /** What describes the numbers rather than a formula: after the gradients that another formula would give. */
    private static final List<Function<Truth, Optional<Diagnosis>>> NUMBERS = List.of(
            Subset::mask,
            Subset::sign,
            Subset::factor,
            Places::neighbour,
            Places::single,
            LineFactors::clue,
            LineFactors::line,
            MissingTerm::of);

    private static final String TRIED =
            "tried: sign, factor, transposed, broadcast, dropped, neighbour, mask, upstream, the same ratio in some elements, a factor for"
                    + " each row or column, a missing mean or sum";

    private Diagnostician() {}

    /**
     * The likely causes of a disagreement: plain explanations first, then the mistakes that the function itself knows it could contain,
     * then what a black box shows.
     *
     * @param finding a finding that disagrees, with its elements
     * @param parameter the shape of the parameter
     * @param clues tensors that a wrong formula may have used: parameters, intermediate values, {@link #VALUE} and {@link #COTANGENT}
     * @param asked what else may explain it
     * @return every hypothesis that explains all elements, the simplest first; "unexplained" alone if none does
     */
    public static List<Diagnosis> of(Finding finding, Shape parameter, Parameters clues, Hypotheses asked) {
        if (finding.survey().isPresent()) {
            return List.of(ofSome(finding, parameter, asked));
        }
        Truth truth = Truth.of(finding, parameter, clues, asked.dtype());
        List<Diagnosis> all = new ArrayList<>(fitting(PLAIN, truth));
        asked.format().ifPresent(all::add);
        suspected(truth, asked.suspicions()).ifPresent(all::add);
        all.addAll(fitting(BLACK_BOX, truth));
        all.addAll(suspects(truth, asked.counterfactuals()).toList());
        all.addAll(fitting(NUMBERS, truth));
        return all.isEmpty()
                ? List.of(unexplained(
                        truth, asked.suspicions(), asked.counterfactuals().size()))
                : all;
    }

    /** Where only some elements were measured, what concerns places cannot be seen, unless all that is wrong is among them. */
    private static Diagnosis ofSome(Finding finding, Shape parameter, Hypotheses asked) {
        int[] places = finding.elements().stream()
                .filter(e -> e.slope().bound().isPresent())
                .mapToInt(ElementVerdict::element)
                .toArray();
        Truth truth = Truth.of(finding, Shape.of(places.length), Parameters.NONE, asked.dtype());
        List<Suspicion> there = asked.suspicions().stream()
                .filter(s -> s.gradient().has(finding.gradient()))
                .map(s -> at(places, finding.gradient(), s))
                .toList();
        return fitting(PLAIN, truth).stream()
                .findFirst()
                .or(asked::format)
                .or(() -> suspected(truth, there))
                .or(() -> Scalings.factor(truth))
                .or(() -> Optional.of(finding)
                        .filter(f -> f.survey().orElseThrow().isFound())
                        .flatMap(f -> Places.single(
                                truth, i -> parameter.index(places[i]).toString())))
                .orElseGet(() -> unexplained(truth, there, 0));
    }

    private static Suspicion at(int[] places, String name, Suspicion suspicion) {
        Tensor whole = suspicion.gradient().get(name);
        double[] some = Arrays.stream(places).mapToDouble(whole::at).toArray();
        Tensor gradient = Tensor.of(whole.dtype(), Shape.of(some.length), some);
        return new Suspicion(
                suspicion.fault(), suspicion.sentence(), suspicion.remedy(), Parameters.of(name, gradient));
    }

    private static List<Diagnosis> fitting(List<Function<Truth, Optional<Diagnosis>>> hypotheses, Truth truth) {
        return hypotheses.stream()
                .flatMap(hypothesis -> hypothesis.apply(truth).stream())
                .toList();
    }

    /** Of the suspicions that explain the gradient, the one that leaves least over. */
    private static Optional<Diagnosis> suspected(Truth truth, List<Suspicion> suspicions) {
        return suspects(truth, suspicions).min(Comparator.comparingDouble(Diagnosis::residual));
    }

    private static Stream<Diagnosis> suspects(Truth truth, List<Suspicion> suspicions) {
        return suspicions.stream()
                .filter(s -> s.gradient().has(truth.gradient()))
                .filter(s -> explainsZeros(truth, s.gradient().get(truth.gradient())))
                .map(s -> new Diagnosis(
                        s.fault(),
                        s.sentence(),
                        s.remedy(),
                        truth.residual(s.gradient().get(truth.gradient()).values())))
                .filter(d -> truth.explains(d.residual()));
    }

    /** A wrong formula gives small numbers; where all that is wrong is exactly zero, it was left out. */
    private static boolean explainsZeros(Truth truth, Tensor predicted) {
        int[] wrong = truth.wrong();
        boolean areZero = IntStream.of(wrong).allMatch(i -> truth.analytic()[i] == 0);
        return !areZero || IntStream.of(wrong).allMatch(i -> predicted.at(i) == 0);
    }

    private static Diagnosis unexplained(Truth truth, List<Suspicion> suspicions, int counterfactuals) {
        String own =
                suspicions.isEmpty() ? "" : ", and " + suspicions.size() + " mistakes that the function itself names";
        String other = counterfactuals == 0 ? "" : ", and the gradients of " + counterfactuals + " other formulas";
        return new Diagnosis(
                Diagnosis.UNEXPLAINED,
                "none of the usual mistakes explains the difference (" + TRIED + own + other + ")",
                "derive this gradient again, and compare it factor by factor with the code",
                truth.residual(truth.expected()));
    }
}
