package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/**
 * Squared error: the mean or sum over all elements of (z − t)², with the derivative 2(z − t), over n for the mean. NaN stays NaN.
 *
 * @param target of the output's shape
 * @param reduction mean or sum
 */
public record MeanSquared(Tensor target, Reduction reduction) implements ElementLoss {
    /**
     * The mean.
     *
     * @param target of the output's shape
     */
    public MeanSquared(Tensor target) {
        this(target, Reduction.MEAN);
    }

    @Override
    public String name() {
        return "mse";
    }

    @Override
    public Tensor terms(Tensor z, Tensor t) {
        Tensor difference = z.minus(t);
        return difference.times(difference);
    }

    @Override
    public Tensor slopes(Tensor z, Tensor t) {
        return z.minus(t).times(2);
    }
}
