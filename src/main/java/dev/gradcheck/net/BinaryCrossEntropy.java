package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Binary cross-entropy from probabilities: the mean or sum over all elements of −y·log p − (1 − y)·log(1 − p), with the derivative −y/p +
 * (1 − y)/(1 − p). Without the complement it is the notebook's loss, −y·log p, and the gradient of that.
 *
 * <p>Convention at the ends: a term of weight 0 is 0, 0·log 0 and 0/0 too; one of another weight is infinite there, where PyTorch takes −100
 * for the logarithm and 10⁻¹² for the denominator. 1 − p is what p has left of it: where p comes of a logit, take {@link BceWithLogits}.
 * NaN stays NaN.
 *
 * @param target from 0 to 1 for each element of the output
 * @param complement whether there is a term for 1 − y
 * @param reduction mean or sum
 */
public record BinaryCrossEntropy(Tensor target, boolean complement, Reduction reduction) implements ElementLoss {
    /**
     * Checks the target.
     *
     * @param target from 0 to 1
     * @param complement whether there is a term for 1 − y
     * @param reduction mean or sum
     * @throws IllegalArgumentException if an element of the target is outside
     */
    public BinaryCrossEntropy {
        Targets.requireProbabilities(target);
    }

    @Override
    public String name() {
        return complement ? "bce" : "bce without complement";
    }

    @Override
    public Tensor terms(Tensor output, Tensor y) {
        Tensor p = probabilities(output);
        Tensor ones = weighted(y, p.log());
        Tensor rest = Batch.complement(y);
        Tensor all = complement ? ones.plus(weighted(rest, p.negate().log1p())) : ones;
        return all.negate();
    }

    @Override
    public Tensor slopes(Tensor output, Tensor y) {
        return slopes(output, y, complement);
    }

    /** y/p + (1 − y)/(1 − p). */
    @Override
    public Tensor slopesWithTargetsSignChanged(Tensor output, Tensor y) {
        Tensor p = probabilities(output);
        return share(y, p).plus(share(Batch.complement(y), Batch.complement(p)));
    }

    /**
     * Beside those of any loss the notebook's: it has the complement in the one pass and not in the other. Without the complement the
     * target is a factor, whose sign is that of the whole gradient.
     */
    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(ElementLoss.super.mistakes());
        mistakes.removeIf(mistake -> !complement && mistake.fault().equals(SIGN_OF_THE_TARGET));
        mistakes.add(mistakenSlopes(
                "loss and derivative do not belong together",
                complement
                        ? "the derivative of " + name() + " lacks the term (1 − y)/(1 − p)"
                        : "the derivative of " + name()
                                + " has the term (1 − y)/(1 − p), the loss has no (1 − y)·log(1 − p)",
                "write both passes with the term for 1 − y, or both without it",
                (output, y) -> slopes(output, y, !complement)));
        return mistakes;
    }

    private static Tensor slopes(Tensor output, Tensor y, boolean complement) {
        Tensor p = probabilities(output);
        Tensor ones = share(y, p).mapExactly(v -> -v);
        return complement ? ones.plus(share(Batch.complement(y), Batch.complement(p))) : ones;
    }

    /** Random rounding may take the neighbour above 1 of a σ that is 1: that is no mistake of the caller. */
    private static Tensor probabilities(Tensor p) {
        Tensor q = p.arithmetic().isNearest()
                ? p
                : p.mapExactly(v -> v < 1 + 4 * p.dtype().unitRoundoff() ? Math.min(v, 1) : v);
        return q.require(v -> !(v < 0 || v > 1), "the probability", "is outside [0, 1]");
    }

    /** w·l, 0 where w is 0 and l infinite. */
    private static Tensor weighted(Tensor w, Tensor l) {
        Tensor none = l.like(0);
        Tensor isNothing = w.equalTo(none).times(l.abs().equalTo(l.like(Double.POSITIVE_INFINITY)));
        return w.times(isNothing.where(none, l));
    }

    /** w/p, 0 where both are 0. */
    private static Tensor share(Tensor w, Tensor p) {
        return w.dividedBy(Batch.replaced(p, i -> w.at(i) == 0 && p.at(i) == 0, 1));
    }
}
