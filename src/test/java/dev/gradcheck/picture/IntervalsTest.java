package dev.gradcheck.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.oracle.StepCurve.Point;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    @Test
    void values_that_are_alike_are_told_apart_by_what_the_axis_leaves_off() {
        String svg = intervals(row(1 + 1e-9, 1e-12, true), row(1, 1e-10, false));
        assertThat(svg).contains("W − (1.0)", ">1e-09<");
    }

    @Test
    void a_bound_that_is_much_wider_goes_on_beyond_the_picture() {
        assertThat(intervals(row(1, 0, true), row(2, 1e6, false))).contains("▶", "◀");
        assertThat(intervals(row(1, 0, true), row(2, 0.5, false))).doesNotContain("▶");
    }

    @Test
    void values_near_each_other_have_the_digits_that_tell_them_apart() {
        String svg = intervals(row(10008.34, 15, true), row(10023.41, 12, false));
        assertThat(svg).contains(": 10008 ± 15", ": 10023 ± 12", ">10000<", ">10020<");
    }

    @Test
    void an_oracle_without_a_bound_says_so() {
        assertThat(intervals(row(1, 0, true), Interval.of("autograd", 2, OptionalDouble.empty(), false)))
                .contains("autograd: 2, no bound");
    }

    @Test
    void what_is_not_finite_is_left_out_and_nothing_finite_is_no_picture() {
        assertThat(intervals(row(Double.NaN, 0, true), row(2, 1, false))).doesNotContain("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Intervals("W", List.of(row(Double.NaN, 0, true))))
                .withMessage("no value of W is finite");
    }

    @Test
    void extreme_numbers_make_no_coordinate_that_is_none() {
        for (double value : new double[] {0, Double.MIN_VALUE, 1e308, -1e308, 1e-300}) {
            assertThat(intervals(row(value, 0, true), row(-value, Math.abs(value), false)))
                    .doesNotContain("=\"NaN\"", "=\"Infinity\"", "=\"-Infinity\"");
            Steps steps = new Steps(
                    "W",
                    List.of(new Point(0.1, value, 1e-3), new Point(1e-3, -value, 0)),
                    value,
                    OptionalDouble.of(1e-3));
            assertThat(steps.svg().render()).doesNotContain("=\"NaN\"", "=\"Infinity\"", "=\"-Infinity\"");
        }
    }

    @Test
    void a_curve_shows_every_step_the_chosen_one_and_the_value_judged() {
        Steps steps = new Steps(
                "W[3]",
                List.of(new Point(0.1, 2.1, 0.2), new Point(0.025, 2.01, 0.02), new Point(1e-9, 70, 90)),
                3,
                OptionalDouble.of(0.025));
        assertThat(steps.svg().render())
                .contains("h = 0.100", "h = 0.0250", "h = 1.00e-09", "the chosen one, 0.025", "analytic: 3.0", "▲");
    }

    private static String intervals(Interval... rows) {
        return new Intervals("W", List.of(rows)).svg().render();
    }

    private static Interval row(double value, double bound, boolean isAccused) {
        return Interval.of(isAccused ? "analytic" : "oracle", value, OptionalDouble.of(bound), isAccused);
    }
}
