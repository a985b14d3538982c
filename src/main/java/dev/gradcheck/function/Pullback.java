package dev.gradcheck.function;

import dev.gradcheck.tensor.Tensor;

/** The backward pass at one point, v ↦ Jᵀv: the analytic gradient, the accused. */
@FunctionalInterface
public interface Pullback {
    /**
     * The gradient of ⟨cotangent, f(x)⟩ with respect to every parameter.
     *
     * @param cotangent of the output's shape and dtype, not modified
     * @return one tensor for each parameter, of the parameter's name, shape and dtype
     */
    Parameters apply(Tensor cotangent);
}
