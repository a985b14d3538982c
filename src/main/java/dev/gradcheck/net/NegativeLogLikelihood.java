package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Negative log-likelihood of log-probabilities with index targets: the mean or sum over the batch of −z_t, with the derivative −1 by z_t and
 * 0 by the others. That they are log-probabilities is not checked, as in PyTorch. NaN of another class is not seen.
 *
 * <p>Shapes: z (B,classes), target (B) with indices from 0.
 *
 * @param target the class of each sample
 * @param reduction mean or sum
 */
public record NegativeLogLikelihood(Tensor target, Reduction reduction) implements Loss {
    /**
     * Checks the target.
     *
     * @param target whole numbers, one for each sample
     * @param reduction mean or sum
     * @throws IllegalArgumentException if an element is no whole number, or it is no vector
     */
    public NegativeLogLikelihood {
        Targets.requireIndices(target);
    }

    @Override
    public String name() {
        return "nll";
    }

    @Override
    public Tensor value(Tensor z) {
        Tensor chosen = mask(z).where(z, z.like(0));
        return reduction().of(chosen.negate().sum(), count(z));
    }

    @Override
    public Tensor derivative(Tensor z) {
        return reduction().of(mask(z).mapExactly(v -> -v), count(z));
    }

    @Override
    public double count(Tensor z) {
        return z.shape().dimension(0);
    }

    /** Beside those of any loss the derivative that belongs to softmax and loss together. */
    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(Loss.super.mistakes());
        mistakes.add(mistaken(
                "softmax counted twice",
                "the derivative of nll is p − y, which is that of softmax and nll together",
                "take −y here, and leave the softmax to the layer before",
                z -> reduction().of(z.map(StrictMath::exp).minus(mask(z)), count(z))));
        return mistakes;
    }

    private Tensor mask(Tensor z) {
        Targets.requireClasses(target, z.shape());
        return Tensor.of(z.dtype(), z.shape(), Targets.oneHot(target, z.shape()))
                .in(z.arithmetic());
    }
}
