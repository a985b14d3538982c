package dev.gradcheck.verdict;

import static dev.gradcheck.verdict.DiagnosticianTest.diagnose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is zero and must not be, of a truth that counts from 1 unless it says otherwise. */
class DroppedTest {
    @Test
    void elements_that_were_dropped() {
        assertThat(diagnose(Shape.of(2, 2), new double[] {0, 2, 3, -0.0}, counting(4)))
                .isEqualTo(new Diagnosis(
                        "dropped",
                        "dL/dw is zero at [0, 0], [1, 1] and must not be",
                        "look for a mask, a slice or a loop bound that leaves out this place",
                        0));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 4, 5, 6, 7, 8, 9, in row 0",
        "0, 0, 0, 4, 5, 6, 0, 0, 0, 'in rows 0, 2'",
        "1, 2, 0, 4, 5, 0, 7, 8, 0, in column 2",
        "0, 0, 3, 0, 0, 6, 0, 0, 9, 'in columns 0, 1'",
        "1, 2, 3, 4, 5, 6, 7, 8, 0, 'at [2, 2]'",
        "0, 0, 3, 4, 5, 6, 7, 8, 9, 'at [0, 0], [0, 1]'",
        "0, 0, 0, 0, 0, 0, 0, 0, 0, throughout"
    })
    void a_row_or_a_column_that_was_dropped(
            double a, double b, double c, double d, double e, double f, double g, double h, double i, String where) {
        assertThat(sentence(Shape.of(3, 3), new double[] {a, b, c, d, e, f, g, h, i}, counting(9)))
                .isEqualTo("dL/dw is zero " + where + " and must not be");
    }

    @Test
    void a_dropped_row_may_have_had_zeros_and_one_that_has_a_number_left_was_not_dropped() {
        double[] truth = {1, 0, 3, 4, 5, 6};
        assertThat(sentence(Shape.of(2, 3), new double[] {0, 0, 0, 4, 5, 6}, truth))
                .contains("zero in row 0 and");
        assertThat(sentence(Shape.of(2, 3), new double[] {0, 1e-13, 0, 4, 5, 6}, truth))
                .contains("zero at [0, 0], [0, 2] and");
    }

    @Test
    void one_element_that_must_not_be_zero_makes_no_row_although_the_others_of_its_row_are() {
        assertThat(sentence(Shape.of(2, 2), new double[] {0, 0, 3, 4}, new double[] {0, 2, 3, 4}))
                .contains("zero at [0, 1] and");
        double[] diagonal = {1, 0, 0, 0, 2, 0, 0, 0, 3};
        assertThat(sentence(Shape.of(3, 3), new double[] {0, 0, 0, 0, 0, 0, 0, 0, 3}, diagonal))
                .contains("(at [0, 0], [1, 1]) and");
    }

    @Test
    void four_dropped_rows_or_columns_are_all_shown() {
        double[] analytic = counting(10);
        IntStream.range(0, 8).forEach(i -> analytic[i] = 0);
        assertThat(sentence(Shape.of(5, 2), analytic, counting(10))).contains("in rows 0, 1, 2, 3 and must");
        double[] columns = {0, 0, 0, 0, 5, 0, 0, 0, 0, 10};
        assertThat(sentence(Shape.of(2, 5), columns, counting(10))).contains("in columns 0, 1, 2, 3 and must");
    }

    @Test
    void of_many_dropped_rows_or_elements_four_are_shown_and_the_others_counted() {
        double[] analytic = counting(12);
        IntStream.range(0, 10).forEach(i -> analytic[i] = 0);
        assertThat(sentence(Shape.of(6, 2), analytic, counting(12))).contains("in rows 0, 1, 2, 3 and 1 more and");
        assertThat(sentence(Shape.of(6), new double[] {0, 0, 0, 0, 0, 6}, counting(6)))
                .contains("(at [0], [1], [2], [3] and 1 more) and");
        assertThat(sentence(Shape.of(5), new double[] {0, 0, 0, 0, 6}, new double[] {1, 2, 3, 4, 6}))
                .contains("(at [0], [1], [2], [3]) and must");
    }

    @Test
    void elements_of_more_than_two_axes_are_shown_one_by_one() {
        assertThat(sentence(Shape.of(2, 1, 2), new double[] {0, 0, 3, 4}, counting(4)))
                .contains("where index 0 ≤ 0 (at [0, 0, 0], [0, 0, 1]) and");
    }

    @Test
    void what_a_threshold_on_the_input_sets_apart_is_named_by_it() {
        Parameters clues = Parameters.of("w", Cases.vector(-31, 5, 40, -2, 29));
        assertThat(diagnose(Shape.of(5), new double[] {0, 2, 0, 4, 5}, counting(5), clues)
                        .sentence())
                .isEqualTo("dL/dw is zero where |w| ≥ 31.0 (at [0], [2]) and must not be");
    }

    @Test
    void what_a_threshold_on_another_tensor_of_the_size_sets_apart_is_named_by_it() {
        Parameters clues = Parameters.of("w", Cases.vector(1, 1, 1, 1)).with("output", Cases.vector(0.2, -3, 0.4, -7));
        assertThat(diagnose(Shape.of(4), new double[] {1, 0, 3, 0}, counting(4), clues)
                        .sentence())
                .isEqualTo("dL/dw is zero where output ≤ -3.0 (at [1], [3]) and must not be");
    }

    @Test
    void what_is_rightly_zero_says_nothing_of_the_threshold() {
        Parameters clues = Parameters.of("w", Cases.vector(7, 9, 2, 8));
        assertThat(diagnose(Shape.of(4), new double[] {0, 0, 3, 0}, new double[] {1, 2, 3, 0}, clues)
                        .sentence())
                .contains("where w ≥ 7.0 (at [0], [1]) and");
    }

    @Test
    void what_no_threshold_sets_apart_is_listed() {
        Parameters clues = Parameters.of("w", Cases.vector(1, 4, 2, 3));
        assertThat(diagnose(Shape.of(4), new double[] {0, 2, 3, 0}, counting(4), clues)
                        .sentence())
                .isEqualTo("dL/dw is zero at [0], [3] and must not be");
    }

    private static String sentence(Shape shape, double[] analytic, double[] truth) {
        return diagnose(shape, analytic, truth).sentence();
    }

    private static double[] counting(int size) {
        return IntStream.rangeClosed(1, size).asDoubleStream().toArray();
    }
}
