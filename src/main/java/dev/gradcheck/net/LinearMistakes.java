package dev.gradcheck.net;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;

/** The wrong formulas of a linear layer's backward pass. */
final class LinearMistakes {
    private LinearMistakes() {}

    static Tensor firstRow(Tensor zBar) {
        int units = zBar.shape().dimension(1);
        double[] row = new double[units];
        for (int i = 0; i < units; i++) {
            row[i] = zBar.at(i);
        }
        return Tensor.of(zBar.dtype(), Shape.of(units), row);
    }

    static Tensor onesLike(Tensor tensor) {
        return Tensor.ones(tensor.dtype(), tensor.shape());
    }
}
