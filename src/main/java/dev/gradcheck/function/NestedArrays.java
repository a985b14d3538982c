package dev.gradcheck.function;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Numbers and nested Java arrays as tensors, and back: {@code double}, {@code float} and {@code int} of any depth, row-major. */
final class NestedArrays {
    private NestedArrays() {}

    /** {@return the tensor of a number or array; its dtype is the one of the Java type} */
    static Tensor tensor(String name, Object array) {
        if (array instanceof Tensor tensor) {
            return tensor;
        }
        List<Integer> lengths = new ArrayList<>();
        Object first = array;
        while (first != null && first.getClass().isArray()) {
            lengths.add(Array.getLength(first));
            first = Array.getLength(first) == 0
                    ? emptyOf(first.getClass().getComponentType(), lengths)
                    : Array.get(first, 0);
        }
        Shape shape = new Shape(lengths);
        double[] values = new double[shape.size()];
        fill(name, array, shape, 0, 0, values);
        return Tensor.of(dtype(name, first), shape, values);
    }

    /** {@return a new array of this type, or a number, with the values of a tensor} */
    static <T> T array(String name, Tensor tensor, Class<T> type) {
        int depth = depth(type);
        boolean isFlat = depth == 1 && tensor.shape().rank() != 1;
        if (depth == 0 && tensor.size() != 1
                || depth > 1 && depth != tensor.shape().rank()) {
            throw new IllegalArgumentException(
                    name + " has shape " + tensor.shape() + " and is no " + type.getSimpleName()
                            + ": ask for an array of as many dimensions, or of one for all elements in row-major order");
        }
        Shape shape = isFlat ? Shape.of(tensor.size()) : tensor.shape();
        return type.cast(part(tensor, shape, type, 0, 0));
    }

    private static Object part(Tensor tensor, Shape shape, Class<?> type, int axis, int offset) {
        if (!type.isArray()) {
            return number(tensor.at(offset), type);
        }
        int length = shape.dimension(axis);
        int stride = stride(shape, axis);
        Object array = Array.newInstance(type.getComponentType(), length);
        for (int i = 0; i < length; i++) {
            Array.set(array, i, part(tensor, shape, type.getComponentType(), axis + 1, offset + i * stride));
        }
        return array;
    }

    private static Object number(double value, Class<?> type) {
        if (type == double.class || type == Double.class) {
            return value;
        }
        if (type == float.class || type == Float.class) {
            return (float) value;
        }
        if (type == int.class || type == Integer.class) {
            return (int) DType.INT32.round(value);
        }
        throw new IllegalArgumentException(
                "numbers here are double, float or int, not " + type.getSimpleName() + ": ask for one of these");
    }

    private static void fill(String name, Object array, Shape shape, int axis, int offset, double[] values) {
        if (axis == shape.rank()) {
            if (!(array instanceof Number)) {
                throw wrongType(name, array);
            }
            values[offset] = ((Number) array).doubleValue();
            return;
        }
        if (array == null || Array.getLength(array) != shape.dimension(axis)) {
            throw new IllegalArgumentException(name + " is ragged: where its first part has length "
                    + shape.dimension(axis) + ", another has "
                    + (array == null ? "none (null)" : Array.getLength(array))
                    + "; every row must be as long as the first");
        }
        for (int i = 0; i < shape.dimension(axis); i++) {
            fill(name, Array.get(array, i), shape, axis + 1, offset + i * stride(shape, axis), values);
        }
    }

    private static int stride(Shape shape, int axis) {
        int stride = 1;
        for (int a = axis + 1; a < shape.rank(); a++) {
            stride *= shape.dimension(a);
        }
        return stride;
    }

    private static DType dtype(String name, Object number) {
        if (number instanceof Double) {
            return DType.FLOAT64;
        }
        if (number instanceof Float) {
            return DType.FLOAT32;
        }
        if (number instanceof Integer) {
            return DType.INT32;
        }
        throw wrongType(name, number);
    }

    private static IllegalArgumentException wrongType(String name, Object value) {
        return new IllegalArgumentException(name + " is made of "
                + (value == null ? "null" : value.getClass().getSimpleName())
                + ": give a number or a nested array of double, float or int");
    }

    /** Of an empty array nothing can be taken: its type tells the rest. */
    private static Object emptyOf(Class<?> type, List<Integer> lengths) {
        Class<?> element = type;
        while (element.isArray()) {
            lengths.add(0);
            element = element.getComponentType();
        }
        return number(0, element);
    }

    private static int depth(Class<?> type) {
        return type.isArray() ? 1 + depth(type.getComponentType()) : 0;
    }
}
