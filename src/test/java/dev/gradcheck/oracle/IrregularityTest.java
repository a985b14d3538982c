package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** Kinks and jumps, recognised in levels made by hand: steps 1, ¼, 1/16, … */
class IrregularityTest {
    @Test
    void one_sided_slopes_are_extrapolated_to_the_point() {
        Slope slope =
                Irregularity.at(levels(5, h -> kink(h, 1 + h, 3 - 2 * h, 0)), 9).orElseThrow();
        assertThat(slope.kind()).isEqualTo(Slope.Kind.KINK);
        assertThat(slope.left()).isCloseTo(1, within(1e-14));
        assertThat(slope.right()).isCloseTo(3, within(1e-14));
        assertThat(slope.value()).isCloseTo(2, within(1e-14));
        assertThat(slope.step()).isEqualTo(1.0 / 256);
        assertThat(slope.evaluations()).isEqualTo(9);
    }

    @Test
    void the_bound_at_a_kink_is_that_of_the_worse_side_and_of_the_noise() {
        Slope bent =
                Irregularity.at(levels(4, h -> kink(h, h * h / 4, 1, 0)), 0).orElseThrow();
        double limits = change(1.0 / 16, 1.0 / 64);
        assertThat(bent.bound().orElseThrow()).isCloseTo(limits / 2, within(1e-15));
        Slope noisy = Irregularity.at(levels(4, h -> kink(h, 0, 1, 1e-4)), 0).orElseThrow();
        assertThat(noisy.bound().orElseThrow()).isCloseTo(6e-4, within(1e-15));
    }

    @Test
    void the_bound_is_the_least_of_all_steps() {
        List<Level> levels = new ArrayList<>(levels(5, h -> kink(h, 0, 1, 1e-6 / h)));
        Slope slope = Irregularity.at(levels, 0).orElseThrow();
        assertThat(slope.bound().orElseThrow()).isCloseTo(6e-6 * 16, within(1e-15));
    }

    /** Slopes from above of 64, 67, 70 and 73 have the limits 68, 71 and 74, each 3 from the one before. */
    @Test
    void of_equally_good_steps_the_longest_is_taken() {
        Slope slope = Irregularity.at(steps(64, 67, 70, 73), 0).orElseThrow();
        assertThat(slope.right()).isEqualTo(71);
        assertThat(slope.bound()).hasValue(2 * 3);
    }

    @Test
    void three_steps_have_to_agree_with_the_one_before() {
        assertThat(Irregularity.at(levels(3, h -> kink(h, 0, 1, 0)), 0)).isEmpty();
        assertThat(Irregularity.at(levels(4, h -> kink(h, 0, 1, 0)), 0)).isPresent();
    }

    @Test
    void a_jump_of_the_slopes_has_to_stand_out_of_the_noise() {
        assertThat(Irregularity.at(levels(5, h -> kink(h, 0, 1, 1 / 7.9)), 0)).isEmpty();
        assertThat(Irregularity.at(levels(5, h -> kink(h, 0, 1, 1 / 8.0)), 0)).isEmpty();
        assertThat(Irregularity.at(levels(5, h -> kink(h, 0, 1, 1 / 8.1)), 0)).isPresent();
    }

    @Test
    void a_jump_that_shrinks_with_the_step_is_curvature() {
        assertThat(Irregularity.at(levels(8, h -> kink(h, 0, h, 0)), 0)).isEmpty();
    }

    @Test
    void a_jump_that_falls_by_half_is_no_kink_and_one_that_falls_by_less_is() {
        assertThat(Irregularity.at(steps(1, 1, 1, 1, 0.5), 0)).isEmpty();
        assertThat(Irregularity.at(steps(1, 1, 1, 1, 0.75), 0)).isPresent();
        assertThat(Irregularity.at(steps(1, 2.1, 1, 1, 1), 0)).isEmpty();
        assertThat(Irregularity.at(steps(2, 1, 1, 1, 1), 0)).isPresent();
        assertThat(Irregularity.at(steps(1, 1.5, 1, 1, 1), 0)).isEmpty();
        assertThat(Irregularity.at(steps(1, 1.49, 1, 1, 1), 0)).isPresent();
    }

    @Test
    void a_jump_that_is_gone_at_a_smaller_step_was_near_the_point() {
        assertThat(Irregularity.at(steps(1, 1, 1, 1, 1, 0), 0)).isEmpty();
    }

    @Test
    void a_jump_that_noise_hides_at_a_smaller_step_may_still_be_there() {
        List<Level> levels = new ArrayList<>(steps(1, 1, 1, 1, 1));
        levels.add(kink(1e-4, 0, 0, 0.1));
        assertThat(Irregularity.at(levels, 0)).isPresent();
        levels.set(5, kink(1e-4, 0, 0, 0.05));
        assertThat(Irregularity.at(levels, 0)).isEmpty();
        levels.set(5, kink(1e-4, 0, 0.25, 0.25 / 8));
        assertThat(Irregularity.at(levels, 0)).isPresent();
        levels.set(5, kink(1e-4, 0, 0.3, 0.05));
        assertThat(Irregularity.at(levels, 0)).isPresent();
    }

    @Test
    void a_value_that_does_not_settle_is_discontinuous() {
        List<Level> levels = rises(5, 3, 2, 2, 2);
        Slope slope = Irregularity.at(levels, 4).orElseThrow();
        assertThat(slope.kind()).isEqualTo(Slope.Kind.DISCONTINUOUS);
        assertThat(slope.bound()).isEmpty();
        assertThat(slope.left()).isZero();
        assertThat(slope.right()).isEqualTo(2 * 256);
        assertThat(slope.value()).isEqualTo(256);
        assertThat(slope.step()).isEqualTo(1.0 / 256);
        assertThat(slope.evaluations()).isEqualTo(4);
    }

    @Test
    void a_rise_that_still_halves_may_settle() {
        assertThat(Irregularity.at(rises(9, 9, 4, 2, 2), 0)).isEmpty();
        assertThat(Irregularity.at(rises(9, 9, 3.9, 2, 2), 0)).isPresent();
        assertThat(Irregularity.at(rises(9, 9, 2, 4, 2), 0)).isEmpty();
    }

    @Test
    void a_rise_has_to_be_seen_at_the_last_step_and_at_three_before() {
        assertThat(Irregularity.at(rises(2, 2, 2), 0)).isEmpty();
        assertThat(Irregularity.at(rises(2, 2, 2, 2), 0)).isPresent();
        assertThat(Irregularity.at(rises(2, 2, 2, 2, 2, 0), 0)).isEmpty();
    }

    @Test
    void a_rise_within_the_noise_is_no_jump() {
        assertThat(Irregularity.at(noisy(0.25), 0)).isEmpty();
        assertThat(Irregularity.at(noisy(0.2), 0)).isPresent();
    }

    /** Rises of 2 in values that are off by this much. */
    private static List<Level> noisy(double noise) {
        return levels(5, h -> new Level(h, 2 / h, 0, noise / h, 2));
    }

    private static List<Level> rises(double... rises) {
        List<Level> levels = new ArrayList<>();
        double h = 1;
        for (double rise : rises) {
            levels.add(new Level(h, rise / h, 0, 0, rise));
            h /= 4;
        }
        return levels;
    }

    private static List<Level> steps(double... jumps) {
        List<Level> levels = new ArrayList<>();
        double h = 1;
        for (double jump : jumps) {
            levels.add(kink(h, 0, jump, 0));
            h /= 4;
        }
        return levels;
    }

    private static List<Level> levels(int count, DoubleFunction<Level> level) {
        List<Level> levels = new ArrayList<>();
        double h = 1;
        for (int j = 0; j < count; j++, h /= 4) {
            levels.add(level.apply(h));
        }
        return levels;
    }

    private static Level kink(double h, double left, double right, double noise) {
        return new Level(h, right, left, noise, Math.max(Math.abs(left), Math.abs(right)) * h);
    }

    /** How much the limit of h² changes from one step to the next. */
    private static double change(double before, double now) {
        return Math.abs(limit(now, before) - limit(before, 4 * before));
    }

    private static double limit(double now, double before) {
        return now * now + (now * now - before * before) / 3;
    }
}
