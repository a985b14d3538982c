package dev.gradcheck.oracle;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.ForwardPass;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * What an oracle is asked: the gradient of ⟨cotangent, f(x)⟩.
 *
 * @param function the forward pass of the accused
 * @param point all float64
 * @param cotangent float64, of the output's shape
 * @param claim what is claimed of the gradient
 * @param earlier what oracles that were asked before know of every element: an oracle that pays for each may spend its effort elsewhere
 */
public record Question(ForwardPass function, Parameters point, Tensor cotangent, Claim claim, List<Estimate> earlier) {
    /**
     * Copies.
     *
     * @param function the forward pass of the accused
     * @param point all float64
     * @param cotangent float64, of the output's shape
     * @param claim what is claimed of the gradient
     * @param earlier what is known already
     */
    public Question {
        earlier = List.copyOf(earlier);
    }

    /**
     * Of which nothing is known yet.
     *
     * @param function the forward pass of the accused
     * @param point all float64
     * @param cotangent float64, of the output's shape
     * @param claim what is claimed of the gradient
     */
    public Question(ForwardPass function, Parameters point, Tensor cotangent, Claim claim) {
        this(function, point, cotangent, claim, List.of());
    }

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

    /** How well what is known already supports the claim about an element, by the most doubtful of all: open where nothing is known. */
    Support known(String parameter, int element) {
        return earlier.stream()
                .filter(estimate -> estimate.parameter().equals(parameter))
                .map(estimate -> estimate.slopes().get(element))
                .map(slope -> claim.support(parameter, element, slope))
                .min(Support::compareTo)
                .orElse(Support.OPEN);
    }
}
