package dev.gradcheck.net;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A tensor by its last axis: the matrix whose rows lie along it. Each addition of a sum is rounded. */
final class Rows {
    private Rows() {}

    /** The matrix (rows, n) of a tensor of shape (…, n). */
    static Tensor of(Tensor x) {
        int length = length(x.shape());
        return x.reshape(Shape.of(x.size() / length, length));
    }

    /** The length of the last axis. */
    static int length(Shape shape) {
        if (shape.rank() == 0 || shape.size() == 0) {
            throw new IllegalArgumentException("the shape " + shape + " has no elements along a last axis");
        }
        return shape.dimension(shape.rank() - 1);
    }

    /** The shape with another length of the last axis. */
    static Shape withLength(Shape shape, int length) {
        List<Integer> dimensions = new ArrayList<>(shape.dimensions());
        dimensions.set(dimensions.size() - 1, length);
        return new Shape(dimensions);
    }

    /** The sum of each row, a column. */
    static Tensor sums(Tensor matrix) {
        return matrix.sum(1).insertAxis(1);
    }

    /** The mean of each row, repeated along it. */
    static Tensor means(Tensor matrix) {
        int length = matrix.shape().dimension(1);
        Tensor sums = sums(matrix);
        return repeated(sums.dividedBy(Batch.filled(length, sums)), length);
    }

    /** A column, repeated along rows of a length. Exact. */
    static Tensor repeated(Tensor column, int length) {
        return column.broadcast(Shape.of(column.shape().dimension(0), length));
    }

    /** A vector, repeated as each of so many rows. Exact. */
    static Tensor stacked(Tensor vector, int rows) {
        return vector.broadcast(Shape.of(rows, vector.size()));
    }

    /** The sum of all rows, a vector. */
    static Tensor total(Tensor matrix) {
        return matrix.sum(0);
    }
}
