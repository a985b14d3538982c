package dev.gradcheck.verdict;

import dev.gradcheck.tensor.Tensor;
import java.util.Optional;

/**
 * 2ᵏ times the cotangent gives 2ᵏ times the gradient, exactly as far as nothing overflows or underflows: what is clipped, flushed to zero or
 * compared with a threshold in the backward pass is not.
 *
 * @param exponent k
 * @param gradient under the cotangent itself
 * @param scaled under 2ᵏ times that
 */
public record Doubling(int exponent, Tensor gradient, Tensor scaled) {
    /**
     * {@return a finding unless it scales; what rounding explains is none}
     *
     * @param name the gradient's name
     * @param rounding what rounding explains in the gradient
     */
    public Optional<Finding> finding(String name, RoundingError rounding) {
        Contracts.Evidence evidence = new Contracts.Evidence(
                Subject.gradient(name),
                scaled,
                i -> Math.scalb(gradient.at(i), exponent),
                i -> allowed(name, i, rounding));
        String what = exponent > 0 ? "clipped" : "flushed to zero, or held up by a floor";
        return evidence.finding(
                Verdict.DISAGREES,
                "under 2^" + exponent + " times the cotangent the gradient is not 2^" + exponent + " times itself",
                new Diagnosis(
                        exponent > 0 ? "clipped" : "flushed",
                        "the backward pass is not linear at other sizes of the upstream gradient: something is " + what,
                        "leave clipping to the optimizer, and compare nothing with a threshold that does not scale",
                        1));
    }

    private double allowed(String name, int i, RoundingError rounding) {
        return Math.scalb(2 * rounding.allowance(name, i), exponent) + Double.MIN_NORMAL;
    }
}
