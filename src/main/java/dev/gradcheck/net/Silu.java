package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * silu(x) = x·σ(x), also called swish, with the derivative σ(x)·(1 + x·σ(−x)), whose relative error is large only where it is next to nothing,
 * around its root at −1.278. NaN stays NaN; −∞ gives NaN, as in PyTorch.
 */
public record Silu() implements Elementwise {
    @Override
    public String name() {
        return "silu";
    }

    @Override
    public Tensor value(Tensor x) {
        return x.times(x.sigmoid());
    }

    @Override
    public Tensor derivative(Tensor x) {
        Tensor complement = x.negate().sigmoid();
        return x.sigmoid().times(Batch.filled(1, x).plus(x.times(complement)));
    }

    @Override
    public List<Mistake> mistakes() {
        return Elementwise.withProductRuleForgotten(this, x -> x.sigmoid());
    }
}
