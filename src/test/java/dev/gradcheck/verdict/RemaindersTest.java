package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ladders of the steps 1, 1/16, 1/256, … with given orders between them. */
class RemaindersTest {
    @Test
    void the_order_is_second_if_that_of_the_two_smallest_distinct_steps_is() {
        assertThat(distinct(1, 2).isSecondOrder()).isTrue();
        assertThat(distinct(1.91).isSecondOrder()).isTrue();
        assertThat(distinct(1.89).isSecondOrder()).isFalse();
        assertThat(distinct(2, 1).isSecondOrder()).isFalse();
        assertThat(distinct().isSecondOrder()).isFalse();
    }

    @Test
    void or_if_the_step_below_is_drowned_and_so_small_that_the_order_is_at_least_that() {
        assertThat(new Remainders(List.of(of(1, 1, 0.01), of(1.0 / 16, 0, 1e-3)), 0).isSecondOrder())
                .isTrue();
        assertThat(new Remainders(List.of(of(1, 1, 0.01), of(1.0 / 16, 0, 1e-2)), 0).isSecondOrder())
                .isFalse();
    }

    @Test
    void the_order_is_first_if_it_is_so_twice_at_the_smallest_steps() {
        assertThat(distinct(1, 1).isFirstOrder()).isTrue();
        assertThat(distinct(2, 1, 1).isFirstOrder()).isTrue();
        assertThat(distinct(1).isFirstOrder()).isFalse();
        assertThat(distinct(1, 2).isFirstOrder()).isFalse();
        assertThat(distinct(2, 1).isFirstOrder()).isFalse();
        assertThat(distinct(1, 1, 1.49).isFirstOrder()).isTrue();
        assertThat(distinct(1, 1, 1.51).isFirstOrder()).isFalse();
    }

    @Test
    void a_remainder_that_does_not_shrink_at_a_wider_step_is_noise_and_no_slope() {
        assertThat(distinct(0.51, 1, 1).isFirstOrder()).isTrue();
        assertThat(distinct(0.49, 1, 1).isFirstOrder()).isFalse();
        assertThat(distinct(1, 1, 0.49).isFirstOrder()).isFalse();
    }

    @Test
    void what_is_drowned_below_has_to_be_in_proportion_as_far_as_noise_lets_see() {
        List<Remainder> ladder = new ArrayList<>(distinct(1, 1).ladder());
        ladder.add(of(1.0 / 4096, 1.0 / 4096, 1e-4));
        assertThat(new Remainders(ladder, 2).isFirstOrder()).isTrue();
        ladder.set(3, of(1.0 / 4096, 0.003, 1e-4));
        assertThat(new Remainders(ladder, 2).isFirstOrder()).isFalse();
    }

    @Test
    void the_sentences_say_how_far_the_slope_is_off_against_the_terms() {
        Remainders remainders =
                new Remainders(List.of(new Remainder(0.5, -1, 0, 8), new Remainder(0.03125, -0.0625, 0, 0.5)), 1);
        assertThat(remainders.broken())
                .isEqualTo("order 1.00, down to h = 0.031: the slope is off by -2.0 where the terms of ⟨g, d⟩ add up to"
                        + " 16.0");
        assertThat(remainders.holds())
                .isEqualTo("order 1.00, down to h = 0.031; a slope off by 2.0 would be seen, where the terms of ⟨g, d⟩"
                        + " add up to 16");
    }

    @Test
    void orders_are_told_between_distinct_steps() {
        assertThat(distinct(2, 1).orders()).isEqualTo("2.00, 1.00");
        assertThat(distinct().orders()).isEqualTo("none");
        assertThat(new Remainders(List.of(of(1, 1, 0.01), of(1.0 / 16, 0, 1e-3)), 0).orders())
                .isEqualTo("none");
    }

    private static Remainders distinct(double... orders) {
        List<Remainder> ladder = new ArrayList<>();
        double h = 1;
        double value = 1;
        ladder.add(of(h, value, 0));
        for (double order : orders) {
            h /= 16;
            value *= StrictMath.pow(16, -order);
            ladder.add(of(h, value, 0));
        }
        return new Remainders(ladder, ladder.size() - 1);
    }

    private static Remainder of(double h, double value, double noise) {
        return new Remainder(h, value, noise, h);
    }
}
