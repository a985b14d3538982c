package dev.gradcheck.accused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.ScalarFunction;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is known of rounding by the grid of some values alone. */
class GranularityTest {
    private static final double PLACE = 0x1p-52;

    @Test
    void few_multiples_of_a_last_place_are_known_to_that_place() {
        assertThat(of(1, 3 * PLACE, 0, 5 * PLACE).noise()).isEqualTo(PLACE);
    }

    @Test
    void a_single_number_is_known_to_the_last_place_of_its_few_bits() {
        assertThat(of(1, 6 * PLACE).noise()).isEqualTo(2 * PLACE);
    }

    @Test
    void numbers_with_all_their_digits_have_no_grid() {
        assertThat(of(1, Math.PI * PLACE, 5 * PLACE).noise()).isZero();
    }

    @Test
    void a_grid_that_is_coarser_than_a_rounding_is_the_function_itself() {
        assertThat(of(1, 1, 2, 3).noise()).isZero();
    }

    @Test
    void zeros_have_no_grid() {
        assertThat(of(1, 0, 0).noise()).isZero();
    }

    @Test
    void of_products_of_large_numbers_the_last_place_is_larger_but_a_value_that_stands_still_is_none() {
        assertThat(of(1e8, 2, 4).noise()).isEqualTo(2);
        assertThat(of(1e8, 2, 2).noise()).isZero();
    }

    @Test
    void values_of_a_few_bits_do_not_tell_their_dtype() {
        assertThat(of(1e6, 0x1.8p-10, 0x1.8p-10).isCancelled()).isTrue();
        assertThat(of(1, 0x1.8p-10, 0x1.8p-10).isCancelled()).isFalse();
    }

    private static Granularity of(double largest, double... values) {
        Granularity grid = new Granularity(new LastPlaces(ScalarFunction.point(largest)));
        Arrays.stream(values).forEach(grid::add);
        return grid;
    }
}
