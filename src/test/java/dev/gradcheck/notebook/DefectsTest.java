package dev.gradcheck.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbered defects of the notebook, each of which the transcription has to keep. Those of saturation are in SaturationTest. */
class DefectsTest {
    private static final NotebookNet NET = new NotebookNet(Seed.X, Seed.POSITIVE);

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void defect_1_the_output_weights_lie_along_the_columns_of_the_hidden_gradient(DType dtype) {
        Tensor wh = Seed.gradient(NET, Seed.in(dtype)).get("Wh");
        // Wo[1]/Wo[0] = 6/4; one rounding of each product
        assertThat(wh.at(1) / wh.at(0)).isCloseTo(1.5, within(4 * dtype.unitRoundoff()));
    }

    @Test
    void defect_1_a_single_hidden_unit_gets_the_weight_of_the_other() {
        Parameters point = Seed.in(DType.FLOAT64).with("Wo", Seed.float64(Shape.of(2), 0, 6));
        Tensor wh = Seed.gradient(NET, point).get("Wh");
        assertThat(wh.at(0)).isZero();
        assertThat(wh.at(1)).isNotZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void defect_2_the_hidden_bias_gets_the_sum_over_the_hidden_units(DType dtype) {
        // both units active: zh = [4, 9]
        Parameters point = Seed.in(dtype)
                .with("bh", Tensor.of(dtype, Shape.of(2, 1), -2, 11))
                .with("bo", Tensor.of(dtype, Shape.of(1), -70));
        Parameters gradient = Seed.gradient(NET, point);
        assertThat(gradient.get("bh").shape()).isEqualTo(Shape.of(1));
        assertThat(gradient.get("bh").item())
                .isEqualTo(gradient.get("bo").times(4 + 6).item());
    }

    @Test
    void defect_3_the_gradient_of_the_output_weights_is_a_column() {
        assertThat(Seed.gradient(NET, Seed.POINT).get("Wo").shape()).isEqualTo(Shape.of(2, 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void defect_4_at_target_0_the_loss_is_0_for_every_weight_and_the_gradient_is_not(DType dtype) {
        NotebookNet negative = new NotebookNet(Seed.X, Seed.NEGATIVE);
        for (double zo : new double[] {-3, 0.5, 2, 12.5}) {
            Parameters point = Seed.withOutput(dtype, zo);
            assertThat(negative.primal(point).item()).isZero();
            // (1-y)/(1-ŷ) · ŷ(1-ŷ) = ŷ, up to the roundings of 1-ŷ that do not cancel
            double yHat = negative.vjp(point).trace().get("prediction").item();
            assertThat(Seed.gradient(negative, point).get("bo").item())
                    .isCloseTo(yHat, within(8 * dtype.unitRoundoff()));
        }
    }

    @Test
    void defect_5_float32_loses_0_84_percent() {
        Parameters single = Seed.gradient(NET, Seed.in(DType.FLOAT32));
        double truth = -3.7266392841866e-06;
        double relative = Math.abs(single.get("bo").item() - truth) / Math.abs(truth);
        assertThat(relative).isBetween(0.0083, 0.0085);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void defect_8_the_derivative_of_relu_at_0_is_1(DType dtype) {
        Parameters point = Seed.in(dtype)
                .with("bh", Tensor.of(dtype, Shape.of(2, 1), -6, 1))
                .with("bo", Tensor.of(dtype, Shape.of(1), 0.5));
        assertThat(NET.vjp(point).trace().get("zh").at(0)).isZero();
        Parameters gradient = Seed.gradient(NET, point);
        assertThat(gradient.get("Wh").at(0))
                .isEqualTo(gradient.get("bo").times(4).item());
    }

    @Test
    void defect_9_the_parameters_are_integers_and_the_gradients_are_not() {
        assertThat(Seed.POINT.get("Wh").dtype()).isEqualTo(DType.INT32);
        assertThat(Seed.gradient(NET, Seed.POINT).tensors().values()).allMatch(t -> t.dtype() == DType.FLOAT32);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void defect_10_two_samples_go_forward_but_not_back(DType dtype) {
        NotebookNet two = new NotebookNet(Tensor.of(DType.INT32, Shape.of(2, 2), 1, 2, 1, 3), Seed.POSITIVE);
        Parameters point = Seed.in(dtype);
        assertThat(two.vjp(point).trace().get("prediction").shape()).isEqualTo(Shape.of(2));
        assertThatThrownBy(() -> Seed.gradient(two, point))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Boolean value of Tensor with more than one value is ambiguous: the mask reads a row of"
                        + " 2 samples as one number");
    }

    @Test
    void the_loss_of_two_samples_is_the_sum_of_both() {
        NotebookNet two = new NotebookNet(Tensor.of(DType.INT32, Shape.of(2, 2), 1, 1, 1, 1), Seed.POSITIVE);
        double one = NET.primal(Seed.in(DType.FLOAT64)).item();
        assertThat(two.primal(Seed.in(DType.FLOAT64)).item()).isEqualTo(2 * one);
    }
}
