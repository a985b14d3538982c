package dev.gradcheck.testing;

import static dev.gradcheck.testing.GradientAssertions.assertThatDerivative;
import static dev.gradcheck.testing.GradientAssertions.assertThatFloatGradient;
import static dev.gradcheck.testing.GradientAssertions.assertThatGradient;
import static dev.gradcheck.testing.GradientAssertions.assertThatGradients;
import static dev.gradcheck.testing.GradientAssertions.assertThatHessian;
import static dev.gradcheck.testing.GradientAssertions.assertThatHessianVector;
import static dev.gradcheck.testing.GradientAssertions.assertThatJacobian;
import static dev.gradcheck.testing.GradientAssertions.assertThatLayer;
import static dev.gradcheck.testing.GradientAssertions.assertThatPushforward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.NamedArrays;
import dev.gradcheck.function.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every form of derivative, with a fault in it. */
class GradientAssertionsTest {
    @Test
    void a_wrong_derivative_is_told_by_its_name() {
        assertThat(failure(assertThatDerivative(Math::tanh, x -> 1 - Math.tanh(x))
                        .named("tanh")
                        .at(0.3)))
                .startsWith("tanh: dL/dx disagrees");
    }

    @Test
    void every_message_ends_with_the_line_that_reproduces_it() {
        assertThat(failure(assertThatDerivative(Math::sin, Math::sin).at(0.3)))
                .endsWith(
                        "\nreproduce with mvn test -Dtest=GradientAssertionsTest#every_message_ends_with_the_line_that_reproduces_it");
    }

    @Test
    void a_buffer_that_is_added_to_is_told() {
        assertThat(failure(assertThatGradient((double[] x, double[] g) -> {
                            g[0] += 2 * x[0];
                            return x[0] * x[0];
                        })
                        .at(3)))
                .contains("f does not overwrite g[0]: it leaves what was in the buffer, or adds to it");
    }

    @Test
    void a_buffer_of_floats_that_is_not_written_is_told() {
        assertThat(failure(assertThatFloatGradient((float[] x, float[] g) -> {
                            g[0] = 2 * x[0];
                            return x[0] * x[0] + x[1];
                        })
                        .at(3, 1)))
                .contains("f does not overwrite g[1]");
    }

    @Test
    void nan_that_is_written_is_judged_as_such() {
        assertThat(failure(assertThatGradient((double[] x, double[] g) -> {
                            g[0] = Double.NaN;
                            return x[0];
                        })
                        .at(3)))
                .contains("x[0] of shape (1)", "NaN")
                .doesNotContain("overwrite");
    }

    @Test
    void a_function_in_place_with_a_wrong_sign_disagrees() {
        assertThat(failure(assertThatGradient((double[] x, double[] g) -> {
                            g[0] = -2 * x[0];
                            return x[0] * x[0];
                        })
                        .at(3)))
                .contains("ratio -1.00000");
    }

    @Test
    void a_float_kernel_that_is_off_by_a_thousandth_disagrees() {
        assertThat(failure(assertThatFloatGradient(
                                x -> x[0] * x[0] * x[1], x -> new float[] {2 * x[0] * x[1], 1.001f * x[0] * x[0]})
                        .at(new float[] {1.5f, -2})))
                .contains("x[1] of shape (2)");
    }

    @Test
    void float_kernels_that_are_right_agree() {
        assertThatFloatGradient(x -> x[0] * x[0] * x[1], x -> new float[] {2 * x[0] * x[1], x[0] * x[0]})
                .at(0.1, -0.3)
                .isCorrect();
    }

    @Test
    void one_wrong_array_of_two_is_named_and_the_other_is_not() {
        GradientAssert wrong = product(2).at("a", 3.0).at("b", new double[] {1, -2});
        assertThat(failure(wrong)).contains("dL/db").doesNotContain("dL/da");
    }

    @Test
    void only_the_named_array_is_judged() {
        product(2).at("a", 3.0).at("b", new double[] {1, -2}).only("a").isCorrect();
        assertThat(failure(product(2).at("a", 3.0).at("b", new double[] {1, -2}).only("b")))
                .contains("dL/db");
    }

    @Test
    void an_array_to_judge_alone_that_is_not_there_is_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> product(1)
                        .at("a", 3.0)
                        .at("b", new double[] {1})
                        .only("c")
                        .isCorrect())
                .withMessage("there is no parameter c to check alone: the point has [a, b]");
    }

    @Test
    void floats_among_the_arrays_make_a_pass_in_float32() {
        assertThat(failure(product(2).at("a", 3f).at("b", new float[] {1, -2}))).contains("float32");
    }

    @Test
    void integers_are_given_and_not_differentiated() {
        assertThatGradients(
                        in -> in.doubles("x")[in.ints("at")[0]],
                        in -> NamedArrays.of("x", unit(in.doubles("x").length, in.ints("at")[0])))
                .at("x", new double[] {1, 2, 3})
                .given("at", new int[] {1})
                .isCorrect();
    }

    @Test
    void an_input_for_a_function_that_has_none_is_told() {
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThatDerivative(Math::sin, Math::cos).given("k", 1))
                .withMessageStartingWith("given(…) is for assertThatGradients and assertThatLayer");
    }

    @Test
    void a_cotangent_that_goes_to_the_wrong_output_is_seen() {
        assertThat(failure(assertThatLayer(
                                in -> NamedArrays.of("double", 2 * in.number("a"))
                                        .and("square", in.number("a") * in.number("a")),
                                (in, v) -> NamedArrays.of(
                                        "a", 2 * v.number("square") + 2 * in.number("a") * v.number("double")))
                        .at("a", 3.0)))
                .contains("dL/da disagrees");
    }

    @Test
    void a_layer_without_outputs_is_told() {
        assertThat(failure(
                        assertThatLayer(in -> NamedArrays.none(), (in, v) -> in).at("a", 3.0)))
                .contains("returns no output");
    }

    @Test
    void a_jacobian_is_judged_by_row_and_column() {
        assertThat(failure(assertThatJacobian(x -> new double[] {x[0] * x[1], x[0] + x[1]}, x ->
                                new double[][] {{x[1], x[0]}, {1, 2}})
                        .at(3, 4)))
                .startsWith("r[1]: dL/dx disagrees")
                .contains("x[1] of shape (2)")
                .doesNotContain("r[0]");
    }

    @Test
    void a_jacobian_of_the_wrong_height_is_told() {
        assertThat(failure(assertThatJacobian(x -> new double[] {x[0], 2 * x[0]}, x -> new double[][] {{1}})
                        .at(3)))
                .contains("the Jacobian has 1 rows, but r has 2 components");
    }

    @Test
    void a_function_that_throws_is_a_finding_of_its_jacobian() {
        assertThat(failure(assertThatJacobian(
                                x -> {
                                    throw new UnsupportedOperationException("later");
                                },
                                x -> new double[][] {{1}})
                        .at(3)))
                .contains("UnsupportedOperationException: later");
    }

    @Test
    void a_hessian_that_is_wrong_and_not_symmetric_is_both() {
        assertThat(failure(assertThatHessian(x -> new double[] {2 * x[0] + 3 * x[1], 3 * x[0] + 8 * x[1]}, x ->
                                new double[][] {{2, 3}, {-3, 8}})
                        .at(1, 2)))
                .startsWith("g[1]: ")
                .contains("the Hessian is not symmetric: H[1][0] = -3.0, H[0][1] = 3.0");
    }

    @Test
    void a_hessian_product_that_lacks_a_row_disagrees() {
        assertThat(failure(
                        assertThatHessianVector(x -> new double[] {2 * x[0] + 3 * x[1], 3 * x[0] + 8 * x[1]}, (x, v) ->
                                        new double[] {2 * v[0] + 3 * v[1], 3 * v[0]})
                                .at(1, 2)))
                .contains("g: dL/dx disagrees", "x[1]");
    }

    @Test
    void a_wrong_column_of_a_pushforward_is_named() {
        assertThat(failure(assertThatPushforward(
                                x -> new double[] {x[0] * x[1], x[0]}, (x, u) -> new double[] {x[1] * u[0], u[0]})
                        .at(3, 4)))
                .contains("f: dL/dx disagrees", "x[1] of shape (2)", "⟨J·u, w⟩");
    }

    @Test
    void of_two_modes_that_contradict_each_other_the_wrong_one_is_named() {
        assertThat(failure(assertThatPushforward(
                                x -> new double[] {x[0] * x[1], x[0]},
                                (x, u) -> new double[] {x[1] * u[0] + x[0] * u[1], u[0]},
                                (x, w) -> new double[] {x[1] * w[0], x[0] * w[0]})
                        .at(3, 4)))
                .contains("f: Jᵀ·w: dL/dx disagrees", "⟨u, Jᵀ·w⟩")
                .doesNotContain("⟨J·u, w⟩");
    }

    @Test
    void a_pushforward_that_is_not_linear_is_seen_along_a_direction() {
        assertThat(failure(assertThatPushforward(
                                x -> new double[] {x[0] + x[1]}, (x, u) -> new double[] {u[0] * u[0] + u[1] * u[1]})
                        .at(3, 4)))
                .contains("⟨J·u, w⟩");
    }

    @Test
    void a_seed_of_its_own_is_used() {
        List<Double> seen = new ArrayList<>();
        for (long seed : new long[] {1, 2, 1}) {
            double[] last = new double[1];
            assertThatGradient(x -> new double[] {x[0], 2 * x[0]}, (x, v) -> {
                        last[0] = v[0] == 0 || seen.size() >= 3 ? last[0] : v[0] * 1000 + v[1];
                        return new double[] {v[0] + 2 * v[1]};
                    })
                    .withSeed(seed)
                    .at(3)
                    .isCorrect();
            seen.add(last[0]);
        }
        assertThat(seen.get(0)).isEqualTo(seen.get(2)).isNotEqualTo(seen.get(1));
    }

    @Test
    void passes_that_are_two_methods_make_a_function() {
        Differentiable square = Differentiable.of(
                "square",
                at -> at.get("x").times(at.get("x")),
                (at, v) -> Parameters.of("x", v.times(at.get("x")).times(2)));
        assertThatGradient(square).at(3).isCorrect();
        Differentiable wrong = Differentiable.of(
                "square", at -> at.get("x").times(at.get("x")), (at, v) -> Parameters.of("x", v.times(at.get("x"))));
        assertThat(failure(assertThatGradient(wrong).at(3))).startsWith("square: dL/dx disagrees");
    }

    @Test
    void a_function_that_writes_into_its_argument_is_told() {
        assertThat(failure(assertThatGradient(x -> new double[] {x[0]++}, (x, v) -> v)
                        .at(3)))
                .contains("the value of f changed its argument: copy it before writing");
    }

    /** a·Σb, with the gradient by b times a factor. */
    private static GradientAssert product(double factor) {
        return assertThatGradients(
                in -> {
                    double sum = 0;
                    for (double b : in.doubles("b")) {
                        sum += b;
                    }
                    return in.number("a") * sum;
                },
                in -> {
                    double[] db = new double[in.doubles("b").length];
                    double sum = 0;
                    for (int i = 0; i < db.length; i++) {
                        db[i] = factor * in.number("a");
                        sum += in.doubles("b")[i];
                    }
                    return NamedArrays.of("a", sum).and("b", db);
                });
    }

    private static double[] unit(int length, int at) {
        double[] unit = new double[length];
        unit[at] = 1;
        return unit;
    }

    private static String failure(GradientAssert assertion) {
        List<String> messages = new ArrayList<>();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(assertion::isCorrect)
                .satisfies(e -> messages.add(e.getMessage()));
        return messages.get(0).strip();
    }
}
