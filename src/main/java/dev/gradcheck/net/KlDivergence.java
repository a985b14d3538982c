package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The Kullback–Leibler divergence of log-probabilities x: the mean or sum of y·(log y − x), with the derivative −y; a term of y = 0 is 0. That
 * x are log-probabilities is not checked, as in PyTorch. NaN stays NaN.
 *
 * <p>The mean is over all elements, PyTorch's default; over the samples it is the divergence ("batchmean").
 *
 * @param target y, or log y, for each element of the output
 * @param logTarget whether the target is log y
 * @param overBatch whether the mean is over the samples
 * @param reduction mean or sum
 */
public record KlDivergence(Tensor target, boolean logTarget, boolean overBatch, Reduction reduction)
        implements ElementLoss {
    /**
     * Checks the target.
     *
     * @param target probabilities or their logarithms
     * @param logTarget whether they are logarithms
     * @param overBatch whether the mean is over the samples
     * @param reduction mean or sum
     * @throws IllegalArgumentException if a probability is negative
     */
    public KlDivergence {
        if (!logTarget) {
            target.require(y -> y >= 0, "the target", "is negative, and no probability");
        }
    }

    @Override
    public String name() {
        return overBatch ? "kl divergence of samples" : "kl divergence";
    }

    @Override
    public Tensor terms(Tensor x, Tensor t) {
        if (logTarget) {
            return t.exp().times(t.minus(x));
        }
        Tensor isZero = t.equalTo(t.like(0));
        Tensor logarithms = isZero.where(t.like(1), t).log();
        return isZero.where(t.like(0), t.times(logarithms.minus(x)));
    }

    @Override
    public Tensor slopes(Tensor x, Tensor t) {
        return probabilities(t).negate();
    }

    @Override
    public double count(Tensor output) {
        return overBatch && output.shape().rank() > 0 ? output.shape().dimension(0) : output.size();
    }

    @Override
    public Tensor slopesWithTargetsSignChanged(Tensor x, Tensor t) {
        return probabilities(t);
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(ElementLoss.super.mistakes());
        mistakes.add(mistakenSlopes(
                "softmax counted twice",
                "the derivative of " + name() + " is exp x − y, which is that of softmax and divergence together",
                "take −y here, and leave the softmax to the layer before",
                (x, t) -> x.exp().minus(probabilities(t))));
        if (logTarget) {
            mistakes.add(mistakenSlopes(
                    "logarithm taken for the probability",
                    "the derivative of " + name() + " has the target where its exponential belongs",
                    "take −exp of a target that is a logarithm",
                    (x, t) -> t.negate()));
        }
        return mistakes;
    }

    private Tensor probabilities(Tensor t) {
        return logTarget ? t.exp() : t;
    }
}
