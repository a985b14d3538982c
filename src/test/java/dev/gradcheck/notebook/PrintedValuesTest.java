package dev.gradcheck.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The six values that the notebook prints, bit for bit: shape, sign of zero and every digit. */
class PrintedValuesTest {
    private static final NotebookNet NET = new NotebookNet(Seed.X, Seed.POSITIVE);

    /** Shortest decimal texts of float32 numbers, as torch prints them: the parser rounds them back to those numbers. */
    private static final float LARGE = Float.parseFloat("-1.4781952e-05");

    static Parameters[] points() {
        return new Parameters[] {Seed.POINT, Seed.in(DType.FLOAT32)};
    }

    @ParameterizedTest
    @MethodSource("points")
    void the_prediction_is_the_printed_one(Parameters point) {
        assertThat(NET.vjp(point).trace().get("prediction"))
                .isEqualTo(Tensor.of(DType.FLOAT32, Shape.of(1), 0.9999963045120239));
    }

    @ParameterizedTest
    @MethodSource("points")
    void the_loss_is_the_printed_one(Parameters point) {
        Tensor expected = Tensor.scalar(DType.FLOAT32, Float.parseFloat("3.6954948e-06"));
        assertThat(NET.primal(point)).isEqualTo(expected);
        assertThat(NET.vjp(point).primal()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("points")
    void the_gradient_of_the_output_weights_is_the_printed_one(Parameters point) {
        assertThat(Seed.gradient(NET, point).get("Wo")).isEqualTo(Seed.float32(Shape.of(2, 1), LARGE, -0.0));
    }

    @ParameterizedTest
    @MethodSource("points")
    void the_gradient_of_the_output_bias_is_the_printed_one(Parameters point) {
        assertThat(Seed.gradient(NET, point).get("bo"))
                .isEqualTo(Tensor.of(DType.FLOAT32, Shape.of(1), -3.6954879760742188e-06));
    }

    @ParameterizedTest
    @MethodSource("points")
    void the_gradient_of_the_hidden_weights_is_the_printed_one(Parameters point) {
        assertThat(Seed.gradient(NET, point).get("Wh"))
                .isEqualTo(Seed.float32(Shape.of(2, 2), LARGE, Float.parseFloat("-2.2172928e-05"), -0.0, -0.0));
    }

    @ParameterizedTest
    @MethodSource("points")
    void the_gradient_of_the_hidden_bias_is_the_printed_one(Parameters point) {
        assertThat(Seed.gradient(NET, point).get("bh"))
                .isEqualTo(Tensor.of(DType.FLOAT32, Shape.of(1), -1.4781951904296875e-05));
    }

    @ParameterizedTest
    @MethodSource("points")
    void the_gradients_come_in_the_order_of_the_parameters(Parameters point) {
        assertThat(Seed.gradient(NET, point).names()).containsExactly("Wh", "bh", "Wo", "bo");
    }

    @ParameterizedTest
    @MethodSource("points")
    void the_trace_is_that_of_the_forward_pass(Parameters point) {
        Vjp vjp = NET.vjp(point);
        assertThat(vjp.trace().names()).containsExactly("prediction", "zh", "uh", "zo");
        assertThat(vjp.trace().get("zh").values()).containsExactly(4, -1);
        assertThat(vjp.trace().get("uh").values()).containsExactly(4, 0);
        assertThat(vjp.trace().get("zo")).isEqualTo(Seed.float32(Shape.of(1), 12.5));
    }

    @Test
    void an_input_of_another_dtype_is_taken_in_that_of_the_weights() {
        NotebookNet wide = new NotebookNet(Seed.X.as(DType.FLOAT64), Tensor.scalar(DType.FLOAT64, 1));
        Parameters point = Seed.in(DType.FLOAT32);
        assertThat(wide.primal(point)).isEqualTo(NET.primal(point));
        assertThat(Seed.gradient(wide, point)).isEqualTo(Seed.gradient(NET, point));
    }

    @ParameterizedTest
    @MethodSource("points")
    void the_cotangent_scales_every_gradient(Parameters point) {
        Parameters doubled = NET.vjp(point).pullback().apply(Tensor.scalar(DType.FLOAT32, -2));
        assertThat(doubled).isEqualTo(Seed.gradient(NET, point).map(t -> t.times(-2)));
    }
}
