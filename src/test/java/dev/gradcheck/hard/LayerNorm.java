package dev.gradcheck.hard;

import dev.gradcheck.tensor.Tensor;

/** (x − mean) / standard deviation, with and without the term of the mean in its backward pass. */
final class LayerNorm {
    private static final double EPSILON = 1e-5;

    private LayerNorm() {}

    static Function of(boolean withMeanTerm) {
        return new Function(
                withMeanTerm ? "layer norm" : "layer norm without its mean term",
                LayerNorm::forward,
                (x, v) -> backward(x, v, withMeanTerm));
    }

    private static Tensor forward(Tensor x) {
        return centred(x).dividedBy(deviation(x));
    }

    private static Tensor backward(Tensor x, Tensor v, boolean withMeanTerm) {
        Tensor y = forward(x);
        Tensor g = v.minus(y.times(Ops.mean(v.times(y))));
        return (withMeanTerm ? g.minus(Ops.mean(v)) : g).dividedBy(deviation(x));
    }

    private static Tensor centred(Tensor x) {
        return x.minus(Ops.mean(x));
    }

    private static Tensor deviation(Tensor x) {
        Tensor variance = Ops.mean(centred(x).times(centred(x)));
        return variance.plus(Ops.filled(x, EPSILON)).map(StrictMath::sqrt);
    }
}
