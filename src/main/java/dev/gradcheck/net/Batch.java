package dev.gradcheck.net;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;

/** Numbers in the arithmetic of a tensor. */
final class Batch {
    private Batch() {}

    static Tensor scalar(double value, Tensor like) {
        return Tensor.scalar(DType.FLOAT64, value).in(like.arithmetic());
    }

    static Tensor filled(double value, Tensor like) {
        return like.mapExactly(v -> value);
    }
}
