package dev.gradcheck.function;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Any {@code double[] → double} with a hand-written gradient, as a {@link Differentiable} of one float64 parameter {@code x}. The
 * function is a black box: it computes in float64 whatever arithmetic it is asked for, so that neither a float32 run nor random
 * rounding reaches inside. A function that writes into its argument throws IllegalStateException here, which a check reports as
 * malformed.
 *
 * @param name what people call it
 * @param value the function; gets an array of its own each time
 * @param gradient its gradient, one number for each of x; gets an array of its own each time
 */
public record ScalarFunction(String name, ToDoubleFunction<double[]> value, UnaryOperator<double[]> gradient)
        implements Differentiable {
    /** The name of the only parameter. */
    public static final String PARAMETER = "x";

    /**
     * {@return the point at which such a function is evaluated}
     *
     * @param x one number for each argument, copied
     */
    public static Parameters point(double... x) {
        return Parameters.of(PARAMETER, Tensor.of(DType.FLOAT64, Shape.of(x.length), x));
    }

    @Override
    public Tensor primal(Parameters point) {
        double y = Untouched.call("value of " + name, point.get(PARAMETER).values(), value::applyAsDouble);
        return Tensor.scalar(DType.FLOAT64, y);
    }

    @Override
    public Vjp vjp(Parameters point) {
        return new Vjp(primal(point), Parameters.NONE, cotangent -> pullback(point, cotangent));
    }

    private Parameters pullback(Parameters point, Tensor cotangent) {
        double[] gradient =
                Untouched.call("gradient of " + name, point.get(PARAMETER).values(), this.gradient);
        Arithmetic float64 = Arithmetic.nearest(DType.FLOAT64);
        Tensor unscaled = Tensor.of(DType.FLOAT64, Shape.of(gradient.length), gradient);
        return Parameters.of(PARAMETER, unscaled.times(cotangent.in(float64).item()));
    }
}
