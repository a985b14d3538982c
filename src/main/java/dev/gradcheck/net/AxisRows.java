package dev.gradcheck.net;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A tensor by one of its axes: the matrix whose rows lie along it, one row for each place on the other axes.
 *
 * @param shape of the tensor
 * @param axis counted from 0
 */
record AxisRows(Shape shape, int axis) {
    /**
     * {@return the rows along an axis}
     *
     * @param shape with elements
     * @param axis counted from 0, or from the end: −1 is the last
     * @param layer its name
     * @throws IllegalArgumentException if there is no such axis, or no element along it
     */
    static AxisRows of(Shape shape, int axis, String layer) {
        int counted = axis < 0 ? axis + shape.rank() : axis;
        if (counted < 0 || counted >= shape.rank() || shape.size() == 0) {
            throw new IllegalArgumentException(
                    "the layer " + layer + " finds no elements along axis " + axis + " of the shape " + shape);
        }
        return new AxisRows(shape, counted);
    }

    /** The length of the axis. */
    int length() {
        return shape.dimension(axis);
    }

    /** How many rows there are. */
    int count() {
        return shape.size() / length();
    }

    /** The shape without the axis. */
    Shape others() {
        List<Integer> lengths = new ArrayList<>(shape.dimensions());
        lengths.remove(axis);
        return new Shape(lengths);
    }

    /** The matrix (count, length) of a tensor of the shape. */
    Tensor rows(Tensor x) {
        Tensor last = isLast() ? x : x.permute(order());
        return last.reshape(Shape.of(count(), length()));
    }

    /** The other way round; with rows of another length a tensor whose axis has this length. */
    Tensor back(Tensor matrix) {
        List<Integer> lengths = new ArrayList<>(others().dimensions());
        lengths.add(matrix.shape().dimension(1));
        Tensor last = matrix.reshape(new Shape(lengths));
        return isLast() ? last : last.permute(inverse());
    }

    private boolean isLast() {
        return axis == shape.rank() - 1;
    }

    /** This axis behind all others. */
    private int[] order() {
        return IntStream.concat(IntStream.range(0, shape.rank()).filter(k -> k != axis), IntStream.of(axis))
                .toArray();
    }

    private int[] inverse() {
        List<Integer> order = IntStream.of(order()).boxed().toList();
        List<Integer> inverse = new ArrayList<>(Collections.nCopies(order.size(), 0));
        for (int k = 0; k < order.size(); k++) {
            inverse.set(order.get(k), k);
        }
        return inverse.stream().mapToInt(Integer::intValue).toArray();
    }
}
