package dev.gradcheck.examples;

import static dev.gradcheck.testing.GradientAssertions.assertThatDerivative;
import static dev.gradcheck.testing.GradientAssertions.assertThatFloatGradient;
import static dev.gradcheck.testing.GradientAssertions.assertThatGradient;
import static dev.gradcheck.testing.GradientAssertions.assertThatGradients;
import static dev.gradcheck.testing.GradientAssertions.assertThatHessian;
import static dev.gradcheck.testing.GradientAssertions.assertThatHessianVector;
import static dev.gradcheck.testing.GradientAssertions.assertThatJacobian;
import static dev.gradcheck.testing.GradientAssertions.assertThatLayer;
import static dev.gradcheck.testing.GradientAssertions.assertThatPushforward;

import dev.gradcheck.function.NamedArrays;
import org.junit.jupiter.api.Test;

/** Derivatives of plain Java code, in every form that they come in. */
class PlainJavaTest {
    @Test
    void a_gradient() {
        assertThatGradient(PlainJava::rosenbrock, PlainJava::rosenbrockGradient)
                .at(-1.2, 1)
                .isCorrect();
    }

    @Test
    void the_derivative_of_a_function_of_one_number() {
        assertThatDerivative(Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x))
                .at(0.3)
                .isCorrect();
    }

    @Test
    void value_and_gradient_in_one_call_with_a_buffer() {
        assertThatGradient(PlainJava::rosenbrockInPlace).at(-1.2, 1).isCorrect();
    }

    @Test
    void a_kernel_in_float() {
        assertThatFloatGradient(PlainJava::softplus, PlainJava::softplusGradient)
                .at(new float[] {0.5f, -2f, 3.25f})
                .isCorrect();
    }

    @Test
    void several_arrays_and_labels() {
        assertThatGradients(
                        in -> PlainJava.loss(in.matrix("W"), in.doubles("b"), in.ints("label")),
                        in -> NamedArrays.of("W", PlainJava.dW(in.matrix("W"), in.doubles("b"), in.ints("label")))
                                .and("b", PlainJava.db(in.matrix("W"), in.doubles("b"), in.ints("label"))))
                .at("W", new double[][] {{1, 2}, {-1, 0.5}, {0, 0.3}})
                .at("b", new double[] {0.25, -3, 1})
                .given("label", new int[] {2})
                .isCorrect();
    }

    @Test
    void a_layer_with_two_outputs() {
        assertThatLayer(
                        in -> NamedArrays.of("sum", in.number("a") + in.number("b"))
                                .and("product", in.number("a") * in.number("b")),
                        (in, v) -> NamedArrays.of("a", v.number("sum") + in.number("b") * v.number("product"))
                                .and("b", v.number("sum") + in.number("a") * v.number("product")))
                .at("a", 3.0)
                .at("b", -0.5)
                .isCorrect();
    }

    @Test
    void a_jacobian() {
        assertThatJacobian(PlainJava::polar, PlainJava::polarJacobian)
                .at(2, 0.5)
                .isCorrect();
    }

    @Test
    void a_hessian() {
        assertThatHessian(PlainJava::rosenbrockGradient, PlainJava::rosenbrockHessian)
                .at(-1.2, 1)
                .isCorrect();
    }

    @Test
    void the_product_of_a_hessian_with_a_vector() {
        assertThatHessianVector(PlainJava::rosenbrockGradient, PlainJava::rosenbrockHessianTimes)
                .at(-1.2, 1)
                .isCorrect();
    }

    @Test
    void forward_mode_and_its_transpose() {
        assertThatPushforward(PlainJava::polar, PlainJava::polarTimes, PlainJava::polarTransposedTimes)
                .at(2, 0.5)
                .isCorrect();
    }
}
