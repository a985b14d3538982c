package dev.gradcheck.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The corrected net where the notebook fails; expected values in closed form. */
class CorrectedNetTest {
    private static final CorrectedNet POSITIVE = new CorrectedNet(Seed.X, Seed.POSITIVE);
    private static final CorrectedNet NEGATIVE = new CorrectedNet(Seed.X, Seed.NEGATIVE);

    @ParameterizedTest
    @CsvSource({"FLOAT32, 17", "FLOAT64, 17", "FLOAT32, 12.5", "FLOAT64, 0.5", "FLOAT64, -3"})
    void at_target_1_the_loss_is_log_of_1_plus_exp_of_minus_z(DType dtype, double zo) {
        Parameters point = Seed.withOutput(dtype, zo);
        double loss = Math.log1p(Math.exp(-zo));
        double dzo = -1 / (1 + Math.exp(zo));
        assertRelative(POSITIVE.primal(point).item(), loss, dtype);
        assertGradient(Seed.gradient(POSITIVE, point), dzo, dtype);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 17", "FLOAT64, 17", "FLOAT32, 12.5", "FLOAT64, 0.5", "FLOAT64, -3", "FLOAT32, -30"})
    void at_target_0_the_loss_is_log_of_1_plus_exp_of_z(DType dtype, double zo) {
        Parameters point = Seed.withOutput(dtype, zo);
        double loss = zo > 0 ? zo + Math.log1p(Math.exp(-zo)) : Math.log1p(Math.exp(zo));
        double dzo = 1 / (1 + Math.exp(-zo));
        assertRelative(NEGATIVE.primal(point).item(), loss, dtype);
        assertGradient(Seed.gradient(NEGATIVE, point), dzo, dtype);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void a_very_negative_output_has_a_finite_loss_and_a_gradient_of_minus_1(DType dtype) {
        Parameters point = Seed.withOutput(dtype, -184);
        assertThat(POSITIVE.primal(point).item()).isEqualTo(184);
        assertGradient(Seed.gradient(POSITIVE, point), -1, dtype);
    }

    @Test
    void an_output_beyond_the_range_of_exp_has_a_finite_loss() {
        Parameters point = Seed.withOutput(DType.FLOAT64, -800);
        assertThat(POSITIVE.primal(point).item()).isEqualTo(800);
        assertThat(NEGATIVE.primal(point).item()).isZero();
        assertGradient(Seed.gradient(POSITIVE, point), -1, DType.FLOAT64);
        assertThat(Seed.gradient(NEGATIVE, point).get("bo").item()).isZero();
        assertThat(NEGATIVE.vjp(point).trace().get("prediction").item()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void an_output_of_0_gives_a_half(DType dtype) {
        Parameters point = Seed.withOutput(dtype, 0);
        assertThat(POSITIVE.vjp(point).trace().get("prediction").item()).isEqualTo(0.5);
        assertThat(Seed.gradient(POSITIVE, point).get("bo").item()).isEqualTo(-0.5);
        assertThat(Seed.gradient(NEGATIVE, point).get("bo").item()).isEqualTo(0.5);
        assertRelative(POSITIVE.primal(point).item(), Math.log(2), dtype);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void the_derivative_of_relu_at_0_is_0(DType dtype) {
        Parameters point = Seed.in(dtype)
                .with("bh", Tensor.of(dtype, Shape.of(2, 1), -6, 2))
                .with("bo", Tensor.of(dtype, Shape.of(1), 0.5));
        assertThat(POSITIVE.vjp(point).trace().get("zh").values()).containsExactly(0, 0);
        Parameters gradient = Seed.gradient(POSITIVE, point);
        assertThat(gradient.get("bo").item()).isNegative();
        assertThat(gradient.get("Wh").maxAbs()).isZero();
        assertThat(gradient.get("bh").maxAbs()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void the_gradients_of_two_samples_are_summed(DType dtype) {
        Tensor x = Tensor.of(DType.INT32, Shape.of(2, 2), 1, -1, 1, -2);
        CorrectedNet net = new CorrectedNet(x, Seed.POSITIVE);
        Parameters point = Seed.in(dtype);
        // first sample: zh = [4, -1], zo = 12.5; second: zh = [-12, 8], zo = 6·8 - 3.5 = 44.5
        double first = -1 / (1 + Math.exp(12.5));
        double second = -1 / (1 + Math.exp(44.5));
        assertThat(net.vjp(point).trace().get("zh").values()).containsExactly(4, -12, -1, 8);
        assertRelative(net.primal(point).item(), Math.log1p(Math.exp(-12.5)) + Math.log1p(Math.exp(-44.5)), dtype);
        Parameters gradient = Seed.gradient(net, point);
        assertRelative(gradient.get("bo").item(), first + second, dtype);
        assertRelative(gradient.get("Wo").at(0), first * 4, dtype);
        assertRelative(gradient.get("Wo").at(1), second * 8, dtype);
        assertRelative(gradient.get("bh").at(0), first * 4, dtype);
        assertRelative(gradient.get("bh").at(1), second * 6, dtype);
        double[] wh = {first * 4, first * 4, second * 6 * -1, second * 6 * -2};
        for (int i = 0; i < wh.length; i++) {
            assertRelative(gradient.get("Wh").at(i), wh[i], dtype);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void the_cotangent_scales_every_gradient(DType dtype) {
        Parameters point = Seed.in(dtype);
        Parameters halved = POSITIVE.vjp(point).pullback().apply(Tensor.scalar(dtype, 0.5));
        assertThat(halved).isEqualTo(Seed.gradient(POSITIVE, point).map(t -> t.times(0.5)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, -1, 2, Double.NaN})
    void a_target_that_is_neither_0_nor_1_is_an_error(double target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CorrectedNet(Seed.X, Tensor.scalar(DType.FLOAT64, target)))
                .withMessage("the target is " + target + "; binary cross-entropy takes 0 or 1");
    }

    /** uh = [4, 0], Wo = [4, 6], x = [1, 1] and only the first unit is active. */
    private static void assertGradient(Parameters gradient, double dzo, DType dtype) {
        double[] wh = {4 * dzo, 4 * dzo, 0, 0};
        for (int i = 0; i < wh.length; i++) {
            assertRelative(gradient.get("Wh").at(i), wh[i], dtype);
        }
        assertRelative(gradient.get("bh").at(0), 4 * dzo, dtype);
        assertThat(gradient.get("bh").at(1)).isZero();
        assertRelative(gradient.get("Wo").at(0), 4 * dzo, dtype);
        assertThat(gradient.get("Wo").at(1)).isZero();
        assertRelative(gradient.get("bo").item(), dzo, dtype);
    }

    /** At most five roundings, an elementary function among them, lie between the closed form and the net. */
    private static void assertRelative(double actual, double expected, DType dtype) {
        assertThat(actual).isCloseTo(expected, within(8 * dtype.unitRoundoff() * Math.abs(expected)));
    }
}
