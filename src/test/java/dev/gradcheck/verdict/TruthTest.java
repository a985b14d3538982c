package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TruthTest {
    @Test
    void it_is_read_from_a_finding() {
        List<ElementVerdict> elements = List.of(
                new ElementVerdict(0, 1, Slope.of(2, 0.5), 0.25, Verdict.DISAGREES),
                Cases.element(1, 3, 4, 0.125, Verdict.DISAGREES));
        Finding finding =
                Finding.of("w", Verdict.DISAGREES, Cases.FINITE, Shape.of(2), elements, OptionalInt.of(0), "because");
        Truth truth = Truth.of(finding, Shape.of(2, 1), Parameters.of("v", Cases.vector(9)), DType.FLOAT64);
        assertThat(truth.gradient()).isEqualTo("w");
        assertThat(truth.shape()).isEqualTo(Shape.of(2, 1));
        assertThat(truth.analytic()).containsExactly(1, 3);
        assertThat(truth.expected()).containsExactly(2, 4);
        assertThat(truth.bounds()).containsExactly(0.75, 0.125);
        assertThat(truth.clues().names()).containsExactly("v");
        assertThat(truth.size()).isEqualTo(2);
    }

    @Test
    void the_scale_is_the_largest_absolute_value_of_either_side() {
        assertThat(truth(new double[] {1, -5}, new double[] {2, 3}, 0).scale()).isEqualTo(5);
        assertThat(truth(new double[] {1, -5}, new double[] {-7, 3}, 0).scale()).isEqualTo(7);
    }

    @Test
    void an_element_is_wrong_just_beyond_its_bound() {
        assertThat(truth(new double[] {1.5}, new double[] {1}, 0.5).isWrong(0)).isFalse();
        assertThat(truth(new double[] {Math.nextUp(1.5)}, new double[] {1}, 0.5).isWrong(0))
                .isTrue();
        assertThat(truth(new double[] {1}, new double[] {Double.NaN}, 0.5).isWrong(0))
                .isTrue();
    }

    @Test
    void the_residual_is_the_largest_difference_against_the_scale() {
        Truth truth = truth(new double[] {1, -4}, new double[] {0, 0}, 0);
        assertThat(truth.residual(new double[] {1, -4})).isZero();
        assertThat(truth.residual(new double[] {2, -2})).isEqualTo(0.5);
        assertThat(truth.residual(new double[] {-1, -4})).isEqualTo(0.5);
    }

    @Test
    void what_leaves_a_thousandth_of_the_deviation_explains_and_more_does_not() {
        // the deviation is 2, against a scale of 1
        Truth truth = truth(new double[] {1}, new double[] {-1}, 0);
        assertThat(truth.explains(2e-3)).isTrue();
        assertThat(truth.explains(Math.nextUp(2e-3))).isFalse();
        assertThat(truth.explains(Double.NaN)).isFalse();
    }

    @Test
    void a_residual_of_four_times_the_largest_allowance_explains_and_more_does_not() {
        double[] bounds = {0x1p-7, 0x1p-9};
        Truth truth = new Truth(
                "w", Shape.of(2), new double[] {2, 0}, new double[] {-2, 0}, bounds, Parameters.NONE, DType.FLOAT64);
        assertThat(truth.explains(0x1p-6)).isTrue();
        assertThat(truth.explains(Math.nextUp(0x1p-6))).isFalse();
    }

    @Test
    void what_a_dtype_rounds_off_a_wrong_number_needs_no_explanation() {
        Truth wide = truth(new double[] {2}, new double[] {1}, 0);
        Truth narrow = new Truth(
                "w", wide.shape(), wide.analytic(), wide.expected(), wide.bounds(), Parameters.NONE, DType.BFLOAT16);
        assertThat(narrow.explains(0x1p-6)).isTrue();
        assertThat(narrow.explains(Math.nextUp(0x1p-6))).isFalse();
        assertThat(wide.explains(0x1p-6)).isFalse();
    }

    @Test
    void an_infinite_allowance_explains_nothing() {
        double[] bounds = {0, Double.POSITIVE_INFINITY};
        Truth truth = new Truth(
                "w", Shape.of(2), new double[] {1, 0}, new double[] {-1, 0}, bounds, Parameters.NONE, DType.FLOAT64);
        assertThat(truth.explains(Math.nextUp(2e-3))).isFalse();
    }

    @Test
    void what_leaves_half_of_the_deviation_explains_nothing() {
        Truth truth = truth(new double[] {1}, new double[] {0.5}, 1);
        assertThat(truth.explains(Math.nextDown(0.25))).isTrue();
        assertThat(truth.explains(0.25)).isFalse();
    }

    private static Truth truth(double[] analytic, double[] expected, double bound) {
        double[] bounds = new double[analytic.length];
        Arrays.fill(bounds, bound);
        return new Truth("w", Shape.of(analytic.length), analytic, expected, bounds, Parameters.NONE, DType.FLOAT64);
    }
}
