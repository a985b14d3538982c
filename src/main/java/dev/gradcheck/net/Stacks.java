package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/** Matrices on top of each other, (N, rows, columns), and what is done with each of them. */
final class Stacks {
    private Stacks() {}

    /** The products of each matrix with the one in its place. */
    static Tensor matmul(Tensor a, Tensor b) {
        return a.matmul(b);
    }

    /** Each matrix with rows and columns exchanged. */
    static Tensor transposed(Tensor a) {
        return a.permute(0, 2, 1);
    }
}
