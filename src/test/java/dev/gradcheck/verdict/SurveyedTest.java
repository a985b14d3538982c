package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.oracle.Projection;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.Survey;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SurveyedTest {
    private static final double[] TRUTH = {1, 2, 3, 4};
    private static final Tensor TWO_WRONG = Cases.vector(1, 2.5, 3, 4.5);

    @Test
    void what_was_found_wrong_is_all_where_no_direction_contradicts_any_more() {
        assertThat(surveyed(TWO_WRONG, Cases.vector(TRUTH)).isFound()).isTrue();
    }

    @Test
    void what_was_found_wrong_is_not_all_where_directions_still_contradict() {
        assertThat(surveyed(TWO_WRONG, Cases.vector(1, 2, 3, 4.5)).isFound()).isFalse();
    }

    @Test
    void nothing_is_found_in_a_gradient_that_no_direction_contradicts() {
        Tensor right = Cases.vector(TRUTH);
        assertThat(surveyed(right, right).isFound()).isFalse();
    }

    private static Surveyed surveyed(Tensor gradient, Tensor mended) {
        List<Projection> projections = Stream.of(
                        new double[] {1, 1, 1, 1}, new double[] {1, 1, -1, 1}, new double[] {-1, 1, 1, 1})
                .map(weights ->
                        new Projection(weights, Slope.of(new Projection(weights, Slope.of(0, 0)).of(TRUTH), 1e-9)))
                .toList();
        return Surveyed.of(gradient, mended, new Survey(1, projections), Cases.rounding(gradient), "w");
    }
}
