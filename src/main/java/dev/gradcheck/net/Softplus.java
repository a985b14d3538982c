package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/** softplus(x) = log(1 + exp(x)) = max(x, 0) + log1p(exp(−|x|)), with the derivative σ(x). Accurate for any x. */
public record Softplus() implements Elementwise {
    @Override
    public String name() {
        return "softplus";
    }

    @Override
    public Tensor value(Tensor x) {
        return x.softplus();
    }

    @Override
    public Tensor derivative(Tensor x) {
        return x.sigmoid();
    }
}
