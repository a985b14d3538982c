package dev.gradcheck.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Defects 6 and 7: what the notebook's formulas give once the prediction rounds to 1 or to 0. */
class SaturationTest {
    private static final NotebookNet NET = new NotebookNet(Seed.X, Seed.POSITIVE);

    @ParameterizedTest
    @CsvSource({"FLOAT32, 16", "FLOAT64, 36"})
    void defect_6_just_before_saturation_all_gradients_are_finite(DType dtype, double zo) {
        assertThat(Seed.gradient(NET, Seed.withOutput(dtype, zo)).tensors().values())
                .allMatch(t -> Double.isFinite(t.maxAbs()));
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 17", "FLOAT64, 37"})
    void defect_6_a_prediction_of_1_gives_nan_in_all_four_gradients(DType dtype, double zo) {
        Parameters point = Seed.withOutput(dtype, zo);
        assertThat(NET.vjp(point).trace().get("prediction").item()).isEqualTo(1);
        assertAllNaN(Seed.gradient(NET, point));
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 17", "FLOAT64, 37"})
    void defect_6_a_prediction_of_1_gives_a_loss_of_negative_zero(DType dtype, double zo) {
        assertThat(NET.primal(Seed.withOutput(dtype, zo))).isEqualTo(Tensor.scalar(dtype, -0.0));
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, -184", "FLOAT64, -746"})
    void defect_7_a_prediction_of_0_gives_an_infinite_loss_and_nan_in_all_four_gradients(DType dtype, double zo) {
        Parameters point = Seed.withOutput(dtype, zo);
        assertThat(NET.vjp(point).trace().get("prediction").item()).isZero();
        assertThat(NET.primal(point).item()).isEqualTo(Double.POSITIVE_INFINITY);
        assertAllNaN(Seed.gradient(NET, point));
    }

    @Test
    void a_nan_weight_gives_nan_in_the_notebook() {
        Parameters point = Seed.in(DType.FLOAT64).with("bh", Seed.float64(Shape.of(2, 1), Double.NaN, 1));
        assertThat(NET.primal(point).item()).isNaN();
        assertThat(NET.vjp(point).trace().get("uh").at(0)).isNaN();
        assertAllNaN(Seed.gradient(NET, point));
    }

    @Test
    void a_nan_weight_gives_nan_in_the_corrected_net() {
        CorrectedNet net = new CorrectedNet(Seed.X, Seed.POSITIVE);
        Parameters point = Seed.in(DType.FLOAT64).with("bh", Seed.float64(Shape.of(2, 1), Double.NaN, 1));
        assertThat(net.primal(point).item()).isNaN();
        Parameters gradient = Seed.gradient(net, point);
        assertThat(gradient.get("bo").item()).isNaN();
        assertThat(gradient.get("Wo").values()).containsOnly(Double.NaN);
        assertThat(gradient.get("bh").at(0)).isNaN();
        assertThat(gradient.get("Wh").at(0)).isNaN();
    }

    private static void assertAllNaN(Parameters gradient) {
        gradient.tensors().forEach((name, tensor) -> assertThat(Arrays.stream(tensor.values()))
                .as(name)
                .isNotEmpty()
                .allMatch(v -> Double.isNaN(v)));
    }
}
