package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/** softplus(x) = log(1 + exp(x)) = max(x, 0) + log1p(exp(−|x|)), with the derivative σ(x). Accurate for any x. */
public record Softplus() implements Elementwise {
    @Override
    public String name() {
        return "softplus";
    }

    /**
     * {@return softplus(x) in float64, without overflow and without cancellation}
     *
     * @param x any number
     */
    static double of(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    @Override
    public Tensor value(Tensor x) {
        return x.map(Softplus::of);
    }

    @Override
    public Tensor derivative(Tensor x) {
        return x.map(Sigmoid::of);
    }
}
