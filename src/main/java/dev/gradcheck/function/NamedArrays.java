package dev.gradcheck.function;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Tensor;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Plain Java arrays by name, in a fixed order: the parameters, outputs, cotangents or gradients of a function that is not written with
 * {@link Tensor}. Arrays are copied in and out, so that nobody can write into somebody else's.
 */
public final class NamedArrays {
    private final Parameters tensors;

    private NamedArrays(Parameters tensors) {
        this.tensors = tensors;
    }

    /**
     * {@return one named array}
     *
     * @param name its name
     * @param array a number, or a nested array of {@code double}, {@code float} or {@code int}, of any depth; its shape is the array's
     * @throws IllegalArgumentException if it is something else, or ragged
     */
    public static NamedArrays of(String name, Object array) {
        return new NamedArrays(Parameters.NONE).and(name, array);
    }

    /** {@return no arrays} */
    public static NamedArrays none() {
        return new NamedArrays(Parameters.NONE);
    }

    /**
     * {@return the arrays that these tensors are}
     *
     * @param tensors each under its name
     */
    public static NamedArrays of(Parameters tensors) {
        return new NamedArrays(tensors);
    }

    /**
     * {@return these and one more; a name that is there already has the new value}
     *
     * @param name its name
     * @param array as in {@link #of}
     * @throws IllegalArgumentException if it is something else, or ragged
     */
    public NamedArrays and(String name, Object array) {
        return new NamedArrays(tensors.with(name, NestedArrays.tensor(name, array)));
    }

    /** {@return the names, in order} */
    public Set<String> names() {
        return tensors.names();
    }

    /**
     * {@return the value of this name as a new array}
     *
     * @param name one among {@link #names}
     * @param type such as {@code double[][].class}: an array of as many dimensions as the value has, or of one for all elements in row-major
     *     order, or a number; numbers are rounded to the element's type
     * @param <T> the array's type
     * @throws NoSuchElementException if there is no such name, naming those there are
     * @throws IllegalArgumentException if the value has another number of dimensions
     */
    public <T> T get(String name, Class<T> type) {
        return NestedArrays.array(name, tensors.get(name), type);
    }

    /**
     * {@return all elements, row-major}
     *
     * @param name one among {@link #names}
     * @throws NoSuchElementException if there is no such name
     */
    public double[] doubles(String name) {
        return get(name, double[].class);
    }

    /**
     * {@return a matrix, row by row}
     *
     * @param name one among {@link #names}
     * @throws NoSuchElementException if there is no such name
     * @throws IllegalArgumentException if it is no matrix
     */
    public double[][] matrix(String name) {
        return get(name, double[][].class);
    }

    /**
     * {@return all elements, row-major, rounded to float32}
     *
     * @param name one among {@link #names}
     * @throws NoSuchElementException if there is no such name
     */
    public float[] floats(String name) {
        return get(name, float[].class);
    }

    /**
     * {@return all elements, row-major}
     *
     * @param name one among {@link #names}
     * @throws NoSuchElementException if there is no such name
     * @throws ArithmeticException if one is no integer of 32 bits
     */
    public int[] ints(String name) {
        return get(name, int[].class);
    }

    /**
     * {@return the only element}
     *
     * @param name one among {@link #names}
     * @throws NoSuchElementException if there is no such name
     * @throws IllegalStateException if there is not exactly one
     */
    public double number(String name) {
        return tensors.get(name).item();
    }

    /** {@return the same as tensors, each with the dtype of its array} */
    public Parameters tensors() {
        return tensors;
    }

    /** The same in one arithmetic. */
    Parameters in(Arithmetic arithmetic) {
        return tensors.in(arithmetic);
    }

    /** These and those. */
    NamedArrays and(NamedArrays others) {
        Parameters all = tensors;
        for (String name : others.names()) {
            all = all.with(name, others.tensors.get(name));
        }
        return new NamedArrays(all);
    }

    /** Of the tensors. */
    @Override
    public String toString() {
        return tensors.tensors().toString();
    }
}
