package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Functions that throw instead of having a value, or have another number of outputs, at the point or beside it. */
class ThrowingFunctionTest {
    @Test
    void steps_at_which_the_function_throws_are_left_out() {
        Slope slope = slope(1, x -> requireNear(x, 1e-3).times(x));
        assertThat(Curve.holds(slope, 2)).isTrue();
        assertThat(slope.bound().orElseThrow()).isLessThan(1e-9);
        assertThat(slope.step()).isLessThan(1e-3);
        assertThat(slope.obstacle().orElseThrow())
                .matches(
                        "the forward pass throws IllegalArgumentException: too far \\(at ThrowingFunctionTest.java:\\d+\\) at a step of -0.00.*");
    }

    @Test
    void where_every_step_throws_nothing_is_known_and_the_smallest_step_is_named() {
        Slope slope = slope(1, x -> requireNear(x, 0));
        assertThat(slope.value()).isNaN();
        assertThat(slope.bound()).isEmpty();
        assertThat(slope.evaluations()).isEqualTo(50);
        assertThat(slope.obstacle().orElseThrow())
                .matches("the forward pass throws IllegalArgumentException: too far .* at a step of -3.*E-16");
    }

    @Test
    void a_function_that_throws_on_one_side_has_the_slope_of_the_other_and_says_so() {
        Slope slope = slope(0, x -> {
            if (x.at(0) < 0) {
                throw new ArithmeticException("negative");
            }
            return x;
        });
        assertThat(Curve.holds(slope, 1)).isTrue();
        assertThat(slope.obstacle().orElseThrow())
                .contains("on the right of the point only")
                .contains("ArithmeticException: negative (at ", ") at a step of -");
    }

    @Test
    void a_function_whose_outputs_are_not_as_many_as_at_the_point_has_no_value_there() {
        Slope slope = slope(1, x -> Tensor.zeros(DType.FLOAT64, Shape.of(x.at(0) == 1 ? 1 : 3)));
        assertThat(slope.bound()).isEmpty();
        assertThat(slope.obstacle().orElseThrow())
                .startsWith("the forward pass has 3 outputs, 1 at the point, at a step of ");
    }

    @Test
    void what_has_a_value_everywhere_has_no_obstacle() {
        assertThat(slope(1, x -> x.times(x)).obstacle()).isEmpty();
    }

    @Test
    void a_function_that_throws_at_the_point_is_one_clear_error() {
        assertThatThrownBy(() -> slope(1, x -> {
                    throw new IllegalStateException("no value");
                }))
                .isInstanceOf(OracleException.class)
                .hasMessageStartingWith(
                        "the forward pass has no value at the point itself, so there is nothing to differ"
                                + " from: it throws IllegalStateException: no value (at ThrowingFunctionTest.java:");
    }

    @Test
    void a_cotangent_of_another_size_than_the_output_is_refused() {
        assertThatThrownBy(() -> slope(1, x -> Tensor.zeros(DType.FLOAT64, Shape.of(2))))
                .isInstanceOf(OracleException.class)
                .hasMessage("the forward pass has 2 outputs, but the cotangent has 1 elements: it has to be of the"
                        + " output's shape");
    }

    @Test
    void a_function_that_throws_under_random_rounding_is_measured_by_close_values() {
        Slope slope = slope(1, x -> {
            if (!x.arithmetic().isNearest()) {
                throw new UnsupportedOperationException("nearest only");
            }
            return x.mapExactly(v -> v + 1e-6 * NoiseSource.at(v));
        });
        assertThat(slope.bound().orElseThrow()).isGreaterThan(1e-6);
        assertThat(Curve.holds(slope, 1)).isTrue();
    }

    @Test
    void a_value_that_is_no_number_under_random_rounding_hides_no_noise() {
        Slope slope = slope(
                1,
                x -> x.arithmetic().isNearest()
                        ? x.times(x)
                        : x.times(x)
                                .mapExactly(v -> x.arithmetic().seed().getAsLong() % 2 == 0 ? Double.NaN : v + 1e-6));
        assertThat(slope.bound().orElseThrow()).isBetween(1e-6, 1e-2);
        assertThat(Curve.holds(slope, 2)).isTrue();
    }

    private static Tensor requireNear(Tensor x, double distance) {
        if (Math.abs(x.at(0) - 1) > distance) {
            throw new IllegalArgumentException("too far");
        }
        return x;
    }

    private static Slope slope(double x, UnaryOperator<Tensor> function) {
        Tensor at = Tensor.of(DType.FLOAT64, Shape.of(1), x);
        Question question = new Question(
                new Forward(function), Parameters.of("x", at), Tensor.ones(DType.FLOAT64, at.shape()), Claim.NONE);
        return new FiniteDifferences().estimate(question).get(0).slopes().get(0);
    }

    private record Forward(UnaryOperator<Tensor> function) implements Differentiable {
        @Override
        public String name() {
            return "forward";
        }

        @Override
        public Tensor primal(Parameters point) {
            return function.apply(point.get("x"));
        }

        @Override
        public Vjp vjp(Parameters point) {
            throw new UnsupportedOperationException("an oracle sees the forward pass only");
        }
    }
}
