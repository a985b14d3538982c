package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and derivatives of activations against 60 decimal digits, computed by their definition in Python's decimal. */
class ActivationTest {
    @ParameterizedTest
    @CsvSource({
        "sigmoid, -800, 0.0, 0.0",
        "sigmoid, -40, 4.248354255291589e-18, 4.248354255291589e-18",
        "sigmoid, -2.5, 0.07585818002124355, 0.07010371654510816",
        "sigmoid, -0.125, 0.46879062662624377, 0.24902597501361748",
        "sigmoid, 0, 0.5, 0.25",
        "sigmoid, 0.75, 0.679178699175393, 0.21789499376181404",
        "sigmoid, 3, 0.9525741268224333, 0.04517665973091213",
        "sigmoid, 40, 1.0, 4.248354255291589e-18",
        "sigmoid, 800, 1.0, 0.0",
        "tanh, -800, -1.0, 0.0",
        "tanh, -40, -1.0, 7.219405551381661e-35",
        "tanh, -2.5, -0.9866142981514303, 0.02659222668316062",
        "tanh, -0.125, -0.12435300177159621, 0.9845363309503934",
        "tanh, 0, 0.0, 1.0",
        "tanh, 0.75, 0.6351489523872873, 0.5965858082813315",
        "tanh, 3, 0.9950547536867305, 0.00986603716544019",
        "tanh, 40, 1.0, 7.219405551381661e-35",
        "tanh, 800, 1.0, 0.0",
        "softplus, -800, 0.0, 0.0",
        "softplus, -40, 4.248354255291589e-18, 4.248354255291589e-18",
        "softplus, -2.5, 0.07888973429254963, 0.07585818002124355",
        "softplus, -0.125, 0.6325990353171691, 0.46879062662624377",
        "softplus, 0, 0.6931471805599453, 0.5",
        "softplus, 0.75, 1.1368710061148999, 0.679178699175393",
        "softplus, 3, 3.048587351573742, 0.9525741268224333",
        "softplus, 40, 40.0, 1.0",
        "softplus, 800, 800.0, 1.0"
    })
    void value_and_derivative_are_right_to_four_roundings_however_saturated(
            String name, double x, double value, double derivative) {
        for (DType dtype : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
            Elementwise activation = (Elementwise) Nets.ACTIVATIONS.get(name);
            Tensor at = Tensor.scalar(dtype, x);
            assertThat(activation.value(at).item()).isCloseTo(value, roundings(4, value, dtype));
            assertThat(activation.derivative(at).item()).isCloseTo(derivative, roundings(4, derivative, dtype));
            assertThat(activation.value(at).dtype()).isEqualTo(dtype);
        }
    }

    @Test
    void the_slope_of_tanh_is_a_subnormal_number_before_it_is_zero() {
        assertThat(new Tanh().derivative(scalar(360)).item()).isCloseTo(8.12892320967e-313, withinPercentage(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "leaky", "tanh", "sigmoid", "softplus"})
    void not_a_number_stays_one(String name) {
        Elementwise activation = (Elementwise) Nets.ACTIVATIONS.get(name);
        assertThat(activation.value(scalar(Double.NaN)).item()).isNaN();
    }

    @Test
    void smooth_activations_have_no_slope_where_there_is_no_number() {
        for (String name : new String[] {"tanh", "sigmoid", "softplus"}) {
            Elementwise activation = (Elementwise) Nets.ACTIVATIONS.get(name);
            assertThat(activation.derivative(scalar(Double.NaN)).item()).isNaN();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2.5, 2.5, 1",
        "-2.5, 0, 0",
        "0, 0, 0",
        "-0.0, 0, 0",
        "4.9e-324, 4.9e-324, 1",
        "-4.9e-324, 0, 0",
        "NaN, NaN, 1"
    })
    void relu_is_the_positive_part_with_slope_0_at_the_kink(double x, double value, double derivative) {
        assertThat(new Relu().value(scalar(x))).isEqualTo(scalar(value));
        assertThat(new Relu().derivative(scalar(x)).item()).isEqualTo(derivative);
    }

    @ParameterizedTest
    @CsvSource({
        "2.5, 2.5, 1",
        "-2.5, -0.625, 0.25",
        "0, 0, 0.25",
        "-0.0, -0.0, 0.25",
        "4.9e-324, 4.9e-324, 1",
        "NaN, NaN, 1"
    })
    void leaky_relu_has_its_slope_below_and_at_the_kink(double x, double value, double derivative) {
        assertThat(new LeakyRelu(0.25).value(scalar(x))).isEqualTo(scalar(value));
        assertThat(new LeakyRelu(0.25).derivative(scalar(x)).item()).isEqualTo(derivative);
    }

    @Test
    void the_slope_of_a_leaky_relu_is_rounded_to_the_dtype() {
        Tensor below = Tensor.scalar(DType.FLOAT32, -1);
        assertThat(new LeakyRelu(0.01).derivative(below).item()).isEqualTo(0.01f);
        assertThat(new LeakyRelu(0.01).value(below).item()).isEqualTo(-0.01f);
    }

    @Test
    void kinked_activations_know_their_slopes_on_both_sides() {
        assertThat(new Relu().leftSlope()).isZero();
        assertThat(new Relu().rightSlope()).isOne();
        assertThat(new LeakyRelu(0.25).leftSlope()).isEqualTo(0.25);
        assertThat(new LeakyRelu(0.25).rightSlope()).isOne();
    }

    @Test
    void the_backward_pass_multiplies_by_the_derivative_and_has_no_parameters() {
        Tensor x = Nets.rows(Shape.of(2, 2), -1, 2, 0, 3);
        Layer.Applied applied = new LeakyRelu(0.5).apply(Parameters.NONE, x);
        assertThat(applied.output()).isEqualTo(Nets.rows(Shape.of(2, 2), -0.5, 2, 0, 3));
        Layer.Pulled pulled = applied.backward().apply(Nets.rows(Shape.of(2, 2), 10, 20, 30, 40));
        assertThat(pulled.inputBar()).isEqualTo(Nets.rows(Shape.of(2, 2), 5, 20, 15, 40));
        assertThat(pulled.parameterBars()).isEqualTo(Parameters.NONE);
    }

    @Test
    void an_elementary_function_moves_under_random_rounding() {
        Tensor x = scalar(0.75);
        Tensor nearest = new Sigmoid().value(x);
        assertThat(LongStream.range(0, 20)
                        .mapToDouble(seed -> new Sigmoid()
                                .value(x.in(Arithmetic.randomised(DType.FLOAT64, seed)))
                                .item())
                        .distinct())
                .hasSizeGreaterThan(1)
                .allMatch(v -> Math.abs(v - nearest.item()) <= Math.ulp(1.0));
    }

    @Test
    void activations_have_names() {
        assertThat(new Relu().name()).isEqualTo("relu");
        assertThat(new LeakyRelu(0.25).name()).isEqualTo("leaky relu 0.25");
        assertThat(new Tanh().name()).isEqualTo("tanh");
        assertThat(new Sigmoid().name()).isEqualTo("sigmoid");
        assertThat(new Softplus().name()).isEqualTo("softplus");
    }

    private static Offset<Double> roundings(int count, double value, DType dtype) {
        return Offset.offset(
                count * dtype.unitRoundoff() * Math.abs(value) + (dtype == DType.FLOAT32 ? Float.MIN_VALUE : 0));
    }

    private static Tensor scalar(double value) {
        return Tensor.scalar(DType.FLOAT64, value);
    }
}
