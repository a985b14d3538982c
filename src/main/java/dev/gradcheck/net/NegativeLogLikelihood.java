package dev.gradcheck.net;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Negative log-likelihood of log-probabilities with index targets: the mean or sum over the samples of −c_t·z_t with the class weights c,
 * and with the derivative −c_t by z_t and 0 by the others. The mean is over the sum of the c_t, as in PyTorch. That they are log-probabilities is
 * not checked, as in PyTorch. NaN of another class is not seen.
 *
 * <p>Shapes: z (B,classes,…), target (B,…) with indices from 0.
 *
 * @param target the class of each sample
 * @param classes their weights, and the index that is ignored
 * @param reduction mean or sum
 */
public record NegativeLogLikelihood(Tensor target, ClassWeights classes, Reduction reduction) implements Loss {
    /**
     * Checks the target.
     *
     * @param target whole numbers, one for each sample
     * @param classes their weights
     * @param reduction mean or sum
     * @throws IllegalArgumentException if an element is no whole number
     */
    public NegativeLogLikelihood {
        Targets.requireWhole(target);
    }

    /**
     * All classes count alike.
     *
     * @param target whole numbers, one for each sample
     * @param reduction mean or sum
     * @throws IllegalArgumentException if an element is no whole number
     */
    public NegativeLogLikelihood(Tensor target, Reduction reduction) {
        this(target, ClassWeights.NONE, reduction);
    }

    @Override
    public String name() {
        return "nll";
    }

    @Override
    public Tensor value(Tensor z) {
        Tensor rows = axis(z).rows(z);
        Tensor chosen = mask(z, classes).where(rows, rows.like(0));
        Tensor weighted = classes.repeated(rows).map(chosen::times).orElse(chosen);
        return reduction().of(weighted.negate().sum(), count(z));
    }

    @Override
    public Tensor derivative(Tensor z) {
        return derivative(z, weights(z));
    }

    @Override
    public double count(Tensor z) {
        return classes.total(target);
    }

    /** Beside those of any loss the derivative that belongs to softmax and loss together. */
    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(Loss.super.mistakes());
        mistakes.add(mistaken(
                "softmax counted twice",
                "the derivative of nll is p − y, which is that of softmax and nll together",
                "take −y here, and leave the softmax to the layer before",
                z -> {
                    Tensor w = weights(z);
                    Tensor rows = axis(z).rows(z);
                    Tensor sums = Rows.repeated(Rows.sums(w), rows.shape().dimension(1));
                    Tensor both = rows.map(StrictMath::exp).times(sums).minus(w);
                    return reduction().of(axis(z).back(both), count(z));
                }));
        if (classes.weight().isPresent()) {
            mistakes.add(mistaken(
                    "class weights forgotten",
                    "the derivative of nll counts all classes alike",
                    "multiply by the weight of the class in the backward pass too",
                    z -> derivative(z, mask(z, classes))));
        }
        if (classes.ignoresSomeOf(target)) {
            mistakes.add(mistaken(
                    "ignored target counted",
                    "the derivative of nll is not 0 for samples that are ignored: they are taken for the first class",
                    "mask the samples whose target is " + classes.ignored() + " in the backward pass too",
                    z -> new NegativeLogLikelihood(
                                    target.mapExactly(t -> classes.ignores(t) ? 0 : t),
                                    classes.ignoringNone(),
                                    Reduction.SUM)
                            .derivative(z)
                            .dividedBy(z.like(reduction == Reduction.MEAN ? count(z) : 1))));
        }
        return mistakes;
    }

    private Tensor derivative(Tensor z, Tensor weights) {
        return reduction().of(axis(z).back(weights.mapExactly(v -> -v)), count(z));
    }

    private AxisRows axis(Tensor z) {
        if (z.shape().rank() < 2) {
            throw new IllegalArgumentException(
                    "the output has shape " + z.shape() + ", and needs two axes: samples and classes");
        }
        return AxisRows.of(z.shape(), 1, name());
    }

    /** c_t at each sample's class, 0 elsewhere. */
    private Tensor weights(Tensor z) {
        Tensor mask = mask(z, classes);
        return classes.repeated(mask).map(mask::times).orElse(mask);
    }

    private Tensor mask(Tensor z, ClassWeights counting) {
        Shape rows = Shape.of(axis(z).count(), axis(z).length());
        Targets.requireClasses(target, rows, counting);
        if (!target.shape().equals(axis(z).others())) {
            throw new IllegalArgumentException("the target of nll has the shape " + target.shape() + ", the output "
                    + z.shape() + ": without its classes " + axis(z).others());
        }
        return Tensor.of(z.dtype(), rows, Targets.oneHot(target, rows, counting))
                .in(z.arithmetic());
    }
}
