package dev.gradcheck.verdict;

import static dev.gradcheck.verdict.DiagnosticianTest.diagnose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Faults of a part of a gradient: some elements, rows or columns, or one term of the formula. */
class PartsTest {
    private static final Shape MATRIX = Shape.of(3, 5);

    @Test
    void half_of_the_only_element_is_a_factor() {
        assertThat(diagnose(Shape.of(1), new double[] {0.5}, new double[] {1}).fault())
                .isEqualTo("factor");
    }

    @Test
    void one_wrong_sign_of_two_is_a_sign_and_no_neighbours_value() {
        Diagnosis diagnosis = diagnose(Shape.of(2), new double[] {1, 1}, new double[] {1, -1});
        assertThat(diagnosis.fault()).isEqualTo("sign");
        assertThat(diagnosis.sentence())
                .isEqualTo(
                        "dL/dw has the wrong sign at [1], and is right elsewhere; or element [1] of dL/dw has the value that"
                                + " belongs to element [0]");
    }

    @Test
    void a_wrong_sign_beyond_a_threshold_on_the_input_names_the_threshold() {
        Parameters clues = Parameters.of("w", Cases.vector(-31, 5, 40, -2, 29));
        Diagnosis diagnosis =
                diagnose(Shape.of(5), new double[] {-3, 1, 2, 7, 4}, new double[] {3, 1, -2, 7, 4}, clues);
        assertThat(diagnosis.fault()).isEqualTo("sign");
        assertThat(diagnosis.sentence()).contains("where |w| ≥ 31").contains("[0], [2]");
    }

    @Test
    void the_same_ratio_in_some_elements_is_a_factor_with_its_place() {
        Diagnosis diagnosis = diagnose(Shape.of(5), new double[] {1, 2, 9, 12, 15}, new double[] {1, 2, 3, 4, 5});
        assertThat(diagnosis.fault()).isEqualTo("factor");
        assertThat(diagnosis.sentence()).contains("3.00000 times the truth where index 0 ≥ 2");
    }

    @Test
    void different_ratios_in_some_elements_are_no_factor() {
        assertThat(diagnose(Shape.of(5), new double[] {1, 2, 9, 13, 15}, new double[] {1, 2, 3, 4, 5})
                        .fault())
                .isEqualTo("unexplained");
    }

    @Test
    void a_gradient_that_must_be_zero_below_a_threshold_lacks_the_mask() {
        Parameters clues = Parameters.of("w", Cases.vector(-1, 2, -3, 4));
        Diagnosis diagnosis = diagnose(Shape.of(4), new double[] {5, 6, 7, 8}, new double[] {0, 6, 0, 8}, clues);
        assertThat(diagnosis.fault()).isEqualTo("activation mask missing");
        assertThat(diagnosis.sentence()).contains("where w ≤ -1");
    }

    @Test
    void a_factor_for_each_column_that_is_a_parameter_is_named_by_it() {
        Tensor gamma = Cases.vector(0.5, 2, 3, -1, 1.5);
        double[] truth = random(1);
        double[] wrong = each(i -> truth[i] / gamma.at(i % 5));
        Diagnosis diagnosis = diagnose(MATRIX, wrong, truth, Parameters.of("gamma", gamma));
        assertThat(diagnosis.fault()).isEqualTo("factor missing");
        assertThat(diagnosis.sentence()).isEqualTo("dL/dw lacks the factor gamma, along axis 1");
        double[] twice = each(i -> truth[i] * gamma.at(i % 5));
        assertThat(diagnose(MATRIX, twice, truth, Parameters.of("gamma", gamma)).fault())
                .isEqualTo("factor too many");
    }

    @Test
    void a_factor_for_each_row_that_nothing_explains_is_listed() {
        double[] truth = random(2);
        Diagnosis diagnosis = diagnose(MATRIX, each(i -> truth[i] * (2 + i / 5)), truth);
        assertThat(diagnosis.fault()).isEqualTo("factor for each row");
        assertThat(diagnosis.sentence()).contains("2.00000, 3.00000, 4.00000");
    }

    @Test
    void a_missing_mean_is_the_same_number_in_each_row() {
        double[] truth = random(3);
        assertThat(diagnose(MATRIX, each(i -> truth[i] + 0.25 * (1 + i / 5)), truth)
                        .fault())
                .isEqualTo("mean term missing");
    }

    @Test
    void a_softmax_jacobian_that_is_diagonal_only_is_off_by_a_multiple_of_the_output() {
        double[] s = {0.1, 0.2, 0.3, 0.4};
        double[] v = {1, -2, 0.5, 3};
        double dot = 0.1 - 0.4 + 0.15 + 1.2;
        double[] wrong = new double[4];
        double[] truth = new double[4];
        for (int i = 0; i < 4; i++) {
            wrong[i] = s[i] * v[i];
            truth[i] = s[i] * (v[i] - dot);
        }
        Diagnosis diagnosis = diagnose(Shape.of(4), wrong, truth, Parameters.of(Diagnostician.VALUE, Cases.vector(s)));
        assertThat(diagnosis.fault()).isEqualTo("term missing");
        assertThat(diagnosis.sentence()).contains("−f(x)·⟨f(x), v⟩ is missing");
    }

    @Test
    void an_upstream_gradient_that_is_ignored_is_seen_in_the_values() {
        double[] v = {1.5, -1.25, 1.125};
        double[] truth = {3, 2, -5};
        Parameters clues = Parameters.of(Diagnostician.COTANGENT, Cases.vector(v));
        double[] ignored = {3 / v[0], 2 / v[1], -5 / v[2]};
        assertThat(diagnose(Shape.of(3), ignored, truth, clues).fault()).isEqualTo("upstream ignored");
    }

    @Test
    void noise_in_every_element_is_explained_by_nothing() {
        double[] truth = random(4);
        double[] noise = random(5);
        Parameters clues = Parameters.of("x", Tensor.of(DType.FLOAT64, MATRIX, random(6)));
        assertThat(diagnose(MATRIX, each(i -> truth[i] + noise[i]), truth, clues)
                        .fault())
                .isEqualTo("unexplained");
    }

    private static double[] random(long seed) {
        return new SplittableRandom(seed).doubles(MATRIX.size(), -2, 2).toArray();
    }

    private static double[] each(IntToDoubleFunction value) {
        double[] values = new double[MATRIX.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsDouble(i);
        }
        return values;
    }
}
