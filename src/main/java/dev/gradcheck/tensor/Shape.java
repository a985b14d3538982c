package dev.gradcheck.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lengths of a tensor's axes, row-major. The empty shape is a scalar's.
 *
 * @param dimensions the length of each axis, none negative
 */
public record Shape(List<Integer> dimensions) {
    /** The shape of a scalar: no axis, one element. */
    public static final Shape SCALAR = new Shape(List.of());

    /**
     * Copies and checks.
     *
     * @param dimensions the length of each axis
     * @throws IllegalArgumentException if a length is negative
     */
    public Shape {
        dimensions = List.copyOf(dimensions);
        for (int d : dimensions) {
            if (d < 0) {
                throw new IllegalArgumentException("a length of " + dimensions + " is negative");
            }
        }
    }

    /**
     * A shape of these lengths.
     *
     * @param dimensions the length of each axis
     * @return the shape
     * @throws IllegalArgumentException if a length is negative
     */
    public static Shape of(int... dimensions) {
        Integer[] boxed = new Integer[dimensions.length];
        Arrays.setAll(boxed, axis -> dimensions[axis]);
        return dimensions.length == 0 ? SCALAR : new Shape(List.of(boxed));
    }

    /** {@return the number of axes: 0 for a scalar} */
    public int rank() {
        return dimensions.size();
    }

    /** {@return the number of elements: the product of the lengths, 1 for a scalar} */
    public int size() {
        int size = 1;
        for (int d : dimensions) {
            size = Math.multiplyExact(size, d);
        }
        return size;
    }

    /**
     * The length of one axis.
     *
     * @param axis counted from 0
     * @return its length
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public int dimension(int axis) {
        return dimensions.get(axis);
    }

    /**
     * The place of an element in row-major order.
     *
     * @param index one number for each axis
     * @return its offset from the first element
     * @throws IndexOutOfBoundsException if the index does not fit the shape
     */
    public int offset(int... index) {
        if (index.length != rank()) {
            throw new IndexOutOfBoundsException(
                    Arrays.toString(index) + " has not one number for each axis of " + this);
        }
        int offset = 0;
        for (int axis = 0; axis < index.length; axis++) {
            if (index[axis] < 0 || index[axis] >= dimension(axis)) {
                throw new IndexOutOfBoundsException(Arrays.toString(index) + " is outside " + this);
            }
            offset = offset * dimension(axis) + index[axis];
        }
        return offset;
    }

    /**
     * The index of an element, the inverse of {@link #offset}.
     *
     * @param offset its place in row-major order
     * @return one number for each axis, empty for a scalar
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public List<Integer> index(int offset) {
        if (offset < 0 || offset >= size()) {
            throw new IndexOutOfBoundsException("element " + offset + " is outside " + this);
        }
        Integer[] index = new Integer[rank()];
        int rest = offset;
        for (int axis = rank() - 1; axis >= 0; axis--) {
            index[axis] = rest % dimension(axis);
            rest /= dimension(axis);
        }
        return List.of(index);
    }

    /** As Python writes it: {@code ()}, {@code (2)}, {@code (2,1)}. */
    @Override
    public String toString() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    }
}
