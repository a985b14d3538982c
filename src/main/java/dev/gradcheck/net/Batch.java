package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.function.IntPredicate;

/** Numbers in the arithmetic of a tensor. */
final class Batch {
    private Batch() {}

    static Tensor filled(double value, Tensor like) {
        return like.mapExactly(v -> value);
    }

    /** 1 − x, rounded. */
    static Tensor complement(Tensor x) {
        return filled(1, x).minus(x);
    }

    /** A copy in which the elements at some offsets are one number of the dtype. */
    static Tensor replaced(Tensor x, IntPredicate where, double number) {
        double[] values = x.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = where.test(i) ? number : values[i];
        }
        return Tensor.of(x.dtype(), x.shape(), values).in(x.arithmetic());
    }
}
