package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.oracle.Slope;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementVerdictAtKinkTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void every_subgradient_agrees(double analytic) {
        assertThat(verdict(analytic, Cases.kink(0, 1, 0), 0)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(-analytic, Cases.kink(0, -1, 0), 0)).isEqualTo(Verdict.AGREES_AT_A_KINK);
    }

    @Test
    void a_value_outside_the_one_sided_slopes_is_wrong() {
        assertThat(verdict(Math.nextUp(1.0), Cases.kink(0, 1, 0), 0)).isEqualTo(Verdict.DISAGREES);
        assertThat(verdict(-Double.MIN_VALUE, Cases.kink(0, 1, 0), 0)).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void the_bound_widens_both_sides() {
        assertThat(verdict(1.0625, Cases.kink(0, 1, 0.0625), 0)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(-0.0625, Cases.kink(0, 1, 0.0625), 0)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(Math.nextUp(1.0625), Cases.kink(0, 1, 0.0625), 0)).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void the_rounding_of_the_accused_widens_both_sides() {
        assertThat(verdict(Math.nextUp(1.0), Cases.kink(0, 1, 0), 0x1p-50)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(-0x1p-50, Cases.kink(0, 1, 0), 0x1p-50)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(1 + 0x1p-49, Cases.kink(0, 1, 0), 0x1p-50)).isEqualTo(Verdict.DISAGREES);
        assertThat(verdict(-0x1p-49, Cases.kink(0, 1, 0), 0x1p-50)).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void a_bound_of_a_tenth_of_the_change_of_slope_can_tell_and_more_cannot() {
        assertThat(verdict(5, Cases.kink(0, 10, 1), 0)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(5, Cases.kink(10, 0, 1), 0)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(5, Cases.kink(0, 10, Math.nextUp(1.0)), 0)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(99, Cases.kink(0, 10, Math.nextUp(1.0)), 0)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void the_change_of_slope_is_the_distance_of_slopes_of_opposite_signs() {
        assertThat(verdict(0.5, Cases.kink(-1, 1, 0.125), 0)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(0.5, Cases.kink(8, 9, 0.125), 0)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_kink_without_a_bound_or_with_nan_decides_nothing() {
        Slope unknown = new Slope(0.5, OptionalDouble.empty(), Slope.Kind.KINK, 0, 1, 0, 0);
        assertThat(verdict(0.5, unknown, 0)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(0.5, Cases.kink(0, Double.NaN, 0.01), 0)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(0.5, Cases.kink(0, 1, Double.NaN), 0)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void more_rounding_than_a_unit_on_its_kink_explains_is_the_accuseds_own() {
        // the unit's choice moves the value by 1 at most; a root mean square of more than 1, and so six times 1, has
        // another cause
        assertThat(verdict(5, Cases.kink(0, 1, 0), Math.nextUp(6.0))).isEqualTo(Verdict.IMPRECISE);
        assertThat(verdict(5, Cases.kink(0, 1, 0), 6)).isEqualTo(Verdict.DISAGREES);
        assertThat(verdict(8.5, Cases.kink(0, 1, 0.0625), 8)).isEqualTo(Verdict.IMPRECISE);
        assertThat(verdict(8.5625, Cases.kink(0, 1, 0.0625), 8)).isEqualTo(Verdict.IMPRECISE);
        assertThat(verdict(Math.nextUp(8.5625), Cases.kink(0, 1, 0.0625), 8)).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void what_a_unit_on_its_kink_explains_grows_with_the_change_of_slope() {
        // six changes of slope are 12, and the value is 9 off the middle
        assertThat(verdict(10, Cases.kink(0, 2, 0), 12)).isEqualTo(Verdict.DISAGREES);
        assertThat(verdict(10, Cases.kink(0, 2, 0), Math.nextUp(12.0))).isEqualTo(Verdict.IMPRECISE);
    }

    private static Verdict verdict(double analytic, Slope slope, double rounding) {
        return ElementVerdict.of(0, analytic, slope, rounding, Scale.of(1)).verdict();
    }
}
