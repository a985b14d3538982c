package dev.gradcheck.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The lengths of a tensor's axes, row-major, none negative. The empty shape is a scalar's. */
public final class Shape {
    /** The shape of a scalar: no axis, one element. */
    public static final Shape SCALAR = new Shape(new int[0]);

    /** More elements than an array has. */
    private static final int TOO_LARGE = -1;

    private final int[] lengths;

    /** Asked for more often than anything else. */
    private final int size;

    private Shape(int[] lengths) {
        this.lengths = lengths;
        for (int length : lengths) {
            if (length < 0) {
                throw new IllegalArgumentException("a length of " + Arrays.toString(lengths) + " is negative");
            }
        }
        this.size = product(lengths);
    }

    /**
     * A shape of these lengths.
     *
     * @param dimensions the length of each axis
     * @throws IllegalArgumentException if a length is negative
     */
    public Shape(List<Integer> dimensions) {
        this(dimensions.stream().mapToInt(length -> length).toArray());
    }

    /**
     * A shape of these lengths.
     *
     * @param dimensions the length of each axis, copied
     * @return the shape
     * @throws IllegalArgumentException if a length is negative
     */
    public static Shape of(int... dimensions) {
        return dimensions.length == 0 ? SCALAR : new Shape(dimensions.clone());
    }

    /** {@return the length of each axis} */
    public List<Integer> dimensions() {
        return Arrays.stream(lengths).boxed().toList();
    }

    /** {@return the length of each axis, in a new array} */
    int[] lengths() {
        return lengths.clone();
    }

    /** {@return the number of axes: 0 for a scalar} */
    public int rank() {
        return lengths.length;
    }

    /**
     * {@return the number of elements: the product of the lengths, 1 for a scalar}
     *
     * @throws ArithmeticException if there are more than an array can have
     */
    public int size() {
        if (size == TOO_LARGE) {
            throw new ArithmeticException("a tensor of shape " + this + " has more elements than an array can have");
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
        return lengths[axis];
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
        return Arrays.stream(lengths).mapToObj(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Shape shape && Arrays.equals(lengths, shape.lengths);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lengths);
    }

    /** The product of the lengths; {@link #TOO_LARGE} as soon as it is. */
    private static int product(int[] lengths) {
        long product = 1;
        for (int length : lengths) {
            product *= length;
            if (product != (int) product) {
                return TOO_LARGE;
            }
        }
        return (int) product;
    }
}
