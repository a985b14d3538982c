package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void two_values_have_the_digits_in_which_they_differ() {
        assertThat(Numbers.instead(10008.33984375, 10023.408056368473)).isEqualTo("10008 instead of 10023");
        assertThat(Numbers.instead(1.0000002, 1)).isEqualTo("1.00000020 instead of 1.00000000");
    }

    @Test
    void four_digits_are_enough_for_values_that_are_far_apart_or_none() {
        assertThat(Numbers.instead(-2, 2)).isEqualTo("-2.000 instead of 2.000");
        assertThat(Numbers.instead(0, 0)).isEqualTo("0 instead of 0");
        assertThat(Numbers.instead(Double.NaN, 1.5)).isEqualTo("NaN instead of 1.500");
    }
}
