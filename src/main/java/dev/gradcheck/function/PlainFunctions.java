package dev.gradcheck.function;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Functions of one plain array, in the forms in which numerical code has them, as {@link Differentiable}s of one parameter {@code x}.
 * All are black boxes, get an array of their own each time, and may not write into it.
 */
public final class PlainFunctions {
    private static final String X = ScalarFunction.PARAMETER;
    private static final String Y = "y";
    private static final NamedArrays NOTHING = NamedArrays.none();

    private PlainFunctions() {}

    /**
     * As optimisers have it: one call returns the value and writes the gradient into a buffer, whatever was in there.
     *
     * @param name what people call it
     * @param valueAndGradient from x and the buffer to the value
     * @return the function, in float64
     */
    public static Differentiable inPlace(String name, ToDoubleBiFunction<double[], double[]> valueAndGradient) {
        return new ScalarFunction(
                name,
                x -> valueAndGradient.applyAsDouble(x, new double[x.length]),
                x -> written(name, x, valueAndGradient));
    }

    /**
     * The same in {@code float}.
     *
     * @param name what people call it
     * @param valueAndGradient from x and the buffer to the value
     * @return the function, in float32
     */
    public static Differentiable floatsInPlace(String name, ToDoubleBiFunction<float[], float[]> valueAndGradient) {
        return floats(name, x -> valueAndGradient.applyAsDouble(x, new float[x.length]), x -> {
            float[] buffer = new float[x.length];
            Arrays.fill(buffer, Float.NaN);
            valueAndGradient.applyAsDouble(x, buffer);
            for (int i = 0; i < buffer.length; i++) {
                requireWritten(name, i, !Float.isNaN(buffer[i]), () -> again(valueAndGradient, x));
            }
            return buffer;
        });
    }

    /**
     * A kernel that computes in {@code float} whatever arithmetic it is asked for: the point is rounded to float32 before it sees it.
     *
     * @param name what people call it
     * @param value from x to a number; a {@code float} widens by itself
     * @param gradient from x to one number for each of x
     * @return the function, in float32
     */
    public static Differentiable floats(String name, ToDoubleFunction<float[]> value, UnaryOperator<float[]> gradient) {
        return ArrayFunction.ofValue(
                name,
                NOTHING,
                in -> Untouched.callFloats("value of " + name, in.floats(X), value::applyAsDouble),
                in -> named(X, Untouched.callFloats("gradient of " + name, in.floats(X), gradient)));
    }

    /**
     * Several outputs: y = f(x), and for a cotangent v of y the gradient Jᵀv.
     *
     * @param name what people call it
     * @param value from x to y
     * @param pullback from x and v to Jᵀv
     * @return the function, in float64
     */
    public static Differentiable vector(String name, UnaryOperator<double[]> value, BinaryOperator<double[]> pullback) {
        return new ArrayFunction(
                name,
                NOTHING,
                in -> named(Y, Untouched.call("value of " + name, in.doubles(X), value)),
                (in, v) -> named(
                        X,
                        Untouched.call(
                                "backward pass of " + name, in.doubles(X), x -> pullback.apply(x, v.doubles(Y)))));
    }

    /**
     * Several outputs, with the derivative in forward mode: for a tangent u of x the derivative J·u. The gradient by x is made of it column
     * by column.
     *
     * @param name what people call it
     * @param value from x to y
     * @param pushforward from x and u to J·u
     * @return the function, in float64
     */
    public static Differentiable pushforward(
            String name, UnaryOperator<double[]> value, BinaryOperator<double[]> pushforward) {
        return vector(name, value, (x, v) -> {
            double[] gradient = new double[x.length];
            for (int j = 0; j < x.length; j++) {
                double[] unit = new double[x.length];
                unit[j] = 1;
                gradient[j] = dot("J·u", pushforward.apply(x.clone(), unit), v);
            }
            return gradient;
        });
    }

    /**
     * The slope of ⟨w, f(x + t·u)⟩ at t = 0, by whatever claims to know it, as a function of one parameter {@code x} = t.
     *
     * @param name what people call it
     * @param value f
     * @param x the point, copied
     * @param u the direction there
     * @param w the cotangent of f's value
     * @param slope what is claimed of the slope, from x + t·u
     * @return a function to be judged at t = 0
     */
    public static Differentiable along(
            String name,
            UnaryOperator<double[]> value,
            double[] x,
            double[] u,
            double[] w,
            ToDoubleFunction<double[]> slope) {
        Function<Double, double[]> at = t -> {
            double[] moved = x.clone();
            Arrays.setAll(moved, i -> x[i] + t * u[i]);
            return moved;
        };
        return new ScalarFunction(name, t -> dot("f(x)", value.apply(at.apply(t[0])), w), t ->
                new double[] {slope.applyAsDouble(at.apply(t[0]))});
    }

    /**
     * {@return Σ aᵢ·bᵢ, added in order}
     *
     * @param what is the first, for a person
     * @param a what a user's function returned
     * @param b of the length that it has to have
     * @throws IllegalStateException if it has another length, or is null
     */
    public static double dot(String what, double[] a, double[] b) {
        if (a == null || a.length != b.length) {
            throw new IllegalStateException(what + (a == null ? " is null" : " has " + a.length + " components")
                    + ", but " + b.length + " are wanted");
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] written(String name, double[] x, ToDoubleBiFunction<double[], double[]> function) {
        double[] buffer = new double[x.length];
        Arrays.fill(buffer, Double.NaN);
        function.applyAsDouble(x, buffer);
        for (int i = 0; i < buffer.length; i++) {
            requireWritten(name, i, !Double.isNaN(buffer[i]), () -> {
                double[] zeros = new double[x.length];
                function.applyAsDouble(x, zeros);
                return zeros;
            });
        }
        return buffer;
    }

    private static double[] again(ToDoubleBiFunction<float[], float[]> function, float[] x) {
        float[] zeros = new float[x.length];
        function.applyAsDouble(x, zeros);
        double[] wide = new double[x.length];
        Arrays.setAll(wide, i -> zeros[i]);
        return wide;
    }

    /** A gradient that is NaN by itself is another fault, which is judged. */
    private static void requireWritten(String name, int place, boolean written, Supplier<double[]> fromZeros) {
        if (!written && !Double.isNaN(fromZeros.get()[place])) {
            throw new IllegalStateException(
                    name + " does not overwrite g[" + place
                            + "]: it leaves what was in the buffer, or adds to it; an optimiser hands in the last gradient, so write, or fill with 0 first");
        }
    }

    private static NamedArrays named(String name, Object array) {
        return array == null ? null : NamedArrays.of(name, array);
    }
}
