package dev.gradcheck.net;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Softmax cross-entropy with index targets, the mean or sum over the batch. With d_j = z_j − z_t a term is log(1 + Σ_{j≠t} exp d_j), and its
 * derivative by z_j is p_j = exp d_j / (1 + Σ), by z_t −Σ_{j≠t} p_j: without the cancellation of p_t − 1.
 *
 * <p>Shapes: z (B,classes), target (B) with indices from 0.
 *
 * @param target the class of each sample
 * @param reduction mean or sum
 */
public record SoftmaxCrossEntropy(Tensor target, Reduction reduction) implements Loss {
    /**
     * Checks the target.
     *
     * @param target whole numbers, one for each sample
     * @param reduction mean or sum
     * @throws IllegalArgumentException if an element is no whole number, or it is no vector
     */
    public SoftmaxCrossEntropy {
        Targets.requireIndices(target);
    }

    /**
     * The mean.
     *
     * @param target whole numbers, one for each sample
     * @throws IllegalArgumentException if an element is no whole number, or it is no vector
     */
    public SoftmaxCrossEntropy(Tensor target) {
        this(target, Reduction.MEAN);
    }

    @Override
    public String name() {
        return "softmax cross-entropy";
    }

    @Override
    public Tensor value(Tensor z) {
        Targets.requireClasses(target, z.shape());
        Tensor isTarget = Tensor.of(z.dtype(), z.shape(), Targets.oneHot(target, z.shape()));
        Tensor none = z.like(0);
        Tensor d = z.minus(repeated(isTarget.where(z, none).sum(1), z));
        Tensor largest = d.detach().max(1);
        Tensor powers = d.minus(repeated(largest, z)).exp();
        Tensor others = isTarget.where(none, powers).sum(1);
        Tensor all = others.plus(isTarget.where(powers, none).sum(1));
        Tensor terms = largest.equalTo(largest.like(0)).where(others.log1p(), largest.plus(all.log()));
        return reduction.of(terms.sum(), count(z));
    }

    private static Tensor repeated(Tensor column, Tensor like) {
        return column.insertAxis(1).broadcast(like.shape());
    }

    @Override
    public Tensor derivative(Tensor z) {
        Targets.requireClasses(target, z.shape());
        double[] result = new double[z.size()];
        for (int b = 0; b < z.shape().dimension(0); b++) {
            new Row(z, b).derivative(result);
        }
        return reduction.of(Tensor.of(z.dtype(), z.shape(), result).in(z.arithmetic()), count(z));
    }

    @Override
    public double count(Tensor z) {
        return z.shape().dimension(0);
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(Loss.super.mistakes());
        mistakes.add(mistaken(
                ElementLoss.SIGN_OF_THE_TARGET,
                "the target has the wrong sign in the derivative of " + name(),
                "the derivative is p − y",
                z -> {
                    Tensor twice = Tensor.of(z.dtype(), z.shape(), Targets.oneHot(target, z.shape()))
                            .times(2);
                    return derivative(z).plus(reduction.of(twice.in(z.arithmetic()), count(z)));
                }));
        return mistakes;
    }

    /** One sample: the differences to the target's logit, and the sum of their exponentials relative to the largest. */
    private final class Row {
        private final Arithmetic a;
        private final int first;
        private final int t;
        private final double[] d;
        private final double largest;

        Row(Tensor z, int sample) {
            a = z.arithmetic();
            int classes = z.shape().dimension(1);
            first = sample * classes;
            t = (int) target.at(sample);
            d = new double[classes];
            double max = 0;
            for (int j = 0; j < classes; j++) {
                d[j] = a.subtract(z.at(first + j), z.at(first + t));
                max = Math.max(max, d[j]);
            }
            largest = max;
        }

        private double exp(int j) {
            return a.elementary(StrictMath.exp(a.subtract(d[j], largest)));
        }

        /** Σ_{j≠t} exp(d_j − largest). */
        private double others() {
            double sum = 0;
            for (int j = 0; j < d.length; j++) {
                sum = j == t ? sum : a.add(sum, exp(j));
            }
            return sum;
        }

        void derivative(double[] result) {
            double total = a.add(others(), exp(t));
            for (int j = 0; j < d.length; j++) {
                result[first + j] = a.divide(j == t ? -others() : exp(j), total);
            }
        }
    }
}
