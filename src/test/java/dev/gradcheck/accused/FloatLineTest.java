package dev.gradcheck.accused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
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
        assertThat(at(FloatLine.ofOwnPlaces(5), 3, 1.5, -1.5, 6))
                .containsExactly(1.5 - 15 * PLACE, -1.5 + 15 * PLACE, 6 - 60 * PLACE);
    }

    @Test
    void elements_with_other_last_bits_go_by_other_numbers_of_places() {
        double odd = 1.5 + 3 * PLACE;
        assertThat(at(FloatLine.ofOwnPlaces(5), 2, odd)).containsExactly(odd - 16 * PLACE);
    }

    @Test
    void zeros_stay_zero() {
        assertThat(at(FloatLine.ofOwnPlaces(5), 3, 0)).containsExactly(0);
    }

    @Test
    void by_natural_lengths_small_elements_go_away_from_zero_by_the_places_of_a_larger_one() {
        assertThat(at(FloatLine.ofNaturalLengths(5), 2, 0, -0x1p-20, 3))
                .containsExactly(10 * PLACE, -0x1p-20 - 10 * PLACE, 3 - 20 * PLACE);
    }

    @Test
    void a_tensor_of_a_coarser_type_keeps_its_type() {
        Tensor halves = Tensor.of(DType.FLOAT16, Shape.of(1), 1.5);
        Tensor there = FloatLine.ofOwnPlaces(1).at(halves, 2);
        assertThat(there.dtype()).isEqualTo(DType.FLOAT16);
        assertThat(there.at(0)).isEqualTo(1.5 - 2 * 0x1p-10);
    }

    private static double[] at(FloatLine line, int i, double... x) {
        return line.at(Tensor.of(DType.FLOAT64, Shape.of(x.length), x), i).values();
    }
}
