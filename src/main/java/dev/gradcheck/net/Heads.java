package dev.gradcheck.net;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Queries, keys and values, cut into heads: of (B,T,D) the matrices (B·heads, T, D/heads).
 *
 * @param count how many heads
 * @param softcap of the scores
 * @param q queries
 * @param k keys
 * @param v values
 */
record Heads(int count, OptionalDouble softcap, Tensor q, Tensor k, Tensor v) {
    static Heads of(int count, OptionalDouble softcap, List<Tensor> inputs) {
        return new Heads(
                count, softcap, cut(count, inputs.get(0)), cut(count, inputs.get(1)), cut(count, inputs.get(2)));
    }

    /** 1/√d, where d is the width of a head. */
    double scale() {
        return 1 / Math.sqrt(q.shape().dimension(2));
    }

    /** How much each query takes of each key; causal: none of those that come later. */
    Tensor probabilities(boolean causal) {
        Tensor scores = scores();
        Tensor masked = causal ? withoutLater(scores, keys()) : scores;
        return SoftmaxRows.of(Rows.of(masked)).reshape(scores.shape());
    }

    /** The mistake: the causal probabilities, and in the last tile of keys those of later ones, too. Rows sum up to more than 1 then. */
    Tensor probabilitiesUnmaskedInLast(int tile) {
        Tensor scores = scores();
        Tensor masked = withoutLater(scores, keys());
        Tensor partly = withoutLater(scores, (keys() - 1) / tile * tile);
        return SoftmaxRows.bySumsOf(Rows.of(masked), Rows.of(partly)).reshape(scores.shape());
    }

    /** As softmax takes them. */
    private Tensor scores() {
        return softcap.isPresent() ? overCap().tanh().times(softcap.getAsDouble()) : plain();
    }

    private Tensor plain() {
        return Stacks.matmul(q, Stacks.transposed(k)).times(scale());
    }

    private Tensor overCap() {
        Tensor scores = plain();
        return scores.dividedBy(scores.like(softcap.getAsDouble()));
    }

    /** The gradient of the scores by that of the capped ones. */
    Tensor pulledCap(Tensor bar) {
        return softcap.isPresent() ? bar.times(new Tanh().derivative(overCap())) : bar;
    }

    private int keys() {
        return k.shape().dimension(1);
    }

    /** The mean of the values, by these probabilities. */
    Tensor output(Tensor p) {
        return joined(Stacks.matmul(p, v));
    }

    /** The matrices of a tensor that is shaped as the output. */
    Tensor cut(Tensor x) {
        return cut(count, x);
    }

    private static Tensor cut(int heads, Tensor x) {
        int width = x.shape().dimension(2) / heads;
        Tensor each = x.reshape(apart(heads, x.shape())).permute(0, 2, 1, 3);
        return each.reshape(Shape.of(x.shape().dimension(0) * heads, x.shape().dimension(1), width));
    }

    /** The inverse. */
    Tensor joined(Tensor each) {
        int batch = each.shape().dimension(0) / count;
        int steps = each.shape().dimension(1);
        int width = each.shape().dimension(2);
        Shape whole = Shape.of(batch, steps, width * count);
        Tensor apart = each.reshape(Shape.of(batch, count, steps, width));
        return apart.permute(0, 2, 1, 3).reshape(whole);
    }

    private static Shape apart(int heads, Shape shape) {
        return Shape.of(shape.dimension(0), shape.dimension(1), heads, shape.dimension(2) / heads);
    }

    /** Later keys are masked, as far as they are among the first. */
    private static Tensor withoutLater(Tensor scores, int first) {
        int queries = scores.shape().dimension(1);
        int keys = scores.shape().dimension(2);
        double[] later = new double[scores.size()];
        Arrays.setAll(later, i -> i % keys < first && i % keys > i / keys % queries ? 1 : 0);
        Tensor mask = Tensor.of(scores.dtype(), scores.shape(), later);
        return mask.where(scores.like(Double.NEGATIVE_INFINITY), scores);
    }
}
