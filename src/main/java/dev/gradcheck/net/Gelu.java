package dev.gradcheck.net;

import dev.gradcheck.tensor.Elementary;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * gelu(x) = x·Φ(x) = x·½·erfc(−x/√2), with the derivative Φ(x) + x·φ(x), whose relative error is large only around its root at −0.752: Φ
 * keeps its digits where 1 + erf has none left. NaN stays NaN; −∞ gives NaN, as in PyTorch.
 *
 * <p>Source: D. Hendrycks, K. Gimpel, Gaussian error linear units (2016).
 */
public record Gelu() implements Elementwise {
    @Override
    public String name() {
        return "gelu";
    }

    @Override
    public Tensor value(Tensor x) {
        return x.times(x.map(Elementary.NORMAL));
    }

    @Override
    public Tensor derivative(Tensor x) {
        return x.map(Elementary.NORMAL).plus(x.times(x.map(Elementary.NORMAL_DENSITY)));
    }

    @Override
    public List<Mistake> mistakes() {
        return Elementwise.withProductRuleForgotten(this, x -> x.map(Elementary.NORMAL));
    }
}
