package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/** σ(x) = 1/(1 + exp(−x)), with the derivative σ(x)·σ(−x): no cancellation where 1 − σ has nothing left. */
public record Sigmoid() implements Elementwise {
    @Override
    public String name() {
        return "sigmoid";
    }

    private static double of(double x) {
        return x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : StrictMath.exp(x) / (1 + StrictMath.exp(x));
    }

    @Override
    public Tensor value(Tensor x) {
        return x.sigmoid();
    }

    @Override
    public Tensor derivative(Tensor x) {
        return x.map(v -> of(v) * of(-v));
    }
}
