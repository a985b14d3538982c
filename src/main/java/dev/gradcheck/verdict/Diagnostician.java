package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Fits the usual mistakes to a wrong gradient, the simplest first, and says which one explains it. */
public final class Diagnostician {
    /** Ordered: a simpler explanation that fits is better than a later one that fits too. */
    private static final List<Function<Truth, Optional<Diagnosis>>> HYPOTHESES = List.of(
            Places::unrelated,
            Scalings::sign,
            Scalings::factor,
            Scalings::broadcast,
            Places::transposed,
            Places::dropped,
            Places::shifted,
            Places::single);

    private Diagnostician() {}

    /**
     * The likely cause of a disagreement.
     *
     * @param finding a finding that disagrees, with its elements
     * @param parameter the shape of the parameter
     * @param clues tensors that a wrong formula may have used: the parameters and the trace of the forward pass
     * @return the first hypothesis that explains every element; "unexplained" if none does
     */
    public static Diagnosis of(Finding finding, Shape parameter, Parameters clues) {
        Truth truth = Truth.of(finding, parameter, clues);
        return HYPOTHESES.stream()
                .flatMap(hypothesis -> hypothesis.apply(truth).stream())
                .findFirst()
                .orElseGet(() -> unexplained(truth));
    }

    private static Diagnosis unexplained(Truth truth) {
        return new Diagnosis(
                Diagnosis.UNEXPLAINED,
                "none of the usual mistakes explains the difference",
                "derive this gradient again, and compare it factor by factor with the code",
                truth.residual(truth.expected()));
    }
}
