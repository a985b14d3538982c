package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The focal loss of logits: the mean or sum over all elements of α_y·q^γ·softplus(−s), where s is z for y = 1 and −z for y = 0, q = σ(−s) is
 * the probability of what the target does not say, and α_y is α or 1 − α. The derivative by s is −α_y·q^γ·(γ·(1 − q)·softplus(−s) + q): nothing
 * cancels. NaN stays NaN.
 *
 * <p>Source: T.-Y. Lin, P. Goyal, R. Girshick, K. He, P. Dollár, Focal loss for dense object detection (2017), as sigmoid_focal_loss of
 * torchvision.
 *
 * @param target 0 or 1 for each element of the output
 * @param alpha α, from 0 to 1, or −1 for none
 * @param gamma γ, at least 0
 * @param reduction mean or sum
 */
public record Focal(Tensor target, double alpha, double gamma, Reduction reduction) implements ElementLoss {
    /**
     * Checks the target.
     *
     * @param target 0 or 1
     * @param alpha from 0 to 1, or −1
     * @param gamma at least 0
     * @param reduction mean or sum
     * @throws IllegalArgumentException if an element of the target is something else
     */
    public Focal {
        target.require(y -> y == 0 || y == 1, "the target", "is neither 0 nor 1");
    }

    @Override
    public String name() {
        return "focal " + gamma;
    }

    @Override
    public Tensor terms(Tensor z, Tensor y) {
        Tensor away = z.times(sign(y)).negate();
        Tensor terms = modulated(away).times(away.softplus());
        return alpha < 0 ? terms : terms.times(share(y));
    }

    @Override
    public Tensor slopes(Tensor z, Tensor y) {
        Tensor unweighted = unweighted(z, y);
        return alpha < 0 ? unweighted : unweighted.times(share(y));
    }

    private Tensor unweighted(Tensor z, Tensor y) {
        Tensor away = z.times(sign(y)).negate();
        Tensor through = away.negate().sigmoid().times(away.softplus()).times(gamma);
        return modulated(away).times(through.plus(away.sigmoid())).times(sign(y).negate());
    }

    /** As if the ones were zeros. */
    @Override
    public Tensor slopesWithTargetsSignChanged(Tensor z, Tensor y) {
        return slopes(z, Batch.complement(y));
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(ElementLoss.super.mistakes());
        if (gamma > 0) {
            mistakes.add(mistakenSlopes(
                    "modulating factor taken as constant",
                    "the derivative of " + name() + " is that of the cross-entropy times (1 − p)^γ",
                    "differentiate (1 − p)^γ too: add γ·p·log p to the derivative's other factor",
                    (z, y) -> {
                        Tensor away = z.times(sign(y)).negate();
                        Tensor slope = modulated(away).times(away.sigmoid()).times(sign(y).negate());
                        return alpha < 0 ? slope : slope.times(share(y));
                    }));
        }
        if (alpha >= 0) {
            mistakes.add(mistakenSlopes(
                    "alpha forgotten",
                    "the derivative of " + name() + " lacks the factor α of ones and 1 − α of zeros",
                    "multiply by the same α as the forward pass",
                    this::unweighted));
        }
        return mistakes;
    }

    /** 1 or −1. */
    private static Tensor sign(Tensor y) {
        return y.minus(Batch.complement(y));
    }

    /** q^γ. */
    private Tensor modulated(Tensor away) {
        return gamma == 0 ? away.like(1) : away.sigmoid().pow(gamma);
    }

    /** α or 1 − α. */
    private Tensor share(Tensor y) {
        Tensor ones = y.like(alpha);
        return y.times(ones).plus(Batch.complement(y).times(Batch.complement(ones)));
    }
}
