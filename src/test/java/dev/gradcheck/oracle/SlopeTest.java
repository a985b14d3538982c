package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlopeTest {
    private static final Slope KINK = new Slope(0.5, OptionalDouble.of(0.25), Slope.Kind.KINK, 1, 0, 1e-9, 32);

    @Test
    void a_slope_without_steps_is_smooth_and_its_own_side() {
        assertThat(Slope.of(3, 0.5)).isEqualTo(new Slope(3, OptionalDouble.of(0.5), Slope.Kind.SMOOTH, 3, 3, 0, 0));
    }

    @Test
    void a_bound_that_is_no_number_is_none() {
        assertThat(Slope.known(2)).hasValue(2);
        assertThat(Slope.known(Double.NaN)).isEmpty();
        assertThat(Slope.known(Double.POSITIVE_INFINITY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void an_estimate_that_is_no_number_has_no_bound_whatever_is_said(double value) {
        OptionalDouble bound = OptionalDouble.of(1e-9);
        assertThat(Slope.of(value, 1e-9).bound()).isEmpty();
        assertThat(new Slope(1, bound, Slope.Kind.KINK, value, 1, 0, 0).bound()).isEmpty();
        assertThat(new Slope(1, bound, Slope.Kind.KINK, 1, value, 0, 0).bound()).isEmpty();
        assertThat(new Slope(1, bound, Slope.Kind.KINK, 1, 1, 0, 0).bound()).isEqualTo(bound);
    }

    @Test
    void a_bound_that_is_no_number_is_dropped_however_it_is_made() {
        assertThat(new Slope(1, OptionalDouble.of(Double.NaN), Slope.Kind.SMOOTH, 1, 1, 0, 0).bound())
                .isEmpty();
        assertThat(new Slope(1, OptionalDouble.of(Double.POSITIVE_INFINITY), Slope.Kind.SMOOTH, 1, 1, 0, 0).bound())
                .isEmpty();
    }

    @Test
    void a_bound_may_be_zero_and_not_negative() {
        assertThat(Slope.of(1, 0).bound()).hasValue(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slope.of(1, -1e-300))
                .withMessage("a bound on an error is not negative: -1.0E-300");
    }

    @Test
    void an_obstacle_is_told_with_the_same_knowledge() {
        assertThat(KINK.obstacle()).isEmpty();
        assertThat(KINK.hinderedBy(Optional.of("fog")))
                .isEqualTo(new Slope(
                        0.5, OptionalDouble.of(0.25), Slope.Kind.KINK, 1, 0, 1e-9, 32, Optional.of("fog"), Double.NaN));
    }

    @Test
    void what_lies_between_the_slopes_is_admitted_whichever_is_larger() {
        assertThat(KINK.admits(0.5, 0)).isTrue();
        assertThat(KINK.admits(-0.25, 0)).isTrue();
        assertThat(KINK.admits(1.25, 0)).isTrue();
    }

    @Test
    void what_lies_beyond_the_bound_is_not_admitted() {
        assertThat(KINK.admits(-0.26, 0)).isFalse();
        assertThat(KINK.admits(1.26, 0)).isFalse();
        assertThat(KINK.admits(Double.NaN, 0)).isFalse();
        assertThat(KINK.admits(1.5, 0.25)).isTrue();
        assertThat(KINK.admits(1.51, 0.25)).isFalse();
    }

    @Test
    void without_a_bound_only_what_lies_between_is_admitted() {
        Slope slope = new Slope(0.5, OptionalDouble.empty(), Slope.Kind.KINK, 0, 1, 0, 0);
        assertThat(slope.admits(1, 0)).isTrue();
        assertThat(slope.admits(1.01, 0)).isFalse();
    }

    @Test
    void an_estimate_has_one_slope_for_each_element() {
        assertThat(new Estimate("w", Shape.of(1), List.of(KINK)).slopes()).containsExactly(KINK);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Estimate("w", Shape.of(2, 1), List.of(KINK)))
                .withMessage("1 slopes do not fill the shape (2,1)");
    }

    @Test
    void of_two_estimates_the_one_with_the_smaller_bound_is_better() {
        Slope wide = new Slope(2, Slope.known(0.5), Slope.Kind.SMOOTH, 2, 2, 0.25, 6);
        Slope narrow = new Slope(2.5, Slope.known(0.25), Slope.Kind.SMOOTH, 2.5, 2.5, 0.125, 8);
        assertThat(wide.orBetter(narrow)).isEqualTo(narrow);
        assertThat(narrow.orBetter(wide))
                .isEqualTo(new Slope(2.5, Slope.known(0.25), Slope.Kind.SMOOTH, 2.5, 2.5, 0.125, 6));
    }

    @Test
    void two_estimates_that_contradict_each_other_are_both_covered() {
        Slope one = Slope.of(2, 0.5);
        assertThat(one.orBetter(Slope.of(2.75, 0.25)).bound()).hasValue(0.25);
        Slope covering = one.orBetter(Slope.of(Math.nextUp(2.75), 0.25));
        assertThat(covering.value()).isEqualTo(Math.nextUp(2.75));
        assertThat(covering.bound().orElseThrow()).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void of_equally_good_estimates_the_first_is_taken() {
        assertThat(Slope.of(2, 0.5).orBetter(Slope.of(2.25, 0.5)).value()).isEqualTo(2);
    }

    @Test
    void nothing_claimed_is_never_supported() {
        assertThat(Claim.NONE.support("w", 0, KINK)).isEqualTo(Support.CONTRADICTED);
    }
}
