package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Neighbourhood.Displacement;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RemainderTest {
    private static final Remainder ONE = of(1, 1, 0);

    @Test
    void it_is_the_change_less_the_claimed_one_with_all_noise_added_up() {
        Tensor gradient = Cases.vector(2, -3);
        Displacement change = new Displacement(Parameters.of("w", Cases.vector(0.5, -0.25)), 1, 0.125);
        RoundingError rounding = Cases.rounding(gradient, 6, 6);
        Remainder remainder = Remainder.of(0.25, change, Parameters.of("w", gradient), rounding);
        double noise = 2 * 0.125 + 0.5 * rounding.allowance("w", 0) + 0.25 * rounding.allowance("w", 1);
        assertThat(remainder).isEqualTo(new Remainder(0.25, 1 - 2 * 0.5 - 3 * 0.25, noise, 1.75));
    }

    @Test
    void what_addition_loses_is_kept_in_either_order() {
        assertThat(sum(1, -1e16, 1e16)).isEqualTo(1);
        assertThat(sum(1e16, -1, 1e16)).isEqualTo(1);
        assertThat(sum(-1e16, -1, -1e16)).isEqualTo(1);
        assertThat(sum(-1, 1e16, -1e16)).isEqualTo(-1);
    }

    @Test
    void it_is_finite_if_value_and_noise_are() {
        assertThat(ONE.isFinite()).isTrue();
        assertThat(of(1, Double.NaN, 0).isFinite()).isFalse();
        assertThat(of(1, 1, Double.POSITIVE_INFINITY).isFinite()).isFalse();
    }

    @Test
    void it_is_distinct_beyond_eight_times_the_noise() {
        assertThat(of(1, 8, 1).isDistinct()).isFalse();
        assertThat(of(1, -8.01, 1).isDistinct()).isTrue();
    }

    @Test
    void the_order_is_that_of_the_step() {
        assertThat(ONE.order(of(0.25, 0.25, 0))).isCloseTo(1, within(1e-15));
        assertThat(ONE.order(of(0.25, -0.0625, 0))).isCloseTo(2, within(1e-15));
    }

    @Test
    void the_least_order_counts_the_noise_on_both_sides_against_it() {
        assertThat(of(1, 1, 0.5).leastOrder(of(1.0 / 16, 1.0 / 64, 1.0 / 64))).isCloseTo(1, within(1e-15));
    }

    @Test
    void a_smaller_one_is_proportional_if_it_is_what_is_left_up_to_sixteen_times_its_noise() {
        Remainder wide = of(1, 16, 0);
        assertThat(wide.isProportionalTo(of(1.0 / 16, 1, 0))).isTrue();
        assertThat(wide.isProportionalTo(of(1.0 / 16, 2, 1.0 / 16))).isTrue();
        assertThat(wide.isProportionalTo(of(1.0 / 16, 0, 1.0 / 16))).isTrue();
        assertThat(wide.isProportionalTo(of(1.0 / 16, 2.01, 1.0 / 16))).isFalse();
        assertThat(of(2, 32, 0).isProportionalTo(of(1.0 / 16, 1, 0))).isTrue();
        assertThat(wide.isProportionalTo(of(1.0 / 16, -0.01, 1.0 / 16))).isFalse();
    }

    @Test
    void the_other_side_is_like_this_one_up_to_four_times_it_or_its_noise() {
        assertThat(ONE.isLike(of(-1, -4, 0))).isTrue();
        assertThat(ONE.isLike(of(-1, 4.01, 0))).isFalse();
        assertThat(ONE.isLike(of(-1, 16, 0.5))).isTrue();
        assertThat(ONE.isLike(of(-1, 16.01, 0.5))).isFalse();
    }

    @Test
    void the_other_side_is_opposite_up_to_half_of_this_one() {
        Remainder two = of(1, 2, 0);
        assertThat(two.isOpposite(of(-1, -1, 0))).isTrue();
        assertThat(two.isOpposite(of(-1, -3, 0))).isTrue();
        assertThat(two.isOpposite(of(-1, -0.99, 0))).isFalse();
        assertThat(two.isOpposite(of(-1, -3.01, 0))).isFalse();
        assertThat(two.isOpposite(of(-1, 2, 0))).isFalse();
    }

    private static double sum(double change, double first, double second) {
        Tensor gradient = Cases.vector(first, second);
        Displacement along = new Displacement(Parameters.of("w", Cases.vector(1, 1)), change, 0);
        return Remainder.of(1, along, Parameters.of("w", gradient), Cases.rounding(gradient))
                .value();
    }

    private static Remainder of(double h, double value, double noise) {
        return new Remainder(h, value, noise, 1);
    }
}
