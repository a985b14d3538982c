package dev.gradcheck.net;

import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;

/** Matrices on top of each other, (N, rows, columns), and what is done with each of them. */
final class Stacks {
    private Stacks() {}

    /** The products of each matrix with the one in its place. */
    static Tensor matmul(Tensor a, Tensor b) {
        int count = a.shape().dimension(0);
        Shape product = Shape.of(count, a.shape().dimension(1), b.shape().dimension(2));
        double[] values = new double[product.size()];
        int size = count == 0 ? 0 : values.length / count;
        for (int i = 0; i < count; i++) {
            System.arraycopy(at(a, i).matmul(at(b, i)).values(), 0, values, i * size, size);
        }
        return Tensor.of(a.dtype(), product, values).in(a.arithmetic());
    }

    /** Each matrix with rows and columns exchanged. */
    static Tensor transposed(Tensor a) {
        return IndexMap.permutation(a.shape(), 0, 2, 1).gather(a);
    }

    private static Tensor at(Tensor stack, int place) {
        Shape matrix = Shape.of(stack.shape().dimension(1), stack.shape().dimension(2));
        double[] values = Arrays.copyOfRange(stack.values(), place * matrix.size(), (place + 1) * matrix.size());
        return Tensor.of(stack.dtype(), matrix, values).in(stack.arithmetic());
    }
}
