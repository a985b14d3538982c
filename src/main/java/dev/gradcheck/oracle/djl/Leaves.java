package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The point at which a {@link Twin} is evaluated: one fresh array for each parameter, all of one floating dtype on one
 * device, and constants of the same kind. Everything ends with the evaluation.
 */
public final class Leaves {
    private final NDManager manager;
    private final DType dtype;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    Leaves(NDManager manager, DType dtype, Parameters point) {
        this.manager = manager;
        this.dtype = dtype;
        point.tensors().forEach((name, tensor) -> arrays.put(name, leaf(tensor)));
    }

    /**
     * {@return the array of a parameter, of the parameter's shape}
     *
     * @param name the parameter's name
     * @throws NoSuchElementException if there is none, naming those there are
     */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new NoSuchElementException("the twin asks for " + name + ", the point has " + arrays.keySet());
        }
        return array;
    }

    /**
     * {@return an array that is not differentiated, of the tensor's shape; every number is rounded to the dtype}
     *
     * @param tensor input, target or another constant
     */
    public NDArray constant(Tensor tensor) {
        if (!dtype.isHalf()) {
            return manager.create(buffer(tensor), shape(tensor.shape()), dataType(dtype));
        }
        try (NDArray wide = manager.create(buffer(tensor), shape(tensor.shape()), DataType.FLOAT32)) {
            return wide.toType(dataType(dtype), true);
        }
    }

    /**
     * {@return a number as an array without axes} A bare Java number becomes float64 in DJL and would promote a float32
     * scalar. As a factor, divisor or exponent it would also be freed before the backward pass that still reads it: DJL
     * closes its array after the operation, the memory is a Java buffer, and once that is collected the gradient is
     * nonsense (seen in 39 of 40 with a collection between).
     *
     * @param value rounded to the dtype
     */
    public NDArray constant(double value) {
        return constant(Tensor.scalar(DType.FLOAT64, value));
    }

    /** {@return the source of new arrays, on the device of the parameters} */
    public NDManager manager() {
        return manager;
    }

    /** {@return the dtype of every array here: of the evaluation} */
    public DType dtype() {
        return dtype;
    }

    /** {@return all parameters' arrays by name, in the point's order} */
    Map<String, NDArray> arrays() {
        return arrays;
    }

    static DataType dataType(DType dtype) {
        return DataType.valueOf(dtype.name());
    }

    private NDArray leaf(Tensor tensor) {
        NDArray leaf = constant(tensor);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    private Buffer buffer(Tensor tensor) {
        if (dtype == DType.FLOAT64) {
            return DoubleBuffer.wrap(tensor.values());
        }
        FloatBuffer buffer = FloatBuffer.allocate(tensor.size());
        for (int i = 0; i < tensor.size(); i++) {
            buffer.put(i, (float) dtype.round(tensor.at(i)));
        }
        return buffer;
    }

    static ai.djl.ndarray.types.Shape shape(Shape shape) {
        return new ai.djl.ndarray.types.Shape(
                shape.dimensions().stream().mapToLong(Integer::longValue).toArray());
    }
}
