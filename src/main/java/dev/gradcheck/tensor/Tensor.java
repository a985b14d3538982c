package dev.gradcheck.tensor;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * An immutable, dense, row-major tensor of int32, float32 or float64. Every operation rounds each elementary result to the dtype,
 * in a fixed order, so the same call gives the same bits. Nothing broadcasts and nothing is promoted: operands of one operation
 * have one shape and one dtype. NaN, ±∞ and −0.0 keep their IEEE 754 meaning.
 */
public final class Tensor {
    private final Arithmetic arithmetic;
    private final Shape shape;
    private final double[] values;

    /** Of numbers that are rounded already; keeps the array. */
    Tensor(Arithmetic arithmetic, Shape shape, double[] values) {
        this.arithmetic = arithmetic;
        this.shape = shape;
        this.values = values;
    }

    /**
     * A tensor of exactly these values.
     *
     * @param dtype the type of the elements
     * @param shape the lengths of the axes
     * @param values row-major, copied; each must be a number of the dtype
     * @return the tensor
     * @throws IllegalArgumentException if the number of values is not the shape's, or the dtype cannot hold one of them
     */
    public static Tensor of(DType dtype, Shape shape, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (!dtype.holds(values[i])) {
                throw new IllegalArgumentException(
                        values[i] + " at element " + i + " is no " + dtype + "; Tensor.from rounds");
            }
        }
        return from(dtype, shape, values);
    }

    /**
     * {@return a tensor of these values, each rounded to the dtype}
     *
     * @param dtype the type of the elements
     * @param shape the lengths of the axes
     * @param values row-major, not modified
     * @throws IllegalArgumentException if the number of values is not the shape's
     * @throws ArithmeticException for int32 if a value is not an integer of 32 bits
     */
    public static Tensor from(DType dtype, Shape shape, double... values) {
        double[] copy = Fitting.copy(shape, values);
        Arrays.setAll(copy, i -> dtype.round(copy[i]));
        return new Tensor(Arithmetic.nearest(dtype), shape, copy);
    }

    /**
     * {@return a tensor without axes}
     *
     * @param dtype the type of the element
     * @param value a number of the dtype
     * @throws IllegalArgumentException if the dtype cannot hold the value
     */
    public static Tensor scalar(DType dtype, double value) {
        return of(dtype, Shape.SCALAR, value);
    }

    /**
     * {@return a tensor of zeros (+0.0)}
     *
     * @param dtype the type of the elements
     * @param shape the lengths of the axes
     */
    public static Tensor zeros(DType dtype, Shape shape) {
        return new Tensor(Arithmetic.nearest(dtype), shape, new double[shape.size()]);
    }

    /**
     * {@return a tensor of ones}
     *
     * @param dtype the type of the elements
     * @param shape the lengths of the axes
     */
    public static Tensor ones(DType dtype, Shape shape) {
        return zeros(dtype, shape).mapExactly(v -> 1);
    }

    /** {@return the type of the elements} */
    public DType dtype() {
        return arithmetic.dtype();
    }

    /** {@return the arithmetic in which operations on this tensor are done} */
    public Arithmetic arithmetic() {
        return arithmetic;
    }

    /** {@return the lengths of the axes} */
    public Shape shape() {
        return shape;
    }

    /** {@return the number of elements} */
    public int size() {
        return values.length;
    }

    /**
     * One element.
     *
     * @param offset its place in row-major order
     * @return its value
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public double at(int offset) {
        return values[offset];
    }

    /**
     * {@return the only element}
     *
     * @throws IllegalStateException if there is not exactly one
     */
    public double item() {
        if (values.length != 1) {
            throw new IllegalStateException("a tensor of shape " + shape + " has not exactly one element");
        }
        return values[0];
    }

    /** {@return all elements in a new array, row-major} */
    public double[] values() {
        return values.clone();
    }

    /**
     * This tensor in another arithmetic: every element is rounded to nearest once, and later operations are done in it.
     *
     * @param other dtype and rounding
     * @return the converted tensor
     * @throws ArithmeticException for int32 if an element is not an integer of 32 bits
     */
    public Tensor in(Arithmetic other) {
        if (other.equals(arithmetic)) {
            return this;
        }
        double[] converted = values.clone();
        Arrays.setAll(converted, i -> other.dtype().round(converted[i]));
        return new Tensor(other, shape, converted);
    }

    /**
     * {@return this tensor rounded to another dtype, and rounding to nearest from here on}
     *
     * @param dtype the type wanted
     */
    public Tensor as(DType dtype) {
        return in(Arithmetic.nearest(dtype));
    }

    /**
     * {@return the same elements in the same order under another shape}
     *
     * @param other a shape of as many elements
     * @throws IllegalArgumentException if the number of elements differs
     */
    public Tensor reshape(Shape other) {
        return new Tensor(arithmetic, other, Fitting.copy(other, values));
    }

    /**
     * {@return a copy with one element replaced}
     *
     * @param offset its place in row-major order
     * @param value a number of the dtype
     * @throws IllegalArgumentException if the dtype cannot hold the value
     */
    public Tensor with(int offset, double value) {
        if (!dtype().holds(value)) {
            throw new IllegalArgumentException(value + " is no " + dtype());
        }
        double[] copy = values.clone();
        copy[offset] = dtype().round(value);
        return new Tensor(arithmetic, shape, copy);
    }

    /**
     * {@return this + other, element by element}
     *
     * @param other a tensor of the same shape and dtype
     * @throws IllegalArgumentException if shape or dtype differ
     */
    public Tensor plus(Tensor other) {
        return zip(other, Arithmetic::add);
    }

    /**
     * {@return this − other, element by element}
     *
     * @param other a tensor of the same shape and dtype
     * @throws IllegalArgumentException if shape or dtype differ
     */
    public Tensor minus(Tensor other) {
        return zip(other, Arithmetic::subtract);
    }

    /**
     * {@return this · other, element by element}
     *
     * @param other a tensor of the same shape and dtype
     * @throws IllegalArgumentException if shape or dtype differ
     */
    public Tensor times(Tensor other) {
        return zip(other, Arithmetic::multiply);
    }

    /**
     * {@return this / other, element by element}
     *
     * @param other a tensor of the same shape and dtype
     * @throws IllegalArgumentException if shape or dtype differ
     */
    public Tensor dividedBy(Tensor other) {
        return zip(other, Arithmetic::divide);
    }

    /**
     * {@return every element times one number}
     *
     * @param factor rounded to the dtype first
     */
    public Tensor times(double factor) {
        double f = dtype().round(factor);
        return computed(v -> arithmetic.multiply(v, f));
    }

    /**
     * An elementary function of every element, its value rounded once: for functions whose results are inexact, such as exp.
     *
     * @param function from float64 to float64, correct to about one ulp of float64; use {@link StrictMath}
     * @return the function's values
     */
    public Tensor map(DoubleUnaryOperator function) {
        return computed(v -> arithmetic.elementary(function.applyAsDouble(v)));
    }

    /**
     * An exact function of every element, one whose results need no rounding: a mask, a negation, an absolute value, a ReLU.
     *
     * @param function from numbers of the dtype to numbers of the dtype
     * @return the function's values
     * @throws IllegalArgumentException if the dtype cannot hold a value
     */
    public Tensor mapExactly(DoubleUnaryOperator function) {
        return computed(v -> {
            double value = function.applyAsDouble(v);
            if (!dtype().holds(value)) {
                throw new IllegalArgumentException(
                        value + " is no " + dtype() + ": this function is not exact, use map");
            }
            return dtype().round(value);
        });
    }

    /** {@return the sum of all elements, a scalar, added in row-major order} */
    public Tensor sum() {
        double sum = 0;
        for (double v : values) {
            sum = arithmetic.add(sum, v);
        }
        return new Tensor(arithmetic, Shape.SCALAR, new double[] {sum});
    }

    /**
     * The matrix product.
     *
     * @param other a matrix with as many rows as this one has columns, of the same dtype
     * @return a matrix, every product and sum rounded to the dtype
     * @throws IllegalArgumentException if the shapes or dtypes do not fit
     */
    public Tensor matmul(Tensor other) {
        Fitting.sameDType(dtype(), other.dtype());
        Shape product = Matrices.product(shape, other.shape);
        Arithmetic joint = joint(other);
        return new Tensor(joint, product, Matrices.product(joint, values, other.values, product, shape.dimension(1)));
    }

    /**
     * {@return the matrix with rows and columns exchanged}
     *
     * @throws IllegalArgumentException if this is not a matrix
     */
    public Tensor transpose() {
        return new Tensor(arithmetic, Matrices.transposed(shape), Matrices.transposed(shape, values));
    }

    /** {@return the largest absolute value: max |v|, 0 without elements, NaN if any element is NaN} */
    public double maxAbs() {
        double max = 0;
        for (double v : values) {
            max = Math.max(max, Math.abs(v));
        }
        return max;
    }

    /** Equal where dtype, shape and the bits of every element are: −0.0 differs from 0.0, NaN equals NaN. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor t
                && dtype() == t.dtype()
                && shape.equals(t.shape)
                && Arrays.equals(values, t.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values) * 31 + shape.hashCode();
    }

    /** Dtype, shape and up to 64 elements. */
    @Override
    public String toString() {
        return dtype() + shape.toString() + Fitting.text(dtype(), values);
    }

    /** One rounded operation of two numbers. */
    private interface Operation {
        double apply(Arithmetic arithmetic, double a, double b);
    }

    private Tensor zip(Tensor other, Operation operation) {
        Fitting.sameDType(dtype(), other.dtype());
        Fitting.sameShape(shape, other.shape);
        Arithmetic joint = joint(other);
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> operation.apply(joint, values[i], other.values[i]));
        return new Tensor(joint, shape, result);
    }

    private Tensor computed(DoubleUnaryOperator function) {
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> function.applyAsDouble(values[i]));
        return new Tensor(arithmetic, shape, result);
    }

    /** Random rounding wins over nearest, so that a constant need not know how the pass it is used in is rounded. */
    private Arithmetic joint(Tensor other) {
        return arithmetic.isNearest() ? other.arithmetic : arithmetic;
    }
}
