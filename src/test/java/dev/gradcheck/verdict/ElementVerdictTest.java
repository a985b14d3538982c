package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.Support;
import dev.gradcheck.tensor.DType;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ElementVerdictTest {
    @Test
    void an_error_as_large_as_bound_and_rounding_together_is_within_the_budget() {
        assertThat(verdict(1000.5, Slope.of(1000, 0.25), 0.25, 0)).isEqualTo(Verdict.AGREES);
        assertThat(verdict(999.5, Slope.of(1000, 0.25), 0.25, 0)).isEqualTo(Verdict.AGREES);
    }

    @Test
    void an_error_just_above_bound_and_rounding_is_wrong() {
        assertThat(verdict(Math.nextUp(1000.5), Slope.of(1000, 0.25), 0.25, 0)).isEqualTo(Verdict.DISAGREES);
        assertThat(verdict(Math.nextDown(999.5), Slope.of(1000, 0.25), 0.25, 0)).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void a_tiny_gradient_of_the_wrong_sign_is_wrong() {
        assertThat(verdict(-1e-9, Slope.of(1e-9, 1e-15), 1e-24, 1e-9)).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void a_budget_of_a_hundredth_of_the_element_can_tell_and_more_cannot() {
        assertThat(verdict(100, Slope.of(100, 1), 0, 0)).isEqualTo(Verdict.AGREES);
        assertThat(verdict(100, Slope.of(100, Math.nextUp(1.0)), 0, 0)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void the_larger_of_analytic_and_oracle_is_the_size_of_the_element() {
        assertThat(verdict(100, Slope.of(99.5, 1), 0, 0)).isEqualTo(Verdict.AGREES);
        assertThat(verdict(-99.5, Slope.of(-100, 1), 0, 0)).isEqualTo(Verdict.AGREES);
        assertThat(verdict(99.5, Slope.of(99, 1), 0, 0)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_budget_of_a_millionth_of_the_tensor_can_tell_and_more_cannot() {
        assertThat(verdict(0, Slope.of(0, 1), 0, 1e6)).isEqualTo(Verdict.AGREES);
        assertThat(verdict(0, Slope.of(0, Math.nextUp(1.0)), 0, 1e6)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_budget_that_cannot_tell_because_of_the_rounding_of_the_accused_is_imprecise() {
        assertThat(verdict(1, Slope.of(1, 0.25), 0.5, 1)).isEqualTo(Verdict.IMPRECISE);
        assertThat(verdict(1, Slope.of(1, 0.25), 0.25, 1)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(1, Slope.of(1, 0.5), 0.25, 1)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_value_that_comes_close_to_an_oracle_without_a_bound_is_right_if_its_own_rounding_is_little() {
        assertThat(verdict(3e-46, unknown(3.0002e-46), 1e-60, 0)).isEqualTo(Verdict.AGREES);
        assertThat(verdict(3e-46, unknown(3.0004e-46), 1e-60, 0)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(-3e-46, unknown(3e-46), 1e-60, 0)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void coming_close_to_an_oracle_without_a_bound_says_nothing_where_rounding_is_not_little() {
        assertThat(verdict(10_000, unknown(10_000), 1, 0)).isEqualTo(Verdict.AGREES);
        assertThat(verdict(9_999, unknown(9_999), 1, 0)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void to_meet_an_oracle_without_a_bound_is_to_come_as_close_as_a_ten_thousandth() {
        assertThat(verdict(10_000, unknown(9_999), 0, 0)).isEqualTo(Verdict.AGREES);
        assertThat(verdict(10_000, unknown(Math.nextDown(9_999.0)), 0, 0)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void meeting_an_oracle_without_a_bound_at_zero_says_nothing() {
        assertThat(verdict(0, unknown(0), 0, 1)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void where_an_oracle_without_a_bound_agrees_nothing_finer_was_seen_than_how_close_it_had_to_come() {
        ElementVerdict met = ElementVerdict.of(0, 2, unknown(2), 1e-15, Scale.of(2));
        assertThat(met.allowed()).isEqualTo(2e-4);
        assertThat(met.resolution(2)).isEqualTo(2e-4);
        assertThat(ElementVerdict.of(0, 2, unknown(3), 1e-15, Scale.of(2)).allowed())
                .isInfinite();
    }

    @Test
    void a_bound_below_the_noise_of_the_function_tells_all_that_can_be_told() {
        Scale scale = new Scale(0, 1e-16, DType.FLOAT64);
        assertThat(ElementVerdict.of(0, 0, Slope.of(3e-17, 7e-17), 0, scale).verdict())
                .isEqualTo(Verdict.AGREES);
        assertThat(ElementVerdict.of(0, 0, Slope.of(3e-17, 2e-16), 0, scale).verdict())
                .isEqualTo(Verdict.UNDECIDED);
        assertThat(ElementVerdict.of(0, 1e-16, Slope.of(0, 7e-17), 0, scale).verdict())
                .isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void a_bound_as_large_as_the_noise_of_the_function_tells_and_a_larger_one_does_not() {
        Scale scale = new Scale(0, 1e-16, DType.FLOAT64);
        assertThat(ElementVerdict.of(0, 0, Slope.of(0, 1e-16), 0, scale).verdict())
                .isEqualTo(Verdict.AGREES);
        assertThat(ElementVerdict.of(0, 0, Slope.of(0, Math.nextUp(1e-16)), 0, scale)
                        .verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void what_was_measured_by_steps_takes_16_times_as_many_roundings() {
        assertThat(ofFlat(0, 16e-16)).isEqualTo(Verdict.AGREES);
        assertThat(ofFlat(0, 17e-16)).isEqualTo(Verdict.UNDECIDED);
        assertThat(ofFlat(1e-16, 16e-16)).isEqualTo(Verdict.AGREES);
        assertThat(ofFlat(2e-16, 16e-16)).isEqualTo(Verdict.UNDECIDED);
    }

    private static Verdict ofFlat(double analytic, double bound) {
        Slope measured = new Slope(0, OptionalDouble.of(bound), Slope.Kind.SMOOTH, 0, 0, 1e-3, 4);
        return ElementVerdict.of(0, analytic, measured, 0, new Scale(0, 1e-16, DType.FLOAT64))
                .verdict();
    }

    @Test
    void the_noise_of_a_function_is_64_roundings_of_its_value_over_the_size_of_the_point() {
        assertThat(Scale.of(1, 8, 4).noise()).isEqualTo(128 * DType.FLOAT64.unitRoundoff());
        assertThat(Scale.of(1, 8, 0.25).noise()).isEqualTo(512 * DType.FLOAT64.unitRoundoff());
        assertThat(Scale.of(1, 0, 1).noise()).isEqualTo(Double.MIN_NORMAL);
        assertThat(Scale.of(1, Double.NaN, 1).noise()).isEqualTo(Double.MIN_NORMAL);
    }

    @Test
    void a_gradient_of_zero_is_right_by_a_bound_below_every_normal_number() {
        assertThat(verdict(0, Slope.of(0, 4e-323), 0, 0)).isEqualTo(Verdict.AGREES);
        assertThat(verdict(0, Slope.of(0, Math.nextUp(Double.MIN_NORMAL)), 0, 0))
                .isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(0, Slope.of(4e-323, 1e-323), 0, 0)).isEqualTo(Verdict.DISAGREES);
    }

    private static Slope unknown(double value) {
        return Slope.of(value, Double.NaN);
    }

    @Test
    void the_rounding_counts_towards_a_budget_that_cannot_tell() {
        assertThat(verdict(100, Slope.of(100, 0.75), 0.5, 0)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void an_oracle_without_a_bound_that_is_not_met_decides_nothing() {
        assertThat(verdict(1, Cases.unbounded(1.001), 0, 1)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(1, Cases.unbounded(7), 0, 1)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(1, Slope.of(1.5, Double.POSITIVE_INFINITY), 0, 1)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(1, Slope.of(1.5, Double.NaN), 0, 1)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(1, Cases.unbounded(Double.NaN), 0, 1)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_slope_or_a_bound_that_is_nan_decides_nothing() {
        assertThat(verdict(1, Slope.of(Double.NaN, 1), 0, 1)).isEqualTo(Verdict.UNDECIDED);
        Slope nanBound = new Slope(1.5, OptionalDouble.of(Double.NaN), Slope.Kind.SMOOTH, 1, 1, 0, 0);
        assertThat(verdict(1, nanBound, 0, 1)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_gradient_or_a_rounding_error_that_is_nan_never_agrees() {
        assertThat(verdict(1, Slope.of(1, 0), Double.NaN, 1)).isEqualTo(Verdict.DISAGREES);
        assertThat(verdict(Double.NaN, Slope.of(1, 1), 0, 1)).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void an_infinite_rounding_error_is_imprecise() {
        assertThat(verdict(5, Slope.of(7, 0.001), Double.POSITIVE_INFINITY, 1)).isEqualTo(Verdict.IMPRECISE);
    }

    @Test
    void rounding_is_no_excuse_where_no_digit_is_right() {
        for (double analytic : new double[] {0, -7, 3.5, 10.5, 70}) {
            assertThat(verdict(analytic, Slope.of(7, 0.001), Double.POSITIVE_INFINITY, 7))
                    .as("%s", analytic)
                    .isEqualTo(Verdict.DISAGREES);
        }
        assertThat(verdict(0, Slope.of(7, 0.001), Double.POSITIVE_INFINITY, 1e9))
                .isEqualTo(Verdict.IMPRECISE);
        assertThat(verdict(0, Slope.of(7, 0.1), Double.POSITIVE_INFINITY, 7)).isEqualTo(Verdict.IMPRECISE);
    }

    @Test
    void at_a_discontinuity_nothing_is_decided() {
        assertThat(verdict(1, Cases.jump(), 0, 1)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(7, Cases.jump(), 0, 1)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_value_within_a_tenth_of_the_bound_is_fully_supported_and_one_farther_away_weakly() {
        assertThat(support(1000.5, Slope.of(1000, 5), 0)).isEqualTo(Support.FULL);
        assertThat(support(Math.nextUp(1000.5), Slope.of(1000, 5), 0)).isEqualTo(Support.WEAK);
        assertThat(support(1005, Slope.of(1000, 5), 0)).isEqualTo(Support.WEAK);
    }

    @Test
    void what_rounding_explains_is_no_weakness() {
        assertThat(support(1000.75, Slope.of(1000, 5), 0.25)).isEqualTo(Support.FULL);
        assertThat(support(Math.nextUp(1000.75), Slope.of(1000, 5), 0.25)).isEqualTo(Support.WEAK);
        assertThat(support(5, Slope.of(7, 0.001), Double.POSITIVE_INFINITY)).isEqualTo(Support.FULL);
    }

    @Test
    void a_bound_too_wide_to_tell_leaves_the_claim_open_and_a_contradiction_is_one() {
        assertThat(support(1, Slope.of(1, 0.25), 0)).isEqualTo(Support.OPEN);
        assertThat(support(1, Cases.unbounded(7), 0)).isEqualTo(Support.OPEN);
        assertThat(support(2, Slope.of(1, 0.25), 0)).isEqualTo(Support.CONTRADICTED);
    }

    @Test
    void the_evidence_is_kept() {
        Slope slope = Slope.of(3, 0.5);
        ElementVerdict element = ElementVerdict.of(4, 2, slope, 0.25, Scale.of(8));
        assertThat(element).isEqualTo(new ElementVerdict(4, 2, slope, 0.25, Verdict.DISAGREES));
        assertThat(element.with(Verdict.UNDECIDED)).isEqualTo(new ElementVerdict(4, 2, slope, 0.25, Verdict.UNDECIDED));
    }

    @Test
    void the_error_is_absolute_and_the_allowance_is_the_sum_of_both() {
        ElementVerdict element = ElementVerdict.of(0, 2, Slope.of(5, 0.5), 0.25, Scale.of(8));
        assertThat(element.error()).isEqualTo(3);
        assertThat(element.allowed()).isEqualTo(0.75);
        assertThat(ElementVerdict.of(0, 2, Cases.unbounded(5), 0.25, Scale.of(8))
                        .allowed())
                .isInfinite();
    }

    @Property
    void no_budget_at_all_agrees_with_exactly_one_number(
            @ForAll @DoubleRange(min = -10, max = 10) double analytic,
            @ForAll @DoubleRange(min = -10, max = 10) double truth) {
        Verdict expected = analytic == truth ? Verdict.AGREES : Verdict.DISAGREES;
        assertThat(verdict(analytic, Slope.of(truth, 0), 0, 10)).isEqualTo(expected);
        assertThat(verdict(truth, Slope.of(truth, 0), 0, 10)).isEqualTo(Verdict.AGREES);
    }

    @Test
    void in_float32_half_the_digits_support_a_value_fully() {
        Slope slope = new Slope(1, OptionalDouble.of(1e-3), Slope.Kind.SMOOTH, 1, 1, 0.1, 1);
        Scale floats = Scale.of(1).in(DType.FLOAT32);
        assertThat(ElementVerdict.of(0, 1 + 2e-4, slope, 0, floats).support(floats))
                .isEqualTo(Support.FULL);
        assertThat(ElementVerdict.of(0, 1 + 3e-4, slope, 0, floats).support(floats))
                .isEqualTo(Support.WEAK);
        Scale doubles = Scale.of(1);
        assertThat(ElementVerdict.of(0, 1 + 2e-4, slope, 0, doubles).support(doubles))
                .isEqualTo(Support.WEAK);
    }

    @Test
    void a_zero_that_is_decided_is_supported_fully() {
        Slope slope = new Slope(5e-11, OptionalDouble.of(1e-10), Slope.Kind.SMOOTH, 0, 0, 0.1, 1, Optional.empty(), 1);
        Scale scale = Scale.of(1e-20);
        assertThat(ElementVerdict.of(0, 0, slope, 0, scale).support(scale)).isEqualTo(Support.FULL);
    }

    private static Support support(double analytic, Slope slope, double rounding) {
        return ElementVerdict.of(0, analytic, slope, rounding, Scale.of(0)).support();
    }

    private static Verdict verdict(double analytic, Slope slope, double rounding, double scale) {
        return ElementVerdict.of(0, analytic, slope, rounding, Scale.of(scale)).verdict();
    }
}
