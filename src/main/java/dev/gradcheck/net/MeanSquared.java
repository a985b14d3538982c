package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/**
 * Mean squared error over all elements: mean((z − t)²), with the derivative 2(z − t)/n.
 *
 * @param target of the output's shape
 */
public record MeanSquared(Tensor target) implements Loss {
    @Override
    public String name() {
        return "mse";
    }

    @Override
    public Tensor value(Tensor z) {
        Tensor difference = z.minus(target.in(z.arithmetic()));
        return difference.times(difference).sum().dividedBy(Batch.scalar(count(z), z));
    }

    @Override
    public Tensor derivative(Tensor z) {
        return z.minus(target.in(z.arithmetic())).times(2).dividedBy(Batch.filled(count(z), z));
    }

    @Override
    public double count(Tensor z) {
        return z.size();
    }
}
