package dev.gradcheck.function;

import dev.gradcheck.tensor.Tensor;

/**
 * A function's value at a point, with the pullback there.
 *
 * @param primal the value f(x)
 * @param trace named intermediate values of the forward pass, for golden values and for the diagnosis; may be empty
 * @param pullback the backward pass
 */
public record Vjp(Tensor primal, Parameters trace, Pullback pullback) {}
