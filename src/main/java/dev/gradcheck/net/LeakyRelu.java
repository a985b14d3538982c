package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/**
 * leaky(x) = x for x &gt; 0, slope·x otherwise. Convention at the kink: the derivative at 0 is the slope, as in PyTorch.
 *
 * @param slope for negative x, rounded to the dtype
 */
public record LeakyRelu(double slope) implements KinkedActivation {
    @Override
    public String name() {
        return "leaky relu " + slope;
    }

    @Override
    public Tensor value(Tensor x) {
        return x.like(0).lessThan(x).where(x, x.times(slope));
    }

    @Override
    public Tensor derivative(Tensor x) {
        double rounded = x.dtype().round(slope);
        return x.mapExactly(v -> v > 0 || Double.isNaN(v) ? 1 : rounded);
    }

    @Override
    public double leftSlope() {
        return slope;
    }

    @Override
    public double rightSlope() {
        return 1;
    }
}
