package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The text is what a person reads: every number in it has to be the right one. */
class ReasonsTest {
    @Test
    void a_disagreement_shows_both_values_and_their_ratio() {
        assertThat(reason(Verdict.DISAGREES, -3, Slope.of(2, 0.5), 0))
                .isEqualTo("analytic -3.0, true 2.0, ratio -1.50000");
    }

    @Test
    void a_disagreement_with_zero_has_no_ratio() {
        assertThat(reason(Verdict.DISAGREES, 3, Slope.of(0, 0.5), 0)).isEqualTo("analytic 3.0, true 0.0");
    }

    @Test
    void a_truth_of_negative_zero_is_shown_as_zero() {
        assertThat(reason(Verdict.DISAGREES, -0.5, Slope.of(-0.0, 0), 0)).isEqualTo("analytic -0.5, true 0.0");
    }

    @Test
    void a_float32_gradient_is_shown_in_float32() {
        ElementVerdict element = new ElementVerdict(0, 0.1f, Slope.of(1.0 / 3, 0), 0, Verdict.DISAGREES);
        assertThat(Reasons.of(Verdict.DISAGREES, List.of(element), OptionalInt.of(0), Set.of(), DType.FLOAT32))
                .isEqualTo("analytic 0.1, true 0.33333334, ratio 0.300000");
    }

    @Test
    void values_have_as_many_digits_as_tell_them_apart() {
        assertThat(reason(Verdict.DISAGREES, 0.1 + 0.2, Slope.of(0.3, 0), 0))
                .startsWith("analytic 0.30000000000000004, true 0.3,");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 2, 0.00",
        "1, 0, 2, 0.500",
        "2, 0, 2, 1.00",
        "0, 2, 0, 0.00",
        "2, 2, 0, 1.00",
        "-0.5, 0, -2, 0.250",
        "-0.5, -2, 0, 0.250"
    })
    void at_the_kink_of_a_relu_the_convention_is_named(double analytic, double left, double right, String convention) {
        assertThat(reason(Verdict.AGREES_AT_A_KINK, analytic, Cases.kink(left, right, 0), 0))
                .isEqualTo("a kink at this point (left slope " + left + ", right slope " + right
                        + "), the convention relu'(0) = " + convention);
    }

    @Test
    void a_flat_side_is_known_only_up_to_the_bound() {
        assertThat(reason(Verdict.AGREES_AT_A_KINK, 0, Cases.kink(0.0625, 2, 0.0625), 0))
                .contains("the convention relu'(0) = 0.0323");
        assertThat(reason(Verdict.AGREES_AT_A_KINK, 1, Cases.kink(0.0625, 2, 0.03125), 0))
                .isEqualTo("a kink at this point (left slope 0.0625, right slope 2.0), the value lies between them at"
                        + " 0.484");
    }

    @Test
    void a_kink_of_two_slopes_is_no_relu() {
        assertThat(reason(Verdict.AGREES_AT_A_KINK, 0, Cases.kink(-1, 1, 0.01), 0))
                .isEqualTo(
                        "a kink at this point (left slope -1.0, right slope 1.0), the value lies between them at 0.500");
        assertThat(reason(Verdict.AGREES_AT_A_KINK, 1, Cases.kink(3, 1, 0.01), 0))
                .endsWith("the value lies between them at 0.00");
    }

    @Test
    void between_slopes_of_equal_size_the_position_counts_from_the_left() {
        assertThat(reason(Verdict.AGREES_AT_A_KINK, -0.5, Cases.kink(-1, 1, 0.01), 0))
                .endsWith("the value lies between them at 0.250");
    }

    @Test
    void what_rounding_hides_is_shown_in_percent_of_the_truth() {
        assertThat(reason(Verdict.IMPRECISE, 2.5, Slope.of(-2, 0.5), 0.25))
                .isEqualTo("the formula is right, but rounding moves it by 2.3e+02 % of itself");
        assertThat(reason(Verdict.IMPRECISE, 2, Slope.of(2, 0.01), 0.25))
                .isEqualTo("the formula is right, but rounding moves it by 13 % of itself");
    }

    @Test
    void what_rounding_hides_of_a_zero_is_shown_as_it_is() {
        assertThat(reason(Verdict.IMPRECISE, 0.125, Slope.of(0, 0.01), 0.25))
                .isEqualTo("the formula is right, but rounding moves it by 0.25, and the truth is 0");
    }

    @Test
    void a_bound_that_is_too_wide_is_shown_with_the_slope() {
        assertThat(reason(Verdict.UNDECIDED, 1, Slope.of(3, 0.5), 0))
                .isEqualTo(
                        "the oracle's bound 0.500 is too wide for a slope of 3.00; an autograd twin, or a point where"
                                + " the function is less noisy, would decide");
    }

    @Test
    void an_oracle_without_a_bound_says_so() {
        assertThat(reason(Verdict.UNDECIDED, 1, Cases.unbounded(3), 0))
                .isEqualTo(
                        "the oracle knows no bound on its error here: a value on its way is not finite, or outside of"
                                + " a domain");
    }

    @Test
    void what_kept_the_oracle_from_measuring_is_told() {
        Optional<String> obstacle = Optional.of("the forward pass throws E at a step of 0.5");
        assertThat(reason(Verdict.UNDECIDED, 1, Cases.unbounded(3).hinderedBy(obstacle), 0))
                .isEqualTo("the oracle knows no bound on its error here: the forward pass throws E at a step of 0.5");
        assertThat(reason(Verdict.UNDECIDED, 1, Slope.of(3, 0.5).hinderedBy(obstacle), 0))
                .isEqualTo(
                        "the oracle's bound 0.500 is too wide for a slope of 3.00; the forward pass throws E at a step"
                                + " of 0.5; an autograd twin, or a point where the function is less noisy, would decide");
    }

    @Test
    void a_discontinuity_says_so() {
        assertThat(reason(Verdict.UNDECIDED, 1, Cases.jump(), 0))
                .isEqualTo("the function is discontinuous at this point: its value jumps, and there is no derivative to"
                        + " compare with");
        Slope unbounded = new Slope(1, OptionalDouble.empty(), Slope.Kind.DISCONTINUOUS, 1, 1, 0, 0);
        assertThat(reason(Verdict.UNDECIDED, 1, unbounded, 0)).startsWith("the function is discontinuous");
    }

    @ParameterizedTest
    @EnumSource(names = {"ORACLE_CONFLICT", "MALFORMED"})
    void no_comparison_has_these_verdicts(Verdict verdict) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reason(verdict, 1, Slope.of(1, 0), 0))
                .withMessage(verdict.label() + " is no result of a comparison");
    }

    private static String reason(Verdict verdict, double analytic, Slope slope, double rounding) {
        ElementVerdict other = Cases.element(0, 77, 78, 0, Verdict.AGREES);
        ElementVerdict worst = new ElementVerdict(1, analytic, slope, rounding, verdict);
        return Reasons.of(verdict, List.of(other, worst), OptionalInt.of(1), Set.of(0), DType.FLOAT64);
    }
}
