package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/**
 * Binary cross-entropy from logits: the mean or sum over all elements of y·softplus(−z) + (1 − y)·softplus(z), with the derivative (1 −
 * y)·σ(z) − y·σ(−z): for y in {0, 1} accurate however large z is, and between them as σ(z) − y allows. NaN stays NaN.
 *
 * @param target from 0 to 1 for each element of the output
 * @param reduction mean or sum
 */
public record BceWithLogits(Tensor target, Reduction reduction) implements ElementLoss {
    /**
     * Checks the target.
     *
     * @param target from 0 to 1
     * @param reduction mean or sum
     * @throws IllegalArgumentException if an element of the target is outside
     */
    public BceWithLogits {
        Targets.requireProbabilities(target);
    }

    /**
     * The mean.
     *
     * @param target from 0 to 1
     * @throws IllegalArgumentException if an element is outside
     */
    public BceWithLogits(Tensor target) {
        this(target, Reduction.MEAN);
    }

    @Override
    public String name() {
        return "bce with logits";
    }

    @Override
    public Tensor terms(Tensor z, Tensor y) {
        Tensor ones = y.times(z.negate().softplus());
        return ones.plus(Batch.complement(y).times(z.softplus()));
    }

    @Override
    public Tensor slopes(Tensor z, Tensor y) {
        Tensor ones = y.times(z.negate().sigmoid());
        return Batch.complement(y).times(z.sigmoid()).minus(ones);
    }

    /** σ(z) + y. */
    @Override
    public Tensor slopesWithTargetsSignChanged(Tensor z, Tensor y) {
        return z.sigmoid().plus(y);
    }
}
