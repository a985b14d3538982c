package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundingErrorTest {
    private static final Parameters GRADIENT = Parameters.of("w", Cases.vector(1, -2));

    @Test
    void samples_that_are_alike_leave_eight_roundings_of_the_element() {
        RoundingError error = RoundingError.of(GRADIENT, List.of(GRADIENT, GRADIENT));
        assertThat(error.allowance("w", 0)).isEqualTo(8 * 0x1p-53);
        assertThat(error.allowance("w", 1)).isEqualTo(16 * 0x1p-53);
    }

    @Test
    void a_zero_that_cancels_is_allowed_the_part_of_its_error_bound_that_others_have_and_one_by_a_factor_nothing() {
        Parameters gradient = Parameters.of("w", Cases.vector(0, 0, 2));
        Parameters errors = Parameters.of("w", Cases.vector(0, 0.25, 0.0625));
        Parameters sample = Parameters.of("w", Cases.vector(0, 0, 2.5));
        RoundingError error = RoundingError.of(gradient, List.of(sample)).whereCancelled(gradient, errors);
        assertThat(error.allowance("w", 0)).isZero();
        assertThat(error.allowance("w", 1)).isEqualTo(12);
        assertThat(error.allowance("w", 2)).isEqualTo(3);
    }

    @Test
    void no_samples_leave_eight_roundings_of_the_declared_dtype() {
        Parameters single = GRADIENT.map(t -> t.as(DType.FLOAT32));
        assertThat(RoundingError.of(single, List.of()).allowance("w", 1)).isEqualTo(16 * 0x1p-24);
    }

    @Test
    void six_times_the_root_mean_square_deviation_of_the_samples_is_allowed() {
        Parameters one = Parameters.of("w", Cases.vector(1));
        Parameters above = Parameters.of("w", Cases.vector(2));
        Parameters below = Parameters.of("w", Cases.vector(-6));
        // the deviations are 1 and 7: √((1 + 49) / 2) = 5
        assertThat(RoundingError.of(one, List.of(above, below)).allowance("w", 0))
                .isCloseTo(30, within(1e-13));
        assertThat(RoundingError.of(one, List.of(above)).allowance("w", 0)).isEqualTo(6);
    }

    @Test
    void tiny_deviations_do_not_underflow() {
        Parameters tiny = Parameters.of("w", Cases.vector(1e-300));
        Parameters doubled = Parameters.of("w", Cases.vector(2e-300));
        assertThat(RoundingError.of(tiny, List.of(doubled)).allowance("w", 0)).isCloseTo(6e-300, within(1e-314));
    }

    @Test
    void a_zero_whose_samples_are_zero_is_allowed_nothing() {
        Parameters zero = Parameters.of("w", Cases.vector(0));
        assertThat(RoundingError.of(zero, List.of(zero)).allowance("w", 0)).isZero();
    }

    @Test
    void a_sample_that_lacks_the_tensor_or_has_another_size_says_nothing() {
        Parameters other = Parameters.of("v", Cases.vector(9, 9));
        Parameters shorter = Parameters.of("w", Cases.vector(9));
        Parameters longer = Parameters.of("w", Cases.vector(9, 9, 9));
        RoundingError error = RoundingError.of(GRADIENT, List.of(other, shorter, longer));
        assertThat(error.allowance("w", 0)).isEqualTo(8 * 0x1p-53);
        assertThat(error.allowance("w", 1)).isEqualTo(16 * 0x1p-53);
    }

    @Test
    void a_sample_of_another_shape_but_the_same_size_counts() {
        Tensor column = Tensor.of(DType.FLOAT64, Shape.of(2, 1), 1.5, -2);
        assertThat(RoundingError.of(GRADIENT, List.of(Parameters.of("w", column)))
                        .allowance("w", 0))
                .isEqualTo(6 * 0.5);
    }

    @Test
    void every_gradient_has_its_own_allowances() {
        Parameters two = GRADIENT.with("v", Cases.vector(4));
        RoundingError error = RoundingError.of(two, List.of(two.with("v", Cases.vector(5))));
        assertThat(error.allowance("v", 0)).isEqualTo(6);
        assertThat(error.allowance("w", 0)).isEqualTo(8 * 0x1p-53);
    }

    @Test
    void a_sample_that_is_nan_or_infinite_means_that_rounding_explains_anything() {
        for (double broken : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            RoundingError error =
                    RoundingError.of(GRADIENT, List.of(Parameters.of("w", Cases.vector(broken, -2)), GRADIENT));
            assertThat(error.allowance("w", 0)).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(error.allowance("w", 1)).isEqualTo(16 * 0x1p-53);
            assertThat(ElementVerdict.of(0, 1, Slope.of(1, 0), error.allowance("w", 0), Scale.of(2))
                            .verdict())
                    .isEqualTo(Verdict.IMPRECISE);
        }
    }

    @Test
    void an_element_whose_samples_are_alike_is_allowed_what_is_typical_of_the_tensor() {
        // the relative spreads are a quarter, a quarter and none: the median is a quarter
        assertThat(allowance(2, new double[] {1, 4, -2}, new double[] {1.25, 5, -2}))
                .isEqualTo(6 * 0.25 * 2);
        // of none, none and a quarter it is none
        assertThat(allowance(2, new double[] {1, 2, -4}, new double[] {1.25, 2, -4}))
                .isEqualTo(8 * 0x1p-53 * 4);
    }

    @Test
    void what_is_typical_is_never_more_than_the_largest_deviation_of_the_tensor() {
        // the median is a quarter, but the largest deviation a half
        assertThat(allowance(2, new double[] {1, 2, -4}, new double[] {1.25, 2.5, -4}))
                .isEqualTo(6 * 0.5);
    }

    @Test
    void elements_that_are_nothing_but_noise_do_not_excuse_those_that_are_not() {
        // saturated outputs: the last two cancelled to nothing, so that their relative deviations are 10¹⁴ and 10¹⁶
        double[] gradient = {1e-11, 1e-16, 1e-30, 1e-32};
        double[] sample = {1e-11, 2e-16, 1e-16, 1e-16};
        assertThat(allowance(0, gradient, sample)).isCloseTo(6e-16, within(1e-18));
    }

    @Test
    void zeros_and_what_is_not_finite_have_no_part_in_what_is_typical() {
        assertThat(allowance(0, new double[] {0, 4}, new double[] {1, 4})).isEqualTo(6);
        assertThat(allowance(1, new double[] {0, 4}, new double[] {1, 4})).isEqualTo(8 * 0x1p-53 * 4);
        assertThat(allowance(1, new double[] {1, 0}, new double[] {Double.NaN, 0}))
                .isZero();
    }

    @Test
    void against_a_shadow_the_difference_is_added_to_eight_roundings() {
        Parameters single = GRADIENT.map(t -> t.as(DType.FLOAT32));
        Parameters shadow = Parameters.of("w", Cases.vector(1.25, -2.5));
        RoundingError error = RoundingError.against(single, shadow);
        assertThat(error.allowance("w", 0)).isEqualTo(8 * 0x1p-24 + 0.25);
        assertThat(error.allowance("w", 1)).isEqualTo(16 * 0x1p-24 + 0.5);
    }

    @Test
    void against_a_shadow_that_lacks_the_tensor_or_has_another_size_eight_roundings_are_left() {
        Parameters single = GRADIENT.map(t -> t.as(DType.FLOAT32));
        for (Parameters shadow :
                List.of(Parameters.NONE, Parameters.of("w", Cases.vector(9)), Parameters.of("v", Cases.vector(9, 9)))) {
            RoundingError error = RoundingError.against(single, shadow);
            assertThat(error.allowance("w", 0)).isEqualTo(8 * 0x1p-24);
            assertThat(error.allowance("w", 1)).isEqualTo(16 * 0x1p-24);
        }
    }

    private static double allowance(int element, double[] gradient, double[] sample) {
        return RoundingError.of(
                        Parameters.of("w", Cases.vector(gradient)), List.of(Parameters.of("w", Cases.vector(sample))))
                .allowance("w", element);
    }
}
