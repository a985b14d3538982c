package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Each column of the tableau removes one power of h. */
class ExtrapolationTest {
    @Test
    void the_first_column_is_what_was_added() {
        assertThat(even(h -> 3 + h).get(1, 0)).isEqualTo(3.25);
    }

    @Test
    void the_columns_of_even_powers_remove_the_second_and_the_fourth() {
        Extrapolation table = even(h -> 3 + h * h - 2 * Math.pow(h, 4));
        assertThat(table.get(2, 2)).isCloseTo(3, within(1e-14));
        assertThat(table.get(1, 1)).isNotCloseTo(3, within(1e-2));
    }

    @Test
    void the_columns_of_odd_powers_remove_the_first_and_the_third() {
        Extrapolation table = table(1, h -> h - 2 * h * h * h);
        assertThat(table.get(2, 2)).isCloseTo(0, within(1e-14));
    }

    @Test
    void there_are_no_more_columns_than_asked_for() {
        Extrapolation table = even(h -> 1);
        assertThat(table.width(0)).isEqualTo(1);
        assertThat(table.width(1)).isEqualTo(2);
        assertThat(table.width(3)).isEqualTo(3);
    }

    @Test
    void the_disagreement_is_the_larger_distance_to_the_two_entries_before() {
        Extrapolation table = new Extrapolation(4, 2, 2, 2);
        table.add(16);
        table.add(1);
        assertThat(table.get(1, 1)).isEqualTo(0);
        assertThat(table.disagreement(1, 1)).isEqualTo(16);
    }

    @Test
    void agreement_by_chance_is_no_less_than_a_sixteenth_of_the_last_disagreement() {
        Extrapolation table = new Extrapolation(4, 2, 2, 2);
        table.add(16);
        table.add(1);
        table.add(1);
        assertThat(table.disagreement(2, 1)).isEqualTo(1);
        assertThat(table.disagreement(2, 2)).isEqualTo(Math.abs(table.get(2, 2) - table.get(1, 1)));
    }

    private static Extrapolation even(DoubleUnaryOperator value) {
        return table(2, value);
    }

    private static Extrapolation table(int first, DoubleUnaryOperator value) {
        Extrapolation table = new Extrapolation(4, first, 2, 2);
        for (double h = 1; h > 0.01; h /= 4) {
            table.add(value.applyAsDouble(h));
        }
        return table;
    }
}
