package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;

/**
 * A function written in DJL's operations, so that autograd can differentiate it: the twin of a {@code Differentiable},
 * sharing no code with it. The linear layer is {@code at -> at.get("W").matMul(at.constant(x))}.
 */
@FunctionalInterface
public interface Twin {
    /**
     * The forward pass.
     *
     * @param at the parameters to differentiate by, none of which may be written to, and the source of constants
     * @return the output, of the function's output shape, in {@code at}'s dtype and on its device. Intermediate arrays
     *     need not be closed: they end with the evaluation
     */
    NDArray forward(Leaves at);
}
