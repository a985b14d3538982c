package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A function along one coordinate. */
class CoordinateTest {
    @Test
    void the_scale_is_the_elements_own_or_one_or_the_largest_where_all_are_smaller() {
        assertThat(line(0, 0, 3, -5).scale()).isEqualTo(3);
        assertThat(line(0, 0, 0.5, -5).scale()).isEqualTo(1);
        assertThat(line(0, 0, 0.25, -0.5).scale()).isEqualTo(0.5);
        assertThat(line(0, 0, 0, 0).scale()).isEqualTo(1);
    }

    @Test
    void the_step_is_what_rounding_leaves_of_it() {
        assertThat(line(0, 0, 1, 0).step(0x1p-60)).isZero();
        assertThat(line(0, 0, 1, 0).step(0x1p-51 + 0x1p-60)).isEqualTo(0x1p-51);
    }

    @Test
    void only_its_element_is_moved_and_the_change_is_against_the_point() {
        assertThat(line(1, 0, 2, 3).change(0.5).value()).isEqualTo(2 * 0.5);
        assertThat(line(0, 0, 2, 3).change(0.5).value()).isEqualTo(3 * 0.5);
    }

    @Test
    void noise_is_at_least_the_rounding_of_the_larger_value() {
        assertThat(line(0, 0, 2, 3).change(0.5).noise()).isEqualTo(2 * 7.5 * 0x1p-53);
        assertThat(line(0, 0, 2, 3).change(-0.5).noise()).isEqualTo(2 * 6 * 0x1p-53);
    }

    @Test
    void noise_that_was_measured_counts_where_it_is_larger() {
        assertThat(line(0, 1e-3, 2, 3).change(0.5).noise()).isEqualTo(1e-3);
    }

    @Test
    void a_change_is_finite_only_over_a_step() {
        assertThat(new Line.Change(0, 0, 0).isFinite()).isFalse();
        assertThat(new Line.Change(1, Double.NaN, 0).isFinite()).isFalse();
        assertThat(new Line.Change(-1, 2, 0).isFinite()).isTrue();
        assertThat(new Line.Change(-0.5, 2, 0).slope()).isEqualTo(-4);
    }

    @Test
    void evaluations_are_counted() {
        Line line = line(0, 0, 2, 3);
        line.change(1);
        line.change(2);
        assertThat(line.evaluations()).isEqualTo(2);
    }

    /** Of x₀·x₁. */
    private static Line line(int element, double noise, double... x) {
        ScalarFunction product = new ScalarFunction("x₀x₁", a -> a[0] * a[1], a -> new double[] {a[1], a[0]});
        Parameters point = ScalarFunction.point(x);
        Question question = new Question(product, point, Tensor.scalar(DType.FLOAT64, 1), Claim.NONE);
        return new Lines(question, new Measured(product.primal(point), new double[] {noise})).coordinate("x", element);
    }
}
