package dev.gradcheck.verdict;

import dev.gradcheck.function.Suspicion;
import dev.gradcheck.tensor.DType;
import java.util.List;
import java.util.Optional;

/**
 * What may explain a wrong gradient beside what its numbers show.
 *
 * @param dtype in which the gradient was computed: that of numbers of another program, float64 of a backward pass
 * @param suspicions of the function, if it knows its structure
 * @param counterfactuals what other formulas would give, the simplest first
 * @param format what a coarser arithmetic explains, as no single mistake does: before what fits one gradient alone, since sums that stagnate look like a factor
 */
public record Hypotheses(
        DType dtype, List<Suspicion> suspicions, List<Suspicion> counterfactuals, Optional<Diagnosis> format) {
    /**
     * Copies.
     *
     * @param dtype in which the gradient was computed
     * @param suspicions of the function
     * @param counterfactuals of other formulas
     * @param format of a coarser arithmetic
     */
    public Hypotheses {
        suspicions = List.copyOf(suspicions);
        counterfactuals = List.copyOf(counterfactuals);
    }
}
