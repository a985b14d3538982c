package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * The backward pass of attention by its parts, each of which a mistake replaces.
 *
 * @param probabilities what is taken for them
 * @param left what dropout left of them
 * @param dropout its backward pass: from what is left to the probabilities
 * @param softmax its backward pass, of (p, p̄)
 * @param cap its backward pass: from the capped scores to the scores
 * @param scale of the scores
 */
record AttentionBackward(
        Function<Heads, Tensor> probabilities,
        UnaryOperator<Tensor> left,
        UnaryOperator<Tensor> dropout,
        Function<Heads, BinaryOperator<Tensor>> softmax,
        BiFunction<Heads, Tensor, Tensor> cap,
        ToDoubleFunction<Heads> scale) {
    AttentionBackward taking(Function<Heads, Tensor> other) {
        return new AttentionBackward(other, left, dropout, softmax, cap, scale);
    }

    AttentionBackward pullingDropout(UnaryOperator<Tensor> other) {
        return new AttentionBackward(probabilities, left, other, softmax, cap, scale);
    }

    AttentionBackward pullingSoftmax(Function<Heads, BinaryOperator<Tensor>> other) {
        return new AttentionBackward(probabilities, left, dropout, other, cap, scale);
    }

    AttentionBackward pullingCap(BiFunction<Heads, Tensor, Tensor> other) {
        return new AttentionBackward(probabilities, left, dropout, softmax, other, scale);
    }

    AttentionBackward scaling(ToDoubleFunction<Heads> other) {
        return new AttentionBackward(probabilities, left, dropout, softmax, cap, other);
    }

    Layer.Pulled pulled(Heads all, Tensor outputBar) {
        Tensor p = probabilities.apply(all);
        Tensor oBar = all.cut(outputBar);
        Tensor pBar = dropout.apply(Stacks.matmul(oBar, Stacks.transposed(all.v())));
        Tensor capped = softmax.apply(all).apply(Rows.of(p), Rows.of(pBar)).reshape(p.shape());
        Tensor sBar = cap.apply(all, capped).times(scale.applyAsDouble(all));
        return new Layer.Pulled(
                List.of(
                        all.joined(Stacks.matmul(sBar, all.k())),
                        all.joined(Stacks.matmul(Stacks.transposed(sBar), all.q())),
                        all.joined(Stacks.matmul(Stacks.transposed(left.apply(p)), oBar))),
                Parameters.NONE);
    }
}
