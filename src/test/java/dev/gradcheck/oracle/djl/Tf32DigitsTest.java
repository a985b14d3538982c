package dev.gradcheck.oracle.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.Shape;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Figures of differences, and of TF32 on the CPU, which has none. */
class Tf32DigitsTest {
    @Test
    void float32_keeps_about_seven_digits_on_the_cpu() {
        Tf32Digits digits = Tf32Digits.measure(TorchDevice.CPU);
        assertThat(digits.inMatrixProducts()).isBetween(5.5, 8.0);
        assertThat(digits.inConvolutions()).isBetween(5.5, 8.0);
    }

    @Test
    void the_other_jvm_in_which_tf32_is_on_answers_and_nothing_changes_on_the_cpu() {
        assertThat(Tf32Digits.withTf32(TorchDevice.CPU).inMatrixProducts())
                .isCloseTo(Tf32Digits.measure(TorchDevice.CPU).inMatrixProducts(), within(0.5));
    }

    @Test
    void the_same_bits_are_no_difference_not_a_number_included() {
        GradientDifference difference = GradientDifference.of(estimate(1, Double.NaN), estimate(1, Double.NaN));
        assertThat(difference.isNone()).isTrue();
        assertThat(difference).hasToString("the same bits");
    }

    @Test
    void digits_are_counted_against_the_largest_element() {
        GradientDifference difference = GradientDifference.of(estimate(100, 1, 3), estimate(100, 1.001, 3));
        assertThat(difference.differing()).isEqualTo(1);
        assertThat(difference.digits()).isCloseTo(5, within(1e-6));
        assertThat(difference).hasToString("1 of 3 elements differ, 5.0 digits are the same");
    }

    @Test
    void the_sign_of_zero_is_a_difference_and_a_number_beside_none_has_no_digit() {
        assertThat(GradientDifference.of(estimate(0.0), estimate(-0.0)).isNone())
                .isFalse();
        assertThat(GradientDifference.of(estimate(1), estimate(Double.NaN)).digits())
                .isZero();
    }

    private static Estimate estimate(double... values) {
        return new Estimate(
                "W",
                Shape.of(values.length),
                DoubleStream.of(values).mapToObj(v -> Slope.of(v, 0)).toList());
    }
}
