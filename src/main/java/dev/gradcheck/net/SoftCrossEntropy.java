package dev.gradcheck.net;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Softmax cross-entropy with soft targets, or with smoothed ones: the mean or sum over the batch of −Σ_j w_j·log p_j, where w = (1 − ε)·y +
 * ε/classes. With m the largest logit a term is w_j·((m − z_j) + log(1 + Σ_{k≠m} exp(z_k − m))), all of whose parts are at least 0; its derivative by z_j is
 * p_j·Σ_{k≠j} w_k − w_j·Σ_{k≠j} p_k: without the cancellation of p_j − 1. The weights need not sum to 1, as in PyTorch. NaN makes
 * its sample NaN.
 *
 * <p>Shapes: z (B,classes), target (B) with indices from 0 or (B,classes) with probabilities.
 *
 * @param target the class of each sample, or the probability of each class
 * @param smoothing ε, from 0 to 1
 * @param reduction mean or sum
 */
public record SoftCrossEntropy(Tensor target, double smoothing, Reduction reduction) implements Loss {
    /**
     * Checks target and smoothing.
     *
     * @param target of one axis or two
     * @param smoothing from 0 to 1
     * @param reduction mean or sum
     * @throws IllegalArgumentException if the smoothing or a probability is outside [0, 1], or an index is no whole number
     */
    public SoftCrossEntropy {
        if (target.shape().rank() == 2) {
            Targets.requireProbabilities(target);
        } else {
            Targets.requireIndices(target);
        }
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException("the label smoothing " + smoothing + " is outside [0, 1]");
        }
    }

    @Override
    public String name() {
        return smoothing == 0 ? "soft cross-entropy" : "soft cross-entropy smoothed " + smoothing;
    }

    @Override
    public Tensor value(Tensor z) {
        return reduction().of(terms(z).sum(), count(z));
    }

    @Override
    public Tensor derivative(Tensor z) {
        return reduction().of(rows(z, smoothing, Row::slopes), count(z));
    }

    @Override
    public double count(Tensor z) {
        return z.shape().dimension(0);
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(Loss.super.mistakes());
        if (smoothing > 0) {
            mistakes.add(mistaken(
                    "label smoothing forgotten",
                    "the derivative of " + name() + " takes the target as it is",
                    "smooth the target in the backward pass too: p − ((1 − ε)·y + ε/classes)",
                    z -> reduction().of(rows(z, 0, Row::slopes), count(z))));
        }
        mistakes.add(mistaken(
                ElementLoss.SIGN_OF_THE_TARGET,
                "the target has the wrong sign in the derivative of " + name(),
                "the derivative is p − y",
                z -> reduction().of(rows(z, smoothing, Row::sums), count(z))));
        return mistakes;
    }

    /** w_j·((m − z_j) + log(1 + …)), the largest of several being the first: which of them it is does not matter. */
    private Tensor terms(Tensor z) {
        Tensor w = weights(z, smoothing);
        Tensor isTop = firstLargest(z.detach());
        Tensor top = isTop.where(z, z.like(0)).sum(1);
        Tensor below = repeated(top, z).minus(z);
        Tensor others = isTop.where(z.like(0), below.negate().exp()).sum(1);
        return w.times(below.plus(repeated(others.log1p(), z)));
    }

    /** 1 for the first largest element of each row. */
    private static Tensor firstLargest(Tensor z) {
        Tensor largest = z.equalTo(repeated(z.max(1), z));
        int classes = z.shape().dimension(1);
        double[] before = new double[classes * classes];
        Arrays.setAll(before, i -> i / classes < i % classes ? 1 : 0);
        Tensor earlier = largest.matmul(Tensor.of(z.dtype(), Shape.of(classes, classes), before));
        return largest.times(earlier.equalTo(z.like(0)));
    }

    private static Tensor repeated(Tensor column, Tensor like) {
        return column.insertAxis(1).broadcast(like.shape());
    }

    private interface RowFunction {
        double[] of(Row row);
    }

    private Tensor rows(Tensor z, double epsilon, RowFunction function) {
        Tensor w = weights(z, epsilon);
        int classes = z.shape().dimension(1);
        double[] all = new double[z.size()];
        for (int first = 0; first < all.length; first += classes) {
            double[] row = function.of(new Row(z, w, first));
            System.arraycopy(row, 0, all, first, classes);
        }
        return Tensor.of(z.dtype(), z.shape(), all).in(z.arithmetic());
    }

    private Tensor weights(Tensor z, double epsilon) {
        Tensor y = probabilities(z);
        if (epsilon == 0) {
            return y;
        }
        Tensor rest = Batch.filled(z.dtype().round(epsilon), z);
        Tensor share = rest.dividedBy(Batch.filled(z.shape().dimension(1), z));
        return y.times(Batch.complement(rest)).plus(share);
    }

    private Tensor probabilities(Tensor z) {
        Shape shape = z.shape();
        if (target.shape().rank() == 1) {
            Targets.requireClasses(target, shape);
            return Tensor.of(z.dtype(), shape, Targets.oneHot(target, shape)).in(z.arithmetic());
        }
        if (!target.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    "the target of " + name() + " has the shape " + target.shape() + ", the output " + shape);
        }
        return target.in(z.arithmetic());
    }

    /** One sample. */
    private static final class Row {
        private final Arithmetic a;
        private final double[] w;
        private final double[] exp;
        private int top;

        Row(Tensor z, Tensor weights, int first) {
            a = z.arithmetic();
            int classes = z.shape().dimension(1);
            w = Arrays.copyOfRange(weights.values(), first, first + classes);
            for (int j = 1; j < classes; j++) {
                top = z.at(first + j) > z.at(first + top) ? j : top;
            }
            exp = new double[classes];
            for (int j = 0; j < classes; j++) {
                exp[j] = a.elementary(StrictMath.exp(-a.subtract(z.at(first + top), z.at(first + j))));
            }
        }

        double[] slopes() {
            double total = a.add(others(exp, top), exp[top]);
            return each(j ->
                    a.divide(a.subtract(a.multiply(exp[j], others(w, j)), a.multiply(w[j], others(exp, j))), total));
        }

        /** p_j·Σ w + w_j: the slopes with the wrong sign of the target. */
        double[] sums() {
            double total = a.add(others(exp, top), exp[top]);
            return each(j -> a.add(a.multiply(a.divide(exp[j], total), a.add(others(w, j), w[j])), w[j]));
        }

        private double[] each(IntToDoubleFunction value) {
            double[] values = new double[w.length];
            Arrays.setAll(values, value);
            return values;
        }

        private double others(double[] values, int without) {
            double sum = 0;
            for (int j = 0; j < values.length; j++) {
                sum = j == without ? sum : a.add(sum, values[j]);
            }
            return sum;
        }
    }
}
