package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps between numbers that a function can be asked at. */
class GridTest {
    private static final double AT = 0.9999f;

    private final Grid fine = new Grid(DType.FLOAT64);
    private final Grid floats = new Grid(DType.FLOAT32);

    @Test
    void in_float64_a_step_is_what_rounding_leaves_of_it() {
        assertThat(fine.step(1, 0x1p-51 + 0x1p-60)).isEqualTo(0x1p-51);
    }

    @Test
    void in_float64_a_step_along_a_direction_is_taken_as_it_is() {
        assertThat(fine.step(0x1.23456p-30)).isEqualTo(0x1.23456p-30);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1e-3, 2.5e-5, 1e-6, 3e-7})
    void a_step_in_float32_leads_from_number_to_number_on_both_sides(double t) {
        double h = floats.step(AT, t);
        assertThat(h).isBetween(0.8 * t, 1.2 * t);
        assertThat(floats.step(AT, -t)).isEqualTo(-h);
        assertThat(DType.FLOAT32.holds(AT + h)).isTrue();
        assertThat(DType.FLOAT32.holds(AT - h)).isTrue();
    }

    @Test
    void steps_in_float32_shrink_by_powers_of_two_exactly() {
        assertThat(floats.step(AT, 0.1)).isEqualTo(0x1p12 * floats.step(AT, 0.1 * 0x1p-12));
    }

    @Test
    void across_a_power_of_two_both_sides_take_the_coarser_step() {
        double below = Math.nextDown(1f);
        double h = floats.step(below, 1e-5);
        assertThat(DType.FLOAT32.holds(below + h)).isTrue();
        assertThat(floats.step(below, -1e-5)).isEqualTo(-h);
    }

    @Test
    void a_negative_element_is_stepped_from_as_a_positive_one() {
        assertThat(floats.step(-AT, 1e-5)).isEqualTo(floats.step(AT, 1e-5));
    }

    @Test
    void what_is_shorter_than_the_last_place_is_no_step() {
        assertThat(floats.step(AT, 1e-9)).isZero();
        assertThat(floats.step(1e-9)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1e-3, 1e-5})
    void a_step_along_a_direction_leads_elements_to_numbers(double t) {
        double h = floats.step(t);
        assertThat(h).isBetween(0.8 * t, 1.2 * t);
        assertThat(DType.FLOAT32.holds(1.5f + 1.0625 * h)).isTrue();
        assertThat(DType.FLOAT32.holds(1.5f - 1.9375 * h)).isTrue();
    }

    @Test
    void a_point_is_rounded_where_the_function_rounds_it() {
        Parameters point = Parameters.of("x", Tensor.of(DType.FLOAT64, Shape.of(1), 0.1));
        assertThat(fine.on(point)).isEqualTo(point);
        assertThat(floats.on(point).get("x").at(0)).isEqualTo((double) 0.1f);
    }
}
