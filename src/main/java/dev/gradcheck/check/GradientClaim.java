package dev.gradcheck.check;

import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Projection;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.Support;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Projected;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Scale;
import java.util.Map;

/**
 * What a backward pass claims: an estimate supports it as far as the element, or the direction, would be judged to agree.
 *
 * @param gradients those that can be compared, by parameter
 * @param scales of the same
 * @param rounding what the accused's own rounding explains in them
 */
record GradientClaim(Map<String, Tensor> gradients, Map<String, Scale> scales, RoundingError rounding)
        implements Claim {
    @Override
    public Support support(String parameter, int element, Slope slope) {
        return gradients.containsKey(parameter)
                ? ElementVerdict.of(
                                element,
                                gradients.get(parameter).at(element),
                                slope,
                                rounding.allowance(parameter, element),
                                scales.get(parameter))
                        .support(scales.get(parameter))
                : Support.CONTRADICTED;
    }

    @Override
    public Support along(String parameter, double[] weights, Slope slope) {
        return gradients.containsKey(parameter)
                ? Projected.of(gradients.get(parameter), new Projection(weights, slope), rounding, parameter)
                        .judged()
                        .support()
                : Support.OPEN;
    }
}
