package dev.gradcheck.net;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * Softmax cross-entropy with soft targets, smoothed ones, class weights, or over sequences: the mean or sum of −Σ_j w_j·log p_j over the
 * samples, where w = c_j·((1 − ε)·y_j + ε/classes) with the class weights c; 0 for a sample that is ignored. With m the largest logit a term is
 * w_j·((m − z_j) + log(1 + Σ_{k≠m} exp(z_k − m))), all of whose parts are at least 0; its derivative by z_j is p_j·Σ_{k≠j} w_k − w_j·Σ_{k≠j} p_k:
 * without the cancellation of p_j − 1. The weights need not sum to 1, as in PyTorch. NaN makes its sample NaN.
 *
 * <p>The mean is over the sum of the weights of the samples' classes where the target is an index, over the samples elsewhere, as in PyTorch.
 *
 * <p>Shapes: z (B,classes,…), target (B,…) with indices from 0 or (B,classes,…) with probabilities.
 *
 * @param target the class of each sample, or the probability of each class
 * @param smoothing ε, from 0 to 1
 * @param classes their weights, and the index that is ignored
 * @param reduction mean or sum
 */
public record SoftCrossEntropy(Tensor target, double smoothing, ClassWeights classes, Reduction reduction)
        implements Loss {
    /**
     * Checks target and smoothing.
     *
     * @param target of one axis or more
     * @param smoothing from 0 to 1
     * @param classes their weights
     * @param reduction mean or sum
     * @throws IllegalArgumentException if the smoothing or a probability is outside [0, 1], or an index is no whole number
     */
    public SoftCrossEntropy {
        if (target.shape().rank() == 1) {
            Targets.requireIndices(target);
        } else if (!Targets.areWhole(target)) {
            Targets.requireProbabilities(target);
        }
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException("the label smoothing " + smoothing + " is outside [0, 1]");
        }
    }

    /**
     * All classes count alike.
     *
     * @param target of one axis or more
     * @param smoothing from 0 to 1
     * @param reduction mean or sum
     * @throws IllegalArgumentException if the smoothing or a probability is outside [0, 1], or an index is no whole number
     */
    public SoftCrossEntropy(Tensor target, double smoothing, Reduction reduction) {
        this(target, smoothing, ClassWeights.NONE, reduction);
    }

    @Override
    public String name() {
        return smoothing == 0 ? "soft cross-entropy" : "soft cross-entropy smoothed " + smoothing;
    }

    @Override
    public Tensor value(Tensor z) {
        Tensor rows = axis(z).rows(z);
        return reduction().of(terms(rows, weights(z, smoothing, classes)).sum(), count(z));
    }

    @Override
    public Tensor derivative(Tensor z) {
        return derivative(z, smoothing, classes, count(z));
    }

    @Override
    public double count(Tensor z) {
        return hasIndices(z) ? classes.total(target) : axis(z).count();
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(Loss.super.mistakes());
        if (smoothing > 0) {
            mistakes.add(mistaken(
                    "label smoothing forgotten",
                    "the derivative of " + name() + " takes the target as it is",
                    "smooth the target in the backward pass too: p − ((1 − ε)·y + ε/classes)",
                    z -> derivative(z, 0, classes, count(z))));
        }
        mistakes.add(mistaken(
                ElementLoss.SIGN_OF_THE_TARGET,
                "the target has the wrong sign in the derivative of " + name(),
                "the derivative is p − y",
                z -> reduction().of(rows(z, weights(z, smoothing, classes), Row::sums), count(z))));
        if (classes.weight().isPresent()) {
            mistakes.add(mistaken(
                    "class weights forgotten",
                    "the derivative of " + name() + " counts all classes alike",
                    "multiply by the weight of the class in the backward pass too",
                    z -> derivative(z, smoothing, new ClassWeights(Optional.empty(), classes.ignored()), count(z))));
        }
        if (classes.ignoresSomeOf(target)) {
            mistakes.add(mistaken(
                    "ignored target counted",
                    "the derivative of " + name()
                            + " is not 0 for samples that are ignored: they are taken for the first class",
                    "mask the samples whose target is " + classes.ignored() + " in the backward pass too",
                    z -> new SoftCrossEntropy(counted(), smoothing, classes.ignoringNone(), reduction)
                            .derivative(z, smoothing, classes.ignoringNone(), count(z))));
        }
        return mistakes;
    }

    /** The target with the first class where it is ignored. */
    private Tensor counted() {
        return target.mapExactly(t -> classes.ignores(t) ? 0 : t);
    }

    private Tensor derivative(Tensor z, double epsilon, ClassWeights counting, double count) {
        return reduction().of(rows(z, weights(z, epsilon, counting), Row::slopes), count);
    }

    private AxisRows axis(Tensor z) {
        if (z.shape().rank() < 2) {
            throw new IllegalArgumentException(
                    "the output has shape " + z.shape() + ", and needs two axes: samples and classes");
        }
        return AxisRows.of(z.shape(), 1, name());
    }

    /** Whether the target has no axis of classes. */
    private boolean hasIndices(Tensor z) {
        return target.shape().rank() == z.shape().rank() - 1;
    }

    /** w_j·((m − z_j) + log(1 + …)), the largest of several being the first: which of them it is does not matter. */
    private static Tensor terms(Tensor z, Tensor w) {
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

    private Tensor rows(Tensor z, Tensor w, RowFunction function) {
        Tensor rows = axis(z).rows(z);
        int length = rows.shape().dimension(1);
        double[] all = new double[rows.size()];
        for (int first = 0; first < all.length; first += length) {
            double[] row = function.of(new Row(rows, w, first));
            System.arraycopy(row, 0, all, first, length);
        }
        return axis(z).back(Tensor.of(z.dtype(), rows.shape(), all).in(z.arithmetic()));
    }

    /** w of each sample and class. */
    private Tensor weights(Tensor z, double epsilon, ClassWeights counting) {
        Tensor rows = axis(z).rows(z);
        Tensor y = hasIndices(z) ? ofIndices(z, rows, counting) : probabilities(z);
        if (epsilon != 0) {
            Tensor rest = Batch.filled(z.dtype().round(epsilon), rows);
            Tensor share = rest.dividedBy(Batch.filled(rows.shape().dimension(1), rows));
            Tensor smoothed = y.times(Batch.complement(rest)).plus(share);
            y = hasIndices(z) ? smoothed.times(kept(rows, counting)) : smoothed;
        }
        Tensor unweighted = y;
        return counting.repeated(rows).map(unweighted::times).orElse(unweighted);
    }

    private Tensor ofIndices(Tensor z, Tensor rows, ClassWeights counting) {
        Targets.requireWhole(target);
        Targets.requireClasses(target, rows.shape(), counting);
        if (!target.shape().equals(axis(z).others())) {
            throw new IllegalArgumentException("the target of " + name() + " has the shape " + target.shape()
                    + ", the output " + z.shape() + ": without its classes " + axis(z).others());
        }
        return Tensor.of(rows.dtype(), rows.shape(), Targets.oneHot(target, rows.shape(), counting))
                .in(rows.arithmetic());
    }

    /** 1 at each class of a sample that counts. */
    private Tensor kept(Tensor rows, ClassWeights counting) {
        double[] mask = new double[rows.size()];
        int length = rows.shape().dimension(1);
        Arrays.setAll(mask, i -> counting.ignores(target.at(i / length)) ? 0 : 1);
        return Tensor.of(rows.dtype(), rows.shape(), mask).in(rows.arithmetic());
    }

    private Tensor probabilities(Tensor z) {
        if (!target.shape().equals(z.shape())) {
            throw new IllegalArgumentException(
                    "the target of " + name() + " has the shape " + target.shape() + ", the output " + z.shape());
        }
        Targets.requireProbabilities(target);
        if (classes.ignored() != ClassWeights.NONE.ignored()) {
            throw new IllegalArgumentException(
                    "ignore_index is " + classes.ignored() + ", and the target has probabilities: none is an index");
        }
        return axis(z).rows(target).in(z.arithmetic());
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
