package dev.gradcheck.function;

import dev.gradcheck.tensor.Tensor;

/**
 * A function with a hand-written backward pass: what this harness judges.
 *
 * <p>An implementation is pure (same point, same bits), modifies nothing, and computes in the arithmetic of the point it is given.
 */
public interface Differentiable {
    /** {@return what people call this function, as it shall stand in a report} */
    String name();

    /**
     * The forward pass alone.
     *
     * @param point the parameters, all in one arithmetic
     * @return f(x)
     */
    Tensor primal(Parameters point);

    /**
     * The forward pass and the backward pass that belongs to it.
     *
     * @param point the parameters, all in one arithmetic
     * @return the value, and the pullback
     */
    Vjp vjp(Parameters point);
}
