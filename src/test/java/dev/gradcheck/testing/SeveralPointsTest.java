package dev.gradcheck.testing;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one point hides another may show. */
class SeveralPointsTest {
    private static final ScalarFunction CUBES =
            new ScalarFunction("x³ + y³", x -> x[0] * x[0] * x[0] + x[1] * x[1] * x[1], x ->
                    new double[] {3 * x[0] * x[0], 3 * x[1] * x[1]});

    /** Right at x = 1 alone. */
    private static final ScalarFunction FORGOTTEN =
            new ScalarFunction("x³", x -> x[0] * x[0] * x[0], x -> new double[] {3 * x[0]});

    @Test
    void a_fault_that_one_point_hides_is_found_at_another() {
        assertThatGradient(FORGOTTEN).at(1).isCorrect();
        assertThat(failure(assertThatGradient(FORGOTTEN).at(1).at(2))).startsWith("x³, point 2 of 2: dL/dx disagrees");
        assertThat(failure(assertThatGradient(FORGOTTEN).at(1).atPointsAround(1)))
                .startsWith("x³, point 2 of 2: dL/dx disagrees");
    }

    @Test
    void blindness_fails_where_it_has_to() {
        assertThatGradient(CUBES).at(1, 1).isCorrect();
        assertThat(failure(assertThatGradient(CUBES).at(1, 1).failingOnBlindSpots()))
                .contains(
                        "dL/dx undecided, says blind spots",
                        "all elements of dL/dx are equal at this point: a neighbour's value would not be seen",
                        "all elements of x are 1: a forgotten factor or another power of it",
                        "Another point would decide, or several");
    }

    @Test
    void what_another_point_shows_is_no_blind_spot() {
        assertThatGradient(CUBES).at(1, 1).at(1, 2).failingOnBlindSpots().isCorrect();
        assertThatGradient(CUBES)
                .at(1, 1)
                .atPointsAround(1)
                .failingOnBlindSpots()
                .isCorrect();
        assertThat(failure(assertThatGradient(CUBES).at(1, 1).at(2, 2).failingOnBlindSpots()))
                .contains("a neighbour's value")
                .doesNotContain("another power");
    }

    @Test
    void a_mistake_that_no_point_shows_remains() {
        ScalarFunction sum = new ScalarFunction("x + y", x -> x[0] + x[1], x -> new double[] {1, 1});
        assertThat(failure(assertThatGradient(sum).at(1, 2).atPointsAround(3).failingOnBlindSpots()))
                .startsWith("x + y, point 1 of 4: dL/dx undecided")
                .contains("all elements of dL/dx are equal at this point: a neighbour's value would not be seen");
    }

    @Test
    void points_around_one_keep_signs_and_dtypes_and_no_two_elements_alike() {
        Tensor x = Tensor.from(DType.FLOAT32, Shape.of(6), 1, 1, 1, -1, 0, 0);
        Tensor n = Tensor.from(DType.INT32, Shape.of(1), 3);
        List<Parameters> points = new NearbyPoints(Parameters.of("x", x).with("n", n), 5).take(2);
        assertThat(points).doesNotHaveDuplicates().allSatisfy(point -> {
            assertThat(point.get("n")).isEqualTo(n);
            assertThat(point.get("x").dtype()).isEqualTo(DType.FLOAT32);
            double[] values = point.get("x").values();
            assertThat(Arrays.stream(values).distinct()).hasSize(6).noneMatch(v -> v == 0 || v == 1);
            assertThat(Arrays.stream(values, 0, 3)).allMatch(v -> v > 0);
            assertThat(values[3]).isNegative();
        });
        assertThat(new NearbyPoints(Parameters.of("x", x).with("n", n), 5).take(2))
                .isEqualTo(points);
    }

    @Test
    void around_nothing_there_are_no_points() {
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThatGradient(CUBES).atPointsAround(2))
                .withMessage("at which point? Call at(…) before atPointsAround(…)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatGradient(CUBES).at(1, 2).atPointsAround(0))
                .withMessage("atPointsAround(0): name a number of points from 1 on");
    }

    private static String failure(GradientAssert assertion) {
        AssertionError error = catchThrowableOfType(AssertionError.class, assertion::isCorrect);
        return error == null ? "passes" : error.getMessage().strip();
    }
}
