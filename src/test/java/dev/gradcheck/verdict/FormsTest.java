package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Gradients of another number of elements, beside the truth ((1,2,4),(8,16,32)). */
class FormsTest {
    private static final Shape SHAPE = Shape.of(2, 3);
    private static final double BOUND = 0x1p-40;

    @Test
    void a_sum_over_the_first_axis() {
        assertThat(diagnose(Shape.of(3), 9, 18, 36))
                .contains(new Diagnosis(
                        "summed over the wrong axis",
                        "dL/dw is the sum of the truth over axis 0: the shape (3) instead of (2,3)",
                        "keep the axes that the parameter has: multiply element by element instead of contracting",
                        0));
    }

    @Test
    void a_sum_over_the_last_axis() {
        assertThat(diagnose(Shape.of(2, 1), 7, 56).orElseThrow().sentence())
                .isEqualTo("dL/dw is the sum of the truth over axis 1: the shape (2,1) instead of (2,3)");
    }

    @Test
    void a_sum_over_all_axes() {
        assertThat(diagnose(Shape.SCALAR, 63).orElseThrow().sentence())
                .isEqualTo("dL/dw is the sum of the truth over axes 0, 1: the shape () instead of (2,3)");
    }

    @Test
    void a_gradient_for_every_sample_is_not_summed() {
        assertThat(diagnose(Shape.of(2, 2, 3), 1, 1, 1, 1, 1, 1, 0, 1, 3, 7, 15, 31))
                .contains(new Diagnosis(
                        "not summed",
                        "dL/dw has the shape (2,2,3), and summed over axis 0 it is the truth",
                        "sum over the axes along which the forward pass repeats the parameter",
                        0));
        assertThat(diagnose(Shape.of(2, 3, 2), 0, 1, 1, 1, 2, 2, 8, 0, 15, 1, 33, -1)
                        .orElseThrow()
                        .sentence())
                .endsWith("summed over axis 2 it is the truth");
    }

    @Test
    void other_numbers_are_not_explained() {
        assertThat(diagnose(Shape.of(3), 9, 18, 37)).isEmpty();
        assertThat(diagnose(Shape.of(2, 2, 3), 1, 1, 1, 1, 1, 1, 0, 1, 3, 7, 15, 30))
                .isEmpty();
        assertThat(diagnose(Shape.of(4), 9, 18, 36, 0)).isEmpty();
    }

    @Test
    void a_thousandth_of_the_largest_element_and_the_bounds_may_be_left_over() {
        assertThat(diagnose(Shape.of(3), 9 + 0.036, 18, 36)).isPresent();
        assertThat(diagnose(Shape.of(3), 9 + 0.0361, 18, 36)).isEmpty();
        assertThat(Forms.of(tensor(Shape.of(3), 9.5, 18, 36), estimate(0.25))).isPresent();
        assertThat(Forms.of(tensor(Shape.of(3), 9.6, 18, 36), estimate(0.25))).isEmpty();
    }

    @Test
    void exactly_a_thousandth_may_be_left_over_of_an_exact_truth() {
        Estimate exact = new Estimate("w", Shape.of(2), List.of(Slope.of(500, 0), Slope.of(499, 0)));
        assertThat(Forms.of(tensor(Shape.of(1), 1000), exact)).isPresent();
        assertThat(Forms.of(tensor(Shape.of(1), Math.nextUp(1000.0)), exact)).isEmpty();
    }

    @Test
    void zeros_explain_nothing() {
        Estimate zero = new Estimate("w", Shape.of(2), List.of(Slope.of(0, BOUND), Slope.of(0, BOUND)));
        assertThat(Forms.of(tensor(Shape.of(1), 0), zero)).isEmpty();
    }

    @Test
    void an_oracle_that_does_not_know_every_element_explains_nothing() {
        Estimate estimate = new Estimate("w", Shape.of(2), List.of(Slope.of(1, BOUND), Slope.of(2, Double.NaN)));
        assertThat(Forms.of(tensor(Shape.of(1), 3), estimate)).isEmpty();
    }

    private static Optional<Diagnosis> diagnose(Shape shape, double... analytic) {
        return Forms.of(tensor(shape, analytic), estimate(BOUND));
    }

    private static Estimate estimate(double bound) {
        return new Estimate(
                "w",
                SHAPE,
                DoubleStream.of(1, 2, 4, 8, 16, 32)
                        .mapToObj(v -> Slope.of(v, bound))
                        .toList());
    }

    private static Tensor tensor(Shape shape, double... values) {
        return Tensor.of(DType.FLOAT64, shape, values);
    }
}
