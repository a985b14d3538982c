package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The ladder by itself: levels in, the best estimate out. */
class LadderTest {
    @Test
    void of_one_level_nothing_is_known() {
        assertThat(ladder(x -> x, 0, 1).isEmpty()).isTrue();
        assertThat(ladder(x -> x, 0, 2).isEmpty()).isFalse();
    }

    @Test
    void a_level_is_the_mean_and_the_difference_of_its_slopes() {
        Level level = new Level(0.5, 3, 1, 0.1, 2);
        assertThat(level.central()).isEqualTo(2);
        assertThat(level.jump()).isEqualTo(2);
        assertThat(level.isDrowned()).isFalse();
    }

    @Test
    void a_level_is_made_of_the_changes_to_both_sides() {
        Level level = Level.of(new Line.Change(0.5, 3, 0.25), new Line.Change(-0.5, -4, 0.125));
        assertThat(level).isEqualTo(new Level(0.5, 6, 8, 0.5, 4));
    }

    @Test
    void a_level_is_drowned_where_noise_is_above_both_slopes() {
        assertThat(new Level(1, 3, -1, 3.1, 0).isDrowned()).isTrue();
        assertThat(new Level(1, -3, 1, 3, 0).isDrowned()).isFalse();
        assertThat(new Level(1, 1, -3, 2, 0).isDrowned()).isFalse();
    }

    @Test
    void more_noise_in_the_values_is_more_in_the_slopes_of_small_steps_and_never_less() {
        Level level = new Level(0.5, 3, 1, 0.1, 2);
        assertThat(level.withNoise(0.2)).isEqualTo(new Level(0.5, 3, 1, 0.4, 2));
        assertThat(level.withNoise(0.001)).isEqualTo(level);
    }

    @Test
    void a_ladder_is_drowned_when_its_last_three_levels_are() {
        Ladder ladder = new Ladder();
        ladder.add(new Level(4, 0, 0, 1, 0));
        ladder.add(new Level(1, 0, 0, 1, 0));
        assertThat(ladder.isDrowned()).isFalse();
        ladder.add(new Level(0.25, 0, 0, 1, 0));
        assertThat(ladder.isDrowned()).isTrue();
        ladder.add(new Level(0.0625, 2, 2, 1, 0));
        assertThat(ladder.isDrowned()).isFalse();
    }

    @Test
    void a_ladder_is_exhausted_when_the_noise_of_its_last_step_is_its_bound() {
        Ladder ladder = ladder(x -> 2 * x, 1e-3, 3);
        Slope best = ladder.best(0);
        assertThat(best.bound().orElseThrow()).isCloseTo(3 * 1e-3 * 4, within(1e-9));
        assertThat(ladder.isExhausted(best)).isTrue();
        assertThat(ladder(x -> Math.exp(3 * x), 1e-9, 3)
                        .isExhausted(ladder(x -> Math.exp(3 * x), 1e-9, 3).best(0)))
                .isFalse();
    }

    @Test
    void a_ladder_whose_last_step_is_the_best_is_exhausted_if_noise_is_all_of_its_bound() {
        Ladder ladder = ladder(x -> 2 * x, 1e-3, 2);
        assertThat(ladder.isExhausted(ladder.best(0))).isTrue();
    }

    @Test
    void of_equally_good_estimates_that_of_the_longest_step_is_taken() {
        assertThat(ladder(x -> 2 * x, 0, 4).best(0).step()).isEqualTo(0.25);
    }

    @Test
    void the_estimate_of_a_cubic_is_exact_from_the_second_level_on() {
        Slope best = ladder(x -> x * x * x + 2 * x, 0, 3).best(7);
        assertThat(best.value()).isEqualTo(2);
        assertThat(best.evaluations()).isEqualTo(7);
        assertThat(best.step()).isEqualTo(0.0625);
    }

    @Test
    void each_column_gains() {
        double two = error(2);
        assertThat(error(3)).isLessThan(two / 100);
        assertThat(error(4)).isLessThan(error(3) / 1000);
        assertThat(error(5)).isLessThan(error(4) / 1000);
    }

    @Test
    void what_is_left_of_the_jump_is_in_the_bound() {
        Slope best = ladder(Math::abs, 0, 5).best(0);
        assertThat(best.value()).isZero();
        assertThat(best.bound().orElseThrow()).isGreaterThan(1);
    }

    @Test
    void an_estimate_that_another_contradicts_covers_it() {
        Ladder ladder = new Ladder();
        for (double h = 1; h > 1e-5; h /= 4) {
            double slope = h > 0.01 ? 5 : 3;
            ladder.add(new Level(h, slope, slope, 0, slope * h));
        }
        Slope best = ladder.best(0);
        assertThat(best.bound().orElseThrow()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void the_bound_covers_the_bound_of_what_contradicts() {
        Slope best = steps(5, 1e-6, 3, 1e-7);
        assertThat(best.value()).isEqualTo(3);
        assertThat(best.bound().orElseThrow()).isCloseTo(2 + 3e-6, within(1e-12));
    }

    /** A longer step has to be sure of its value to 10⁻⁴ of it, however small that is. */
    @Test
    void a_longer_step_that_is_not_sure_contradicts_nothing() {
        assertThat(steps(5e-6, 1.7e-10, 3e-6, 1e-14).bound().orElseThrow()).isCloseTo(3e-14, within(1e-20));
        assertThat(steps(5e-6, 1.6e-10, 3e-6, 1e-14).bound().orElseThrow()).isGreaterThan(2e-6);
        assertThat(steps(5e6, 170, 3e6, 1).bound().orElseThrow()).isCloseTo(3, within(1e-9));
        assertThat(steps(5e6, 160, 3e6, 1).bound().orElseThrow()).isGreaterThan(2e6);
    }

    @Test
    void within_three_bounds_of_a_longer_step_and_its_own_nothing_contradicts() {
        double bound = 3e-6;
        double best = 2.7e-6;
        assertThat(steps(1 + 3 * bound + 0.99 * best, 1e-6, 1, 0.9e-6).bound().orElseThrow())
                .isCloseTo(best, within(1e-15));
        assertThat(steps(1 + 3 * bound + 1.01 * best, 1e-6, 1, 0.9e-6).bound().orElseThrow())
                .isGreaterThan(4 * bound);
    }

    @Test
    void a_longer_step_that_is_sure_to_just_a_ten_thousandth_contradicts_nothing() {
        assertThat(steps(3e4, 1, 1e4, 0.5).bound()).hasValue(1.5);
        assertThat(steps(Math.nextUp(3e4), 1, 1e4, 0.5).bound().orElseThrow()).isGreaterThan(2e4);
    }

    @Test
    void at_just_three_bounds_of_a_longer_step_and_its_own_nothing_contradicts() {
        assertThat(steps(1e6 + 3 * 3 + 1.5, 1, 1e6, 0.5).bound()).hasValue(1.5);
        assertThat(steps(Math.nextUp(1e6 + 3 * 3 + 1.5), 1, 1e6, 0.5).bound().orElseThrow())
                .isGreaterThan(3 * 3 + 1.5);
    }

    /**
     * Where the slopes at the steps 1, ¼, … are 4369, 1, 0, 0, 0, the last two entries of the third column are −1/(3825·4095), and so is
     * the fourth of the last row; its first is 0.
     */
    @Test
    void entries_of_the_same_steps_contradict_each_other_only_if_they_are_sure() {
        double other = 1 / (3825 * 4095.0);
        assertThat(endingInZeros(other / 100).bound().orElseThrow()).isEqualTo(3 * other / 100);
        assertThat(endingInZeros(other / 1e5).bound().orElseThrow()).isCloseTo(other, withinPercentage(0.1));
    }

    @Test
    void the_noise_that_small_steps_show_widens_the_bound() {
        Ladder ladder = new Ladder();
        double sign = 1;
        for (double h = 1; h > 1e-6; h /= 4) {
            double slope = 1 + sign * 1e-9 / h;
            ladder.add(new Level(h, slope, slope, 0, h));
            sign = -sign;
        }
        double bound = ladder.withScatter().best(0).bound().orElseThrow();
        assertThat(ladder.withScatter().levels().get(0).noise()).isBetween(0.5e-9, 3e-9);
        assertThat(bound).isGreaterThan(2e-9);
    }

    @Test
    void a_ladder_with_more_noise_has_the_same_steps() {
        Ladder ladder = ladder(x -> 2 * x, 1e-3, 3);
        Ladder noisy = ladder.withNoise(1e-2);
        assertThat(noisy.levels()).hasSize(3).extracting(Level::noise).containsExactly(1e-2, 1e-2 * 4, 1e-2 * 16);
        noisy.add(new Level(1 / 64.0, 2, 2, 0, 0));
        assertThat(noisy.levels().get(3).noise()).isEqualTo(0.64);
    }

    @Test
    void a_finer_ladder_keeps_the_noise_and_not_the_steps() {
        Ladder finer = ladder(x -> 2 * x, 1e-3, 3).withNoise(1e-2).finer();
        assertThat(finer.levels()).isEmpty();
        finer.add(new Level(0.5, 2, 2, 0, 0));
        assertThat(finer.levels()).extracting(Level::noise).containsExactly(1e-2 * 2);
    }

    @Test
    void a_finer_ladder_knows_nothing_of_two_steps_because_nothing_confirms_them() {
        assertThat(finer(x -> x, 2).isEmpty()).isTrue();
        assertThat(finer(x -> x, 3).isEmpty()).isFalse();
    }

    @Test
    void the_steps_of_a_finer_ladder_shrink_by_two() {
        // of x³ + 2x the first column is right, if the ratio is
        assertThat(finer(x -> x * x * x + 2 * x, 3).best(0).value()).isEqualTo(2);
    }

    @Test
    void a_finer_ladder_gets_more_out_of_the_same_shortest_step() {
        double coarse = ladder(Math::sinh, 0, 3).best(0).bound().orElseThrow();
        double finer = finer(Math::sinh, 5).best(0).bound().orElseThrow();
        assertThat(finer).isLessThan(coarse / 10);
    }

    /** Ten steps of one slope, then ten of another, each with the noise of the slope. */
    private static Slope steps(double longer, double noise, double shorter, double less) {
        Ladder ladder = new Ladder();
        double h = 1;
        for (int j = 0; j < 20; j++, h /= 4) {
            double slope = j < 10 ? longer : shorter;
            ladder.add(new Level(h, slope, slope, j < 10 ? noise : less, slope * h));
        }
        return ladder.best(0);
    }

    private static Slope endingInZeros(double noise) {
        Ladder ladder = new Ladder();
        double h = 1;
        for (double slope : new double[] {4369, 1, 0, 0, 0}) {
            ladder.add(new Level(h, slope, slope, noise, slope * h));
            h /= 4;
        }
        return ladder.best(0);
    }

    private static double error(int levels) {
        return Math.abs(ladder(Math::sinh, 0, levels).best(0).value() - 1);
    }

    /** Levels of the steps 1, ½, … at 0. */
    private static Ladder finer(DoubleUnaryOperator f, int count) {
        return filled(new Ladder().finer(), 2, f, 0, count);
    }

    /** Levels of the steps 1, ¼, … at 0; the function is 0 there, or its value there does not matter. */
    private static Ladder ladder(DoubleUnaryOperator f, double noise, int count) {
        return filled(new Ladder(), 4, f, noise, count);
    }

    private static Ladder filled(Ladder ladder, double ratio, DoubleUnaryOperator f, double noise, int count) {
        double h = 1;
        double at = f.applyAsDouble(0);
        for (int j = 0; j < count; j++, h /= ratio) {
            double up = f.applyAsDouble(h) - at;
            double down = f.applyAsDouble(-h) - at;
            ladder.add(Level.of(new Line.Change(h, up, noise), new Line.Change(-h, down, 0)));
        }
        return ladder;
    }
}
