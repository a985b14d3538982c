package dev.gradcheck.tensor;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * An immutable, dense, row-major tensor of int32, float32 or float64. Every operation rounds each elementary result to the dtype,
 * in a fixed order, so the same call gives the same bits. Nothing broadcasts and nothing is promoted: operands of one operation
 * have one shape and one dtype. NaN, ±∞ and −0.0 keep their IEEE 754 meaning.
 */
public final class Tensor implements Pointwise, Structural {
    private final Arithmetic arithmetic;
    private final Shape shape;
    private final double[] values;
    private final Origin origin;

    /** Of numbers that are rounded already; keeps the array. */
    private Tensor(Arithmetic arithmetic, Shape shape, double[] values, Origin origin) {
        this.arithmetic = arithmetic;
        this.shape = shape;
        this.values = values;
        this.origin = origin;
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
        return new Tensor(Arithmetic.nearest(dtype), shape, copy, null);
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
        return new Tensor(Arithmetic.nearest(dtype), shape, new double[shape.size()], null);
    }

    /**
     * {@return a tensor of ones}
     *
     * @param dtype the type of the elements
     * @param shape the lengths of the axes
     */
    public static Tensor ones(DType dtype, Shape shape) {
        return fill(dtype, shape, 1);
    }

    /**
     * {@return a tensor of one number}
     *
     * @param dtype the type of the elements
     * @param shape the lengths of the axes
     * @param value rounded to the dtype
     * @throws ArithmeticException for int32 if the value is not an integer of 32 bits
     */
    public static Tensor fill(DType dtype, Shape shape, double value) {
        double[] values = new double[shape.size()];
        Arrays.fill(values, dtype.round(value));
        return new Tensor(Arithmetic.nearest(dtype), shape, values, null);
    }

    /** {@return the type of the elements} */
    public DType dtype() {
        return arithmetic.dtype();
    }

    /** {@return the arithmetic in which operations on this tensor are done} */
    public Arithmetic arithmetic() {
        return arithmetic;
    }

    /** {@return where this tensor comes from, if it is recorded} */
    public Optional<Origin> origin() {
        return Optional.ofNullable(origin);
    }

    @Override
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
        read();
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
        return at(0);
    }

    /** {@return all elements in a new array, row-major} */
    public double[] values() {
        read();
        return values.clone();
    }

    /** Of a recorded tensor: its numbers leave the recording. */
    private void read() {
        if (origin != null) {
            origin.recording().left(origin, shape);
        }
    }

    /** The numbers themselves, not to be modified, for what does not take them elsewhere. */
    double[] array() {
        return values;
    }

    /** The same tensor with another origin. */
    Tensor with(Origin other) {
        return new Tensor(arithmetic, shape, values, other);
    }

    /**
     * This tensor in another arithmetic: every element is rounded once, as that arithmetic rounds, and later operations are done in it.
     *
     * @param other dtype and rounding
     * @return the converted tensor
     * @throws ArithmeticException for int32 if an element is not an integer of 32 bits
     */
    public Tensor in(Arithmetic other) {
        return other.equals(arithmetic) ? this : apply(new Primitive.Cast(other));
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
     * {@return this tensor as a value that is kept in a narrower type than the parameters: mixed precision. A float64 tensor, that of a
     *     shadow, stays what it is}
     *
     * @param type such as bfloat16
     */
    public Tensor storedIn(DType type) {
        return in(arithmetic.storing(type));
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
        return apply(new Primitive.Replace(offset, dtype().round(value)));
    }

    /**
     * An elementary function of every element, its value rounded once: for functions whose results are inexact, such as exp.
     *
     * @param function from float64 to float64, correct to about one ulp of float64; use {@link StrictMath}
     * @return the function's values
     */
    public Tensor map(DoubleUnaryOperator function) {
        return map(new Univariate.Opaque(function, false));
    }

    /**
     * An exact function of every element, one whose results need no rounding: a mask, a negation, an absolute value, a ReLU.
     *
     * @param function from numbers of the dtype to numbers of the dtype
     * @return the function's values
     * @throws IllegalArgumentException if the dtype cannot hold a value
     */
    public Tensor mapExactly(DoubleUnaryOperator function) {
        return map(new Univariate.Opaque(function, true));
    }

    @Override
    public Tensor map(Univariate function) {
        return apply(new Primitive.Map(function));
    }

    @Override
    public Tensor apply(Primitive primitive, Tensor... others) {
        Tensor[] operands = new Tensor[1 + others.length];
        operands[0] = this;
        Arithmetic joint = arithmetic;
        for (int k = 0; k < others.length; k++) {
            Fitting.sameDType(dtype(), others[k].dtype());
            operands[k + 1] = others[k];
            joint = joint.isNearest() ? others[k].arithmetic : joint;
        }
        Shape to = primitive.by(new ShapeRules(operands));
        double[] result = primitive.by(new Evaluation(joint, operands, to));
        Arithmetic after = primitive instanceof Primitive.Cast cast ? cast.to() : joint;
        return new Tensor(after, to, result, Origin.of(primitive, operands));
    }

    /** {@return the largest absolute value: max |v|, 0 without elements, NaN if any element is NaN} */
    public double maxAbs() {
        read();
        double max = 0;
        for (double v : values) {
            max = Math.max(max, Math.abs(v));
        }
        return max;
    }

    /** Equal where dtype, shape and the bits of every element are: −0.0 differs from 0.0, NaN equals NaN. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor t && t.hasBitsOf(this);
    }

    private boolean hasBitsOf(Tensor t) {
        read();
        t.read();
        return dtype() == t.dtype() && shape.equals(t.shape) && Arrays.equals(values, t.values);
    }

    @Override
    public int hashCode() {
        read();
        return Arrays.hashCode(values) * 31 + shape.hashCode();
    }

    /** Dtype, shape and up to 64 elements. */
    @Override
    public String toString() {
        return dtype() + shape.toString() + Fitting.text(dtype(), values);
    }
}
