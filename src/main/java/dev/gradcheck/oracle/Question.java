package dev.gradcheck.oracle;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.ForwardPass;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;

/**
 * What an oracle is asked: the gradient of ⟨cotangent, f(x)⟩.
 *
 * @param function the forward pass of the accused
 * @param point all float64
 * @param cotangent float64, of the output's shape
 * @param claim what is claimed of the gradient
 */
public record Question(ForwardPass function, Parameters point, Tensor cotangent, Claim claim) {
    /**
     * About a function that nobody guards yet.
     *
     * @param function the accused
     * @param point all float64
     * @param cotangent float64, of the output's shape
     * @param claim what is claimed of the gradient
     */
    public Question(Differentiable function, Parameters point, Tensor cotangent, Claim claim) {
        this(new Accused(function, point, DType.FLOAT64, 0), point, cotangent, claim);
    }
}
