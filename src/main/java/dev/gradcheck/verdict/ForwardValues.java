package dev.gradcheck.verdict;

import dev.gradcheck.tensor.Tensor;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * The value that comes with the backward pass against that of the forward pass alone: two pieces of code where a pass is fused, or has
 * one path for training and one for inference. Oracles see the second, and the gradient belongs to the first.
 */
public final class ForwardValues {
    private ForwardValues() {}

    /**
     * One shape and one dtype.
     *
     * @param name what the value is called
     * @param alone of the forward pass alone
     * @param pulled that comes with the backward pass
     * @return a finding if shape or dtype differ
     */
    public static Optional<Finding> form(Subject name, Tensor alone, Tensor pulled) {
        boolean same = alone.shape().equals(pulled.shape()) && alone.dtype() == pulled.dtype();
        String reason = "the forward value of the backward pass differs in form from the primal: " + pulled.dtype()
                + pulled.shape() + " against " + alone.dtype() + alone.shape();
        return same
                ? Optional.empty()
                : Optional.of(
                        Finding.of(name, Verdict.MALFORMED, Contracts.witness(pulled.dtype()), pulled.shape(), reason));
    }

    /**
     * One value, but for rounding.
     *
     * @param name what the value is called
     * @param alone of the forward pass alone
     * @param pulled that comes with the backward pass, of the same shape and dtype
     * @param allowed what rounding explains, absolute, by the element's offset
     * @return a finding if a value differs by more
     */
    public static Optional<Finding> same(Subject name, Tensor alone, Tensor pulled, IntToDoubleFunction allowed) {
        Contracts.Evidence evidence = new Contracts.Evidence(name, pulled, alone::at, allowed);
        return evidence.finding(
                Verdict.DISAGREES,
                "the forward value of the backward pass differs from the primal",
                new Diagnosis(
                        "two forward passes",
                        "the backward pass belongs to another function than the forward pass: oracles differentiate the"
                                + " latter",
                        "let both call the same code, or compare the two paths first",
                        1));
    }
}
