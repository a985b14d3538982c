package dev.gradcheck.testing;

import dev.gradcheck.function.ArrayFunction;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.NamedArrays;
import dev.gradcheck.function.PlainFunctions;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.tensor.DType;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Where a check begins: one static method for each form in which numerical code has its derivatives. Import them all; each leads on to
 * {@code at(…)} and {@code isCorrect()} of {@link GradientAssert}.
 */
public final class GradientAssertions {
    /** What a function is called that has no name; {@link GradientAssert#named} gives it one. */
    private static final String UNNAMED = "f";

    private GradientAssertions() {}

    /**
     * {@return an assertion on a function's gradient}
     *
     * @param function the function with its backward pass, in {@code Tensor}s
     */
    public static GradientAssert assertThatGradient(Differentiable function) {
        return GradientAssert.assertThatGradient(function);
    }

    /**
     * {@return an assertion that g(x) is the gradient of f at x}
     *
     * @param f from x to a number
     * @param g from x to one number for each of x
     */
    public static GradientAssert assertThatGradient(ToDoubleFunction<double[]> f, UnaryOperator<double[]> g) {
        return of(new ScalarFunction(UNNAMED, f, g));
    }

    /**
     * {@return an assertion on a function that returns its value and writes its gradient into a buffer, as optimisers have it}
     *
     * @param valueAndGradient from x and the buffer to the value; it has to overwrite the buffer, whatever is in there
     */
    public static GradientAssert assertThatGradient(ToDoubleBiFunction<double[], double[]> valueAndGradient) {
        return of(PlainFunctions.inPlace(UNNAMED, valueAndGradient));
    }

    /**
     * {@return an assertion on the backward pass of a function with several outputs}
     *
     * @param f from x to y
     * @param pullback from x and a cotangent v of y to Jᵀv, the gradient of ⟨v, f(x)⟩
     */
    public static GradientAssert assertThatGradient(UnaryOperator<double[]> f, BinaryOperator<double[]> pullback) {
        return of(PlainFunctions.vector(UNNAMED, f, pullback));
    }

    /**
     * {@return an assertion that df(x) is the derivative of f at x, for functions of one number}
     *
     * @param f the function
     * @param df its derivative
     */
    public static GradientAssert assertThatDerivative(DoubleUnaryOperator f, DoubleUnaryOperator df) {
        return of(new ScalarFunction(UNNAMED, x -> f.applyAsDouble(x[0]), x -> new double[] {df.applyAsDouble(x[0])}));
    }

    /**
     * {@return an assertion on the gradient of a kernel in {@code float}, judged as float32}
     *
     * @param f from x to a number
     * @param g from x to one number for each of x
     */
    public static GradientAssert assertThatFloatGradient(ToDoubleFunction<float[]> f, UnaryOperator<float[]> g) {
        return of(PlainFunctions.floats(UNNAMED, f, g)).in(DType.FLOAT32);
    }

    /**
     * {@return an assertion on a kernel in {@code float} that returns its value and writes its gradient into a buffer}
     *
     * @param valueAndGradient from x and the buffer to the value; it has to overwrite the buffer
     */
    public static GradientAssert assertThatFloatGradient(ToDoubleBiFunction<float[], float[]> valueAndGradient) {
        return of(PlainFunctions.floatsInPlace(UNNAMED, valueAndGradient)).in(DType.FLOAT32);
    }

    /**
     * {@return an assertion on the gradients of a value by several named arrays}
     *
     * @param value from the arrays, by name, to a number
     * @param gradients from the arrays to the gradient by each of them, under its name
     */
    public static GradientAssert assertThatGradients(
            ToDoubleFunction<NamedArrays> value, UnaryOperator<NamedArrays> gradients) {
        return GradientAssert.ofArrays(given -> ArrayFunction.ofValue(UNNAMED, given, value, gradients));
    }

    /**
     * {@return an assertion on the backward pass of a layer with several named arrays and outputs}
     *
     * @param forward from the arrays to the outputs, each with a name
     * @param backward from the arrays, and the cotangent of each output under the output's name, to the gradient by each array
     */
    public static GradientAssert assertThatLayer(
            UnaryOperator<NamedArrays> forward, BiFunction<NamedArrays, NamedArrays, NamedArrays> backward) {
        return GradientAssert.ofArrays(given -> new ArrayFunction(UNNAMED, given, forward, backward));
    }

    /**
     * {@return an assertion on a Jacobian, every row judged by itself: {@code r[i]} in a message is the row, {@code x[j]} the column}
     *
     * @param r from x to its components
     * @param jacobian from x to the matrix with ∂rᵢ/∂xⱼ at (i, j)
     */
    public static GradientAssert assertThatJacobian(
            UnaryOperator<double[]> r, Function<double[], double[][]> jacobian) {
        return GradientAssert.ofParts("r", new Part.Rows(r, jacobian, false));
    }

    /**
     * {@return an assertion on a Hessian: as the Jacobian of the gradient; where it is wrong and not symmetric, that is said}
     *
     * @param g from x to the gradient
     * @param hessian from x to the matrix with ∂gᵢ/∂xⱼ at (i, j)
     */
    public static GradientAssert assertThatHessian(UnaryOperator<double[]> g, Function<double[], double[][]> hessian) {
        return GradientAssert.ofParts("g", new Part.Rows(g, hessian, true));
    }

    /**
     * {@return an assertion on the product of the Hessian with a vector: for the gradient g that is H·v = Hᵀ·v, its backward pass}
     *
     * @param g from x to the gradient
     * @param product from x and v to H·v
     */
    public static GradientAssert assertThatHessianVector(UnaryOperator<double[]> g, BinaryOperator<double[]> product) {
        return of(PlainFunctions.vector("g", g, product));
    }

    /**
     * {@return an assertion on a derivative in forward mode, column by column and along one direction with all components}
     *
     * @param f from x to y
     * @param pushforward from x and a tangent u of x to J·u
     */
    public static GradientAssert assertThatPushforward(
            UnaryOperator<double[]> f, BinaryOperator<double[]> pushforward) {
        return GradientAssert.ofParts(UNNAMED, new Part.Adjoint(f, pushforward, Optional.empty()));
    }

    /**
     * {@return an assertion on a derivative in forward and reverse mode: both judged, and both sides of ⟨J·u, w⟩ = ⟨u, Jᵀ·w⟩ as well}
     *
     * @param f from x to y
     * @param pushforward from x and a tangent u of x to J·u
     * @param pullback from x and a cotangent w of y to Jᵀ·w
     */
    public static GradientAssert assertThatPushforward(
            UnaryOperator<double[]> f, BinaryOperator<double[]> pushforward, BinaryOperator<double[]> pullback) {
        return GradientAssert.ofParts(UNNAMED, new Part.Adjoint(f, pushforward, Optional.of(pullback)));
    }

    private static GradientAssert of(Differentiable function) {
        return GradientAssert.assertThatGradient(function);
    }
}
