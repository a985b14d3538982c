package dev.gradcheck.oracle;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;

/**
 * What an oracle is asked: the gradient of ⟨cotangent, f(x)⟩.
 *
 * @param function only its forward pass may be used
 * @param point all float64
 * @param cotangent float64, of the output's shape
 * @param claim what is claimed of the gradient
 */
public record Question(Differentiable function, Parameters point, Tensor cotangent, Claim claim) {}
