package dev.gradcheck.accused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Points that code in float32 takes as they are. */
class FloatLineTest {
    private static final double PLACE = 0x1p-23;

    @Test
    void it_begins_at_the_nearest_float32_numbers() {
        assertThat(at(FloatLine.ofOwnPlaces(1), 0, 0.1, 1 / 3.0)).containsExactly(0.1f, 1 / 3f);
    }

    @Test
    void elements_go_towards_zero_by_their_own_last_places() {
        assertThat(places(FloatLine.ofOwnPlaces(5), 1.5)).isBetween(5.0, 20.0);
        assertThat(places(FloatLine.ofOwnPlaces(5), -1.5)).isBetween(-20.0, -5.0);
        assertThat(places(FloatLine.ofOwnPlaces(5), 6) / 4).isBetween(5.0, 20.0);
    }

    @Test
    void points_are_equally_far_from_each_other() {
        double first = 1.7f - at(FloatLine.ofOwnPlaces(85), 1, 1.7)[0];
        assertThat(1.7f - at(FloatLine.ofOwnPlaces(85), 7, 1.7)[0]).isEqualTo(7 * first);
    }

    @Test
    void elements_of_other_values_go_by_other_numbers_of_places_and_equal_ones_alike() {
        double[] there = at(FloatLine.ofOwnPlaces(1), 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.1);
        double[] moved = IntStream.range(0, 8)
                .mapToDouble(i -> (float) (1.1 + i / 10.0) - there[i])
                .toArray();
        assertThat(Arrays.stream(moved).distinct().count()).isGreaterThan(3);
        assertThat(there[8]).isEqualTo(there[0]);
    }

    @Test
    void zeros_stay_zero() {
        assertThat(at(FloatLine.ofOwnPlaces(5), 3, 0)).containsExactly(0);
    }

    @Test
    void by_natural_lengths_small_elements_go_away_from_zero_by_the_places_of_a_larger_one() {
        double[] there = at(FloatLine.ofNaturalLengths(5), 1, 0, -0x1p-20, 3);
        assertThat(there[0] / PLACE).isBetween(5.0, 20.0);
        assertThat((there[1] + 0x1p-20) / PLACE).isBetween(-20.0, -5.0);
        assertThat((3 - there[2]) / (2 * PLACE)).isBetween(5.0, 20.0);
    }

    @Test
    void a_tensor_of_a_coarser_type_keeps_its_type() {
        Tensor halves = Tensor.of(DType.FLOAT16, Shape.of(1), 1.5);
        Tensor there = FloatLine.ofOwnPlaces(1).at(halves, 2);
        assertThat(there.dtype()).isEqualTo(DType.FLOAT16);
        assertThat((1.5 - there.at(0)) * 0x1p10).isBetween(2.0, 32.0);
        assertThat(DType.FLOAT16.holds(there.at(0))).isTrue();
    }

    private static double places(FloatLine line, double x) {
        return (x - at(line, 1, x)[0]) / PLACE;
    }

    private static double[] at(FloatLine line, int i, double... x) {
        return line.at(Tensor.of(DType.FLOAT64, Shape.of(x.length), x), i).values();
    }
}
