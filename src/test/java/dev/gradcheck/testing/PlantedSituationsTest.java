package dev.gradcheck.testing;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/** The situations in which other suites plant a wrong gradient: torch's test_gradcheck, Chainer, HIPS autograd, ceres. */
class PlantedSituationsTest {
    /** torch {@code test_gradcheck_backward_mul_by_grad_output}, {@code …_validates_inputs}: a Jacobian that is 1e-2 off. */
    @Test
    void a_jacobian_that_is_a_hundredth_off_is_flagged() {
        assertThat(said((x, v) ->
                        x.times(2).times(v).plus(v.mapExactly(one -> 1).times(1e-2))))
                .contains("dL/dx disagrees");
    }

    @Test
    void a_gradient_that_is_not_multiplied_by_its_cotangent_is_flagged() {
        assertThat(said((x, v) -> x.times(2))).contains("dL/dx disagrees");
    }

    @Test
    void a_gradient_that_is_divided_by_its_cotangent_is_flagged() {
        assertThat(said((x, v) -> x.times(2).dividedBy(v))).contains("dL/dx disagrees");
    }

    @Test
    void the_right_one_passes() {
        assertThat(said((x, v) -> x.times(2).times(v))).isEqualTo("agrees");
    }

    /** torch {@code test_gradcheck_undefined_grad}. */
    @Test
    void a_gradient_that_is_missing_is_malformed() {
        assertThat(said(new Squares((x, v) -> null))).contains("malformed");
    }

    /** Chainer {@code test_gradient_check.py}. */
    @Test
    void three_x_for_two_x_is_flagged_with_the_ratio() {
        assertThat(said(squares(3, 0), 1.7)).contains("disagrees").contains("ratio 1.50000");
    }

    /** HIPS autograd {@code test_tests.py}. */
    @Test
    void a_factor_of_2_001_for_2_is_flagged() {
        assertThat(said(squares(2.001, 0), 1.7)).contains("disagrees").contains("ratio 1.00050");
    }

    /** ceres {@code gradient_checker_test.cc} adds 1e-12, which its tolerance lets pass: of 3400 that is rounding. */
    @Test
    void an_error_of_1e_12_is_rounding_where_the_slope_is_large() {
        assertThat(said(squares(2, 1e-12), 1700)).isEqualTo("agrees");
    }

    /** Of 3.4 it is a thousand times rounding, and the bound on a parabola is ten times smaller. */
    @Test
    void an_error_of_1e_12_is_flagged_where_the_bound_is_smaller() {
        assertThat(said(squares(2, 1e-12), 1.7)).contains("disagrees");
    }

    /** pyadjoint's control. */
    @Test
    void a_gradient_of_zero_is_flagged() {
        assertThat(said(squares(0, 0), 1.7)).contains("disagrees");
    }

    private static ScalarFunction squares(double factor, double added) {
        return new ScalarFunction("x²", x -> x[0] * x[0], x -> new double[] {factor * x[0] + added});
    }

    private static String said(Differentiable function, double x) {
        Throwable thrown =
                catchThrowable(() -> assertThatGradient(function).at(x).isCorrect());
        return thrown == null ? "agrees" : thrown.getMessage();
    }

    private static String said(BinaryOperator<Tensor> backward) {
        return said(new Squares(backward));
    }

    private static String said(Differentiable function) {
        Parameters point = Parameters.of("x", Tensor.of(DType.FLOAT64, Shape.of(3), 0.3, -1.1, 2.5));
        Throwable thrown =
                catchThrowable(() -> assertThatGradient(function).at(point).isCorrect());
        return thrown == null ? "agrees" : thrown.getMessage();
    }

    /** x² element by element, (x, cotangent) ↦ gradient; null for none. */
    private record Squares(BinaryOperator<Tensor> backward) implements Differentiable {
        @Override
        public String name() {
            return "squares";
        }

        @Override
        public Tensor primal(Parameters point) {
            return point.get("x").times(point.get("x"));
        }

        @Override
        public Vjp vjp(Parameters point) {
            return new Vjp(primal(point), Parameters.NONE, v -> {
                Tensor gradient = backward.apply(point.get("x"), v);
                return gradient == null ? Parameters.NONE : Parameters.of("x", gradient);
            });
        }
    }
}
