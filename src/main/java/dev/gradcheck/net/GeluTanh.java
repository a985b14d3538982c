package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * GELU by its tanh approximation, ½x·(1 + tanh u) = x·σ(2u) with 2u = √(8/π)·(x + 0.044715·x³). Derivative: σ(2u)·(1 + x·(2u)'·σ(−2u)), by
 * the logistic function because 1 + tanh cancels. As with {@link Gelu}, its relative error is large only around its root at −0.753. NaN stays
 * NaN; −∞ gives NaN, as in PyTorch.
 *
 * <p>Source: D. Hendrycks, K. Gimpel, Gaussian error linear units (2016).
 */
public record GeluTanh() implements Elementwise {
    private static final double SQRT_8_OVER_PI = 1.5957691216057308;
    private static final double CUBIC = 0.044715;

    /** σ(2u) is 0 or 1 from here on, in either dtype, and x³ may overflow. */
    private static final double SATURATED = 64;

    @Override
    public String name() {
        return "gelu tanh";
    }

    @Override
    public Tensor value(Tensor x) {
        return x.times(gate(x));
    }

    @Override
    public Tensor derivative(Tensor x) {
        Tensor c = clamped(x);
        Tensor slope = c.times(c).times(3 * CUBIC).plus(Batch.filled(1, c)).times(SQRT_8_OVER_PI);
        Tensor complement = argument(c).negate().sigmoid();
        return gate(x).times(Batch.filled(1, x).plus(c.times(slope).times(complement)));
    }

    @Override
    public List<Mistake> mistakes() {
        return Elementwise.withProductRuleForgotten(this, GeluTanh::gate);
    }

    private static Tensor gate(Tensor x) {
        return argument(clamped(x)).sigmoid();
    }

    private static Tensor argument(Tensor c) {
        return c.plus(c.times(c).times(c).times(CUBIC)).times(SQRT_8_OVER_PI);
    }

    private static Tensor clamped(Tensor x) {
        return x.minimum(x.like(SATURATED)).maximum(x.like(-SATURATED));
    }
}
