package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/** relu(x) = max(x, 0). Convention at the kink: relu'(0) = 0, as in PyTorch. NaN stays NaN, with the derivative 1. Exact. */
public record Relu() implements KinkedActivation {
    @Override
    public String name() {
        return "relu";
    }

    @Override
    public Tensor value(Tensor x) {
        return x.relu();
    }

    @Override
    public Tensor derivative(Tensor x) {
        return x.mapExactly(v -> v > 0 || Double.isNaN(v) ? 1 : 0);
    }

    @Override
    public double leftSlope() {
        return 0;
    }

    @Override
    public double rightSlope() {
        return 1;
    }
}
