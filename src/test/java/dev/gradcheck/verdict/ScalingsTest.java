package dev.gradcheck.verdict;

import static dev.gradcheck.verdict.DiagnosticianTest.diagnose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingsTest {
    private static final double[] TRUTH = {1, -2, 0, 4};

    @Test
    void a_wrong_sign() {
        assertThat(diagnose(Shape.of(4), new double[] {-1, 2, 0, -4}, TRUTH))
                .isEqualTo(new Diagnosis(
                        "sign",
                        "dL/dw has the wrong sign throughout",
                        "look for a lost or doubled minus, or a difference taken the other way round",
                        0));
    }

    @Test
    void a_wrong_sign_of_a_single_element_tensor() {
        assertThat(diagnose(Shape.of(1), new double[] {-3}, new double[] {3}).fault())
                .isEqualTo("sign");
    }

    @ParameterizedTest
    @CsvSource({"2, 2.00000", "0.5, 0.500000", "-3, -3.00000", "0.25, 0.250000", "1.001, 1.00100"})
    void a_constant_factor(double factor, String text) {
        double[] wrong = DoubleStream.of(TRUTH).map(v -> factor * v).toArray();
        Diagnosis diagnosis = diagnose(Shape.of(4), wrong, TRUTH);
        assertThat(diagnosis.fault()).isEqualTo("factor");
        assertThat(diagnosis.sentence()).isEqualTo("dL/dw is " + text + " times the truth throughout");
        assertThat(diagnosis.residual()).isCloseTo(0, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 'look for a term that is accumulated twice, or the ½ of a square'",
        "0.5, 'look for a ½ too many, or a mean over two where their sum is meant'",
        "7, 'look for a sum over 7 where their mean is meant: a missing 1/batch or 1/n'",
        "0.125, 'look for a mean over 8 where their sum is meant'",
        "0.0005, 'look for a mean over 2000 where their sum is meant'",
        "1234, 'look for a sum over 1234 where their mean is meant: a missing 1/batch or 1/n'",
        "1234.5, look for a constant that only one of forward and backward pass has",
        "1.001, look for a constant that only one of forward and backward pass has",
        "1.0000005, 'one of forward and backward pass is an approximation: an iteration that stops at a tolerance, a truncated series, a constant of few digits; compute it to the last digit, or accept the difference with its reason'",
        "0.9999995, 'one of forward and backward pass is an approximation: an iteration that stops at a tolerance, a truncated series, a constant of few digits; compute it to the last digit, or accept the difference with its reason'",
        "0.7, look for a constant that only one of forward and backward pass has",
        "-3, look for a constant that only one of forward and backward pass has",
        "-0.25, look for a constant that only one of forward and backward pass has"
    })
    void what_usually_has_such_a_factor(double factor, String remedy) {
        assertThat(remedy(factor)).isEqualTo(remedy);
    }

    @ParameterizedTest
    @CsvSource({"2, accumulated twice", "0.5, ½ too many", "8, sum over 8", "0.125, mean over 8"})
    void a_factor_is_as_whole_as_an_oracle_can_tell(double whole, String remedy) {
        for (double sign : new double[] {-1, 1}) {
            assertThat(remedy(whole * (1 + 0.9e-6 * sign))).contains(remedy);
            assertThat(remedy(whole * (1 + 1.1e-6 * sign))).contains("a constant that only one");
        }
    }

    private static String remedy(double factor) {
        double[] wrong = DoubleStream.of(TRUTH).map(v -> factor * v).toArray();
        return diagnose(Shape.of(4), wrong, TRUTH).remedy();
    }

    @Test
    void a_factor_of_two_elements() {
        assertThat(diagnose(Shape.of(2), new double[] {2, 4}, new double[] {1, 2})
                        .fault())
                .isEqualTo("factor");
    }

    @Test
    void the_only_element_of_a_tensor_has_a_factor() {
        Diagnosis diagnosis = diagnose(Shape.of(1), new double[] {6}, new double[] {3});
        assertThat(diagnosis.fault()).isEqualTo("factor");
        assertThat(diagnosis.sentence()).isEqualTo("dL/dw is 2.00000 times the truth throughout");
    }

    @Test
    void a_factor_that_does_not_fit_every_element_is_none() {
        assertThat(diagnose(Shape.of(4), new double[] {2, -4, 0, 7}, TRUTH).fault())
                .isEqualTo("unexplained");
    }

    @Test
    void zeros_throughout_are_no_factor_but_dropped() {
        assertThat(diagnose(Shape.of(4), new double[4], TRUTH).fault()).isEqualTo("dropped");
    }

    @Test
    void a_truth_of_zeros_has_no_factor() {
        double[] zeros = {0, 0};
        for (double[] analytic : new double[][] {{1, 2}, {1, 0}}) {
            Truth truth = new Truth("w", Shape.of(2), analytic, zeros, zeros, Parameters.NONE, DType.FLOAT64);
            assertThat(Scalings.factor(truth)).isEmpty();
        }
    }

    @Test
    void a_vector_along_the_wrong_axis_is_named() {
        // element [i][j] is the truth times v[j]/v[i], with v = (4, 6): the notebook's first defect
        Diagnosis diagnosis = diagnose(
                Shape.of(2, 2),
                new double[] {1, 1.5, 2, 3},
                new double[] {1, 1, 3, 3},
                Parameters.of("u", Cases.vector(5, 5)).with("v", Cases.vector(4, 6)));
        assertThat(diagnosis.fault()).isEqualTo("broadcast along the wrong axis");
        assertThat(diagnosis.sentence())
                .isEqualTo("dL/dw is what you get when v is laid along the columns: a broadcast of (2) against (2,1);"
                        + " element [i][j] is off by v[j]/v[i]");
        assertThat(diagnosis.remedy()).isEqualTo("make v a column before the product, so that it lies along the rows");
        assertThat(diagnosis.residual()).isCloseTo(0, within(1e-15));
    }

    @Test
    void a_clue_may_be_of_any_shape_and_dtype() {
        Tensor v = Tensor.of(DType.INT32, Shape.of(1, 2), 4, 6);
        Diagnosis diagnosis =
                diagnose(Shape.of(2, 2), new double[] {1, 1.5, 2, 3}, new double[] {1, 1, 3, 3}, Parameters.of("v", v));
        assertThat(diagnosis.fault()).isEqualTo("broadcast along the wrong axis");
    }

    @Test
    void a_zero_in_the_clue_is_no_matter_where_the_truth_is_zero() {
        // v = (2, 4, 0): the third row of the truth is 0, as it is where v[2] = 0
        Diagnosis diagnosis = diagnose(
                Shape.of(3, 3),
                new double[] {1, 2, 0, 0.5, 1, 0, 0, 0, 0},
                new double[] {1, 1, 1, 1, 1, 1, 0, 0, 0},
                Parameters.of("v", Cases.vector(2, 4, 0)));
        assertThat(diagnosis.fault()).isEqualTo("broadcast along the wrong axis");
    }

    @Test
    void a_clue_of_another_length_or_a_matrix_that_is_not_square_is_no_broadcast() {
        double[] wrong = {1, 1.5, 2, 3};
        double[] truth = {1, 1, 3, 3};
        Parameters longer = Parameters.of("v", Cases.vector(4, 6, 8));
        assertThat(diagnose(Shape.of(2, 2), wrong, truth, longer).fault()).isEqualTo("unexplained");
        Parameters fitting = Parameters.of("v", Cases.vector(4, 6));
        assertThat(diagnose(Shape.of(4), wrong, truth, fitting).fault()).isEqualTo("unexplained");
        Parameters single = Parameters.of("v", Cases.vector(4));
        assertThat(diagnose(Shape.of(1, 4), wrong, truth, single).fault()).isEqualTo("unexplained");
        assertThat(diagnose(Shape.of(4, 1), wrong, truth, Parameters.of("v", Cases.vector(4, 6, 1, 2)))
                        .fault())
                .isEqualTo("unexplained");
    }
}
