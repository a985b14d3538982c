package dev.gradcheck.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ScalarFunctionTest {
    private static final ScalarFunction PRODUCT =
            new ScalarFunction("product", x -> x[0] * x[1], x -> new double[] {x[1], x[0]});

    @Test
    void the_point_is_one_float64_vector() {
        double[] x = {3, 4};
        Parameters point = ScalarFunction.point(x);
        x[0] = 9;
        assertThat(point.names()).containsExactly("x");
        assertThat(point.get("x")).isEqualTo(Tensor.of(DType.FLOAT64, Shape.of(2), 3, 4));
    }

    @Test
    void the_primal_is_the_value() {
        assertThat(PRODUCT.primal(ScalarFunction.point(3, 4))).isEqualTo(Tensor.scalar(DType.FLOAT64, 12));
    }

    @Test
    void the_vjp_has_the_value_and_no_trace() {
        Vjp vjp = PRODUCT.vjp(ScalarFunction.point(3, 4));
        assertThat(vjp.primal().item()).isEqualTo(12);
        assertThat(vjp.trace()).isEqualTo(Parameters.NONE);
    }

    @Test
    void the_pullback_scales_the_gradient_by_the_cotangent() {
        Parameters gradient =
                PRODUCT.vjp(ScalarFunction.point(3, 4)).pullback().apply(Tensor.scalar(DType.FLOAT64, -2));
        assertThat(gradient).isEqualTo(ScalarFunction.point(-8, -6));
    }

    @Test
    void a_float32_cotangent_is_taken_as_it_is() {
        Parameters gradient =
                PRODUCT.vjp(ScalarFunction.point(3, 4)).pullback().apply(Tensor.scalar(DType.FLOAT32, 0.5));
        assertThat(gradient).isEqualTo(ScalarFunction.point(2, 1.5));
    }

    @Test
    void random_rounding_does_not_reach_inside() {
        ScalarFunction third = new ScalarFunction("third", x -> x[0] / 3, x -> new double[] {1.0 / 3});
        for (long seed = 0; seed < 16; seed++) {
            Parameters point = ScalarFunction.point(1).in(Arithmetic.randomised(DType.FLOAT64, seed));
            Vjp vjp = third.vjp(point);
            assertThat(vjp.primal()).isEqualTo(Tensor.scalar(DType.FLOAT64, 1.0 / 3));
            assertThat(vjp.pullback()
                            .apply(Tensor.scalar(DType.FLOAT64, 1))
                            .get("x")
                            .item())
                    .isEqualTo(1.0 / 3);
        }
    }

    @Test
    void a_function_that_writes_into_its_argument_is_an_error_and_does_not_change_the_point() {
        ScalarFunction greedy = new ScalarFunction("greedy", x -> x[0] = 9, x -> new double[] {0});
        Parameters point = ScalarFunction.point(3);
        assertThatThrownBy(() -> greedy.primal(point))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the value of greedy changed its argument: copy it before writing");
        assertThat(point.get("x").item()).isEqualTo(3);
    }

    @Test
    void a_gradient_that_writes_into_its_argument_is_an_error() {
        ScalarFunction greedy = new ScalarFunction("greedy", x -> x[0], x -> {
            x[0] = 1;
            return x;
        });
        Pullback pullback = greedy.vjp(ScalarFunction.point(3)).pullback();
        assertThatThrownBy(() -> pullback.apply(Tensor.scalar(DType.FLOAT64, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the gradient of greedy changed its argument: copy it before writing");
    }

    @Test
    void a_gradient_of_another_length_is_handed_on_for_the_check_to_find() {
        ScalarFunction wide = new ScalarFunction("wide", x -> x[0], x -> new double[] {1, 2});
        Parameters gradient = wide.vjp(ScalarFunction.point(3)).pullback().apply(Tensor.scalar(DType.FLOAT64, 1));
        assertThat(gradient.get("x").shape()).isEqualTo(Shape.of(2));
    }
}
