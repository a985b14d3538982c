package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A planted fault, and the hypothesis that has to explain it. Faults of scale are in ScalingsTest. */
class DiagnosticianTest {
    private static final double BOUND = 1e-12;

    @Test
    void a_gradient_of_what_the_function_does_not_depend_on() {
        Diagnosis diagnosis = diagnose(Shape.of(2), new double[] {3, 0}, new double[] {BOUND, -BOUND});
        assertThat(diagnosis)
                .isEqualTo(new Diagnosis(
                        "loss and derivative do not belong together",
                        "the function does not change with w, but the backward pass has a gradient for it",
                        "compare the forward and the backward formula term by term: a term of one is missing in the other",
                        0));
    }

    @Test
    void a_function_that_changes_with_one_element_is_not_unrelated() {
        Diagnosis diagnosis = diagnose(Shape.of(2), new double[] {3, 0}, new double[] {Math.nextUp(BOUND), 0});
        assertThat(diagnosis.fault()).isNotEqualTo("loss and derivative do not belong together");
    }

    @Test
    void a_transpose() {
        Diagnosis diagnosis =
                diagnose(Shape.of(2, 3), new double[] {1, 3, 5, 2, 4, 6}, new double[] {1, 4, 2, 5, 3, 6});
        // the truth ((1,4,2),(5,3,6)) read by columns is 1,5,4,3,2,6
        assertThat(diagnosis.fault()).isEqualTo("unexplained");
        assertThat(diagnose(Shape.of(2, 3), new double[] {1, 5, 4, 3, 2, 6}, new double[] {1, 4, 2, 5, 3, 6}))
                .isEqualTo(new Diagnosis(
                        "transposed",
                        "dL/dw is the transpose of the truth",
                        "exchange the two factors of the outer product, or transpose the result",
                        0));
    }

    @Test
    void a_vector_has_no_transpose() {
        assertThat(diagnose(Shape.of(4), new double[] {1, 3, 2, 4}, new double[] {1, 2, 3, 4})
                        .fault())
                .isEqualTo("unexplained");
    }

    @Test
    void what_is_exactly_zero_was_dropped_unless_a_suspicion_has_zero_there() {
        double[] analytic = {1, 0, 3, 0};
        double[] truth = {1, 2, 3, 4};
        Suspicion small = suspicion("formula", 1, 1e-20, 3, 0);
        Suspicion zero = suspicion("formula", 1, 0, 3, -0.0);
        assertThat(diagnose(Shape.of(4), analytic, truth, Parameters.NONE, List.of(small))
                        .fault())
                .isEqualTo("dropped");
        assertThat(diagnose(Shape.of(4), analytic, truth, Parameters.NONE, List.of(zero))
                        .fault())
                .isEqualTo("formula");
    }

    @Test
    void where_something_wrong_is_not_zero_a_suspicion_may_have_small_numbers_for_zeros() {
        Suspicion formula = suspicion("formula", 1, 1e-20, 7, 4);
        assertThat(diagnose(
                                Shape.of(4),
                                new double[] {1, 0, 7, 4},
                                new double[] {1, 2, 3, 4},
                                Parameters.NONE,
                                List.of(formula))
                        .fault())
                .isEqualTo("formula");
    }

    @Test
    void a_wrong_element_that_is_not_zero_was_not_dropped() {
        assertThat(diagnose(Shape.of(3), new double[] {0, 5, 3}, new double[] {1, 2, 3})
                        .fault())
                .isEqualTo("unexplained");
    }

    @Test
    void nothing_was_dropped_where_no_element_is_wrong() {
        assertThat(diagnose(Shape.of(2), new double[] {1, 2}, new double[] {1, 2})
                        .fault())
                .isEqualTo("unexplained");
    }

    @ParameterizedTest
    @CsvSource({"4, 1, 2, 3", "2, 3, 4, 1"})
    void the_value_of_a_neighbour(double a, double b, double c, double d) {
        assertThat(diagnose(Shape.of(4), new double[] {a, b, c, d}, new double[] {1, 2, 3, 4}))
                .isEqualTo(new Diagnosis(
                        "neighbour's value",
                        "every element of dL/dw has its neighbour's value",
                        "look for an index that is off by one",
                        0));
    }

    @Test
    void a_value_that_several_elements_have_is_nobodys() {
        assertThat(diagnose(Shape.of(4), new double[] {5, 2, 5, 5}, new double[] {5, 5, 5, 5})
                        .fault())
                .isEqualTo("single element");
        assertThat(diagnose(Shape.of(4), new double[] {5, 5, 2, 7}, new double[] {5, 6, 2, 7})
                        .fault())
                .isEqualTo("neighbour's value");
        assertThat(diagnose(Shape.of(4), new double[] {5, 5, 5, 7}, new double[] {5, 6, 5, 7})
                        .fault())
                .isEqualTo("single element");
    }

    @Test
    void a_single_wrong_element() {
        assertThat(diagnose(Shape.of(2, 2), new double[] {1, 2, 6, 4}, new double[] {1, 2, 3, 4}))
                .isEqualTo(new Diagnosis(
                        "single element",
                        "only element [1, 0] of dL/dw is wrong, 2.00000 times the truth",
                        "look at what is special about this place: a boundary, a special case, a repeated index",
                        0));
    }

    @Test
    void a_single_element_whose_truth_is_zero_has_no_ratio() {
        assertThat(diagnose(Shape.of(3), new double[] {1, 2, 6}, new double[] {1, 2, 0})
                        .sentence())
                .isEqualTo("only element [2] of dL/dw is wrong");
    }

    @Test
    void a_single_element_with_the_value_of_the_next_or_of_the_one_before() {
        Diagnosis next = diagnose(Shape.of(4), new double[] {1, 3, 3, 9}, new double[] {1, 2, 3, 9});
        assertThat(next)
                .isEqualTo(new Diagnosis(
                        "neighbour's value",
                        "element [1] of dL/dw has the value that belongs to element [2]",
                        "look for an index that is off by one",
                        0));
        assertThat(diagnose(Shape.of(4), new double[] {1, 2, 3, 3}, new double[] {1, 2, 3, 9})
                        .sentence())
                .isEqualTo("element [3] of dL/dw has the value that belongs to element [2]");
        assertThat(diagnose(Shape.of(4), new double[] {2, 2, 3, 9}, new double[] {1, 2, 3, 9})
                        .sentence())
                .isEqualTo("element [0] of dL/dw has the value that belongs to element [1]");
        assertThat(diagnose(Shape.of(4), new double[] {1, 1, 3, 9}, new double[] {1, 2, 3, 9})
                        .sentence())
                .isEqualTo("element [1] of dL/dw has the value that belongs to element [0]");
    }

    @Test
    void a_neighbours_value_is_that_up_to_both_bounds() {
        double[] truth = {1, 2, 4, 9};
        assertThat(diagnose(Shape.of(4), new double[] {1, 4 + 1.5e-12, 4, 9}, truth)
                        .fault())
                .isEqualTo("neighbour's value");
        assertThat(diagnose(Shape.of(4), new double[] {1, 4 + 3e-12, 4, 9}, truth)
                        .fault())
                .isEqualTo("single element");
    }

    @Test
    void a_neighbours_value_may_be_off_by_exactly_both_bounds() {
        // beside a neighbour of 0 the difference is not rounded, and neither is twice a bound
        double[] truth = {1, 5, 0, 9};
        assertThat(diagnose(Shape.of(4), new double[] {1, 2 * BOUND, 0, 9}, truth)
                        .fault())
                .isEqualTo("neighbour's value");
        assertThat(diagnose(Shape.of(4), new double[] {1, Math.nextUp(2 * BOUND), 0, 9}, truth)
                        .fault())
                .isEqualTo("single element");
    }

    @Test
    void of_the_suspicions_that_fit_the_best_is_named() {
        Suspicion poor = suspicion("poor", 1, 7.004, -3, 4);
        Suspicion good = suspicion("good", 1, 7, -3, 4);
        Suspicion wrong = suspicion("wrong", 1, 2, -3, 4);
        double[] analytic = {1, 7, -3, 4};
        double[] truth = {1, 2, 3, 4};
        assertThat(diagnose(Shape.of(4), analytic, truth, Parameters.NONE, List.of(wrong, poor, good)))
                .isEqualTo(new Diagnosis("good", "good sentence", "good remedy", 0));
        assertThat(diagnose(Shape.of(4), analytic, truth, Parameters.NONE, List.of(wrong))
                        .fault())
                .isEqualTo("unexplained");
    }

    @Test
    void a_suspicion_comes_after_the_sign_and_before_the_factor() {
        double[] truth = {1, 2, 3, 4};
        Suspicion negative = suspicion("suspicion", -1, -2, -3, -4);
        assertThat(diagnose(Shape.of(4), new double[] {-1, -2, -3, -4}, truth, Parameters.NONE, List.of(negative))
                        .fault())
                .isEqualTo("sign");
        Suspicion doubled = suspicion("suspicion", 2, 4, 6, 8);
        assertThat(diagnose(Shape.of(4), new double[] {2, 4, 6, 8}, truth, Parameters.NONE, List.of(doubled))
                        .fault())
                .isEqualTo("suspicion");
    }

    @Test
    void what_nothing_explains_is_unexplained() {
        Diagnosis diagnosis = diagnose(Shape.of(4), new double[] {1, 7, -3, 4}, new double[] {1, 2, 3, 4});
        // the largest difference is 6, the largest element 7
        assertThat(diagnosis.fault()).isEqualTo("unexplained");
        assertThat(diagnosis.sentence())
                .startsWith("none of the usual mistakes explains the difference (tried: sign, factor, transposed");
        assertThat(diagnosis.remedy())
                .isEqualTo("derive this gradient again, and compare it factor by factor with the code");
        assertThat(diagnosis.residual()).isEqualTo(6.0 / 7);
    }

    @Test
    void a_tiny_error_in_one_element_is_not_mistaken_for_a_fault_of_the_whole() {
        // a ten-millionth off, and symmetric, so that sign, factor 1 and transpose all leave next to nothing over
        Diagnosis diagnosis = diagnose(Shape.of(2, 2), new double[] {1 + 1e-7, 2, 2, 1}, new double[] {1, 2, 2, 1});
        assertThat(diagnosis.fault()).isEqualTo("single element");
    }

    @Test
    void an_oracle_that_says_nan_is_not_explained_away() {
        Diagnosis diagnosis =
                diagnose(Shape.of(2, 2), new double[] {1, 2, 3, 4}, new double[] {Double.NaN, Double.NaN, 3, 4});
        assertThat(diagnosis.fault()).isEqualTo("unexplained");
    }

    static Diagnosis diagnose(Shape shape, double[] analytic, double[] expected) {
        return diagnose(shape, analytic, expected, Parameters.NONE);
    }

    static Diagnosis diagnose(Shape shape, double[] analytic, double[] expected, Parameters clues) {
        return diagnose(shape, analytic, expected, clues, List.of());
    }

    private static Suspicion suspicion(String name, double... gradient) {
        return new Suspicion(name, name + " sentence", name + " remedy", Parameters.of("w", Cases.vector(gradient)));
    }

    private static Diagnosis diagnose(
            Shape shape, double[] analytic, double[] expected, Parameters clues, List<Suspicion> suspicions) {
        List<ElementVerdict> elements = new ArrayList<>();
        for (int i = 0; i < analytic.length; i++) {
            elements.add(Cases.element(i, analytic[i], expected[i], BOUND, Verdict.DISAGREES));
        }
        Tensor gradient = Tensor.of(DType.FLOAT64, shape, analytic);
        Finding finding = Finding.of(
                "w", Verdict.DISAGREES, Cases.FINITE, gradient.shape(), elements, OptionalInt.of(0), "because");
        return Diagnostician.of(
                        finding, shape, clues, new Hypotheses(DType.FLOAT64, suspicions, List.of(), Optional.empty()))
                .get(0);
    }
}
