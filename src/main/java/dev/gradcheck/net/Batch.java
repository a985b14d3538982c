package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** Numbers in the arithmetic of a tensor. */
final class Batch {
    private Batch() {}

    static Tensor filled(double value, Tensor like) {
        return like.like(value);
    }

    /** 1 − x, rounded. */
    static Tensor complement(Tensor x) {
        return filled(1, x).minus(x);
    }

    /** One of two tensors at each element: the first where a flag is set. */
    static Tensor chosen(boolean[] flags, Tensor one, Tensor other) {
        double[] mask = new double[flags.length];
        Arrays.setAll(mask, i -> flags[i] ? 1 : 0);
        return Tensor.of(one.dtype(), one.shape(), mask).where(one, other);
    }

    /** A copy in which the elements at some offsets are one number of the dtype. */
    static Tensor replaced(Tensor x, IntPredicate where, double number) {
        double[] mask = new double[x.size()];
        Arrays.setAll(mask, i -> where.test(i) ? 1 : 0);
        return Tensor.of(x.dtype(), x.shape(), mask).where(x.like(number), x);
    }
}
