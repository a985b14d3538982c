package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/**
 * Binary cross-entropy from logits, the mean over all elements. For a target y in {0, 1} and s = (1 − 2y)·z a term is softplus(s), its
 * derivative by z (1 − 2y)·σ(s)/n: accurate however large z is.
 *
 * @param target 0 or 1 for each element of the output
 */
public record BinaryCrossEntropy(Tensor target) implements Loss {
    /**
     * Checks the target.
     *
     * @param target 0 or 1
     * @throws IllegalArgumentException if an element is neither
     */
    public BinaryCrossEntropy {
        for (double y : target.values()) {
            if (y != 0 && y != 1) {
                throw new IllegalArgumentException("the target " + y + " is neither 0 nor 1");
            }
        }
    }

    @Override
    public String name() {
        return "bce with logits";
    }

    @Override
    public Tensor value(Tensor z) {
        return z.times(signs(z)).map(Softplus::of).sum().dividedBy(Batch.scalar(count(z), z));
    }

    @Override
    public Tensor derivative(Tensor z) {
        return z.times(signs(z)).map(Sigmoid::of).times(signs(z)).dividedBy(Batch.filled(count(z), z));
    }

    @Override
    public double count(Tensor z) {
        return z.size();
    }

    private Tensor signs(Tensor z) {
        return target.in(z.arithmetic()).mapExactly(y -> 1 - 2 * y);
    }
}
