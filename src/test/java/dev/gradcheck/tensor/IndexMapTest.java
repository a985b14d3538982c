package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Gathering and its transpose, by hand with small integers. */
class IndexMapTest {
    private static final Tensor X = tensor(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

    @Test
    void each_element_takes_its_source_and_zero_without_one() {
        IndexMap map = IndexMap.of(Shape.of(3), Shape.of(2, 2), i -> i[0] == i[1] ? IndexMap.NONE : 2 * i[0]);
        assertThat(map.gather(tensor(Shape.of(3), 7, 8, 9))).isEqualTo(tensor(Shape.of(2, 2), 0, 7, 9, 0));
    }

    @Test
    void the_transpose_adds_up_what_was_taken_several_times() {
        IndexMap map = IndexMap.of(Shape.of(3), Shape.of(4), i -> i[0] % 2 == 0 ? 0 : 2);
        assertThat(map.scatterAdd(tensor(Shape.of(4), 1, 10, 100, 1000))).isEqualTo(tensor(Shape.of(3), 101, 0, 1010));
    }

    @Test
    void the_transpose_drops_what_had_no_source() {
        IndexMap map = IndexMap.of(Shape.of(1), Shape.of(2), i -> i[0] - 1);
        assertThat(map.scatterAdd(tensor(Shape.of(2), 5, 7))).isEqualTo(tensor(Shape.of(1), 7));
    }

    @Test
    void the_transpose_rounds_every_addition_to_the_dtype() {
        IndexMap map = IndexMap.of(Shape.of(1), Shape.of(3), i -> 0);
        Tensor bars = Tensor.of(DType.FLOAT32, Shape.of(3), 0x1p24, 1, 1);
        assertThat(map.scatterAdd(bars)).isEqualTo(Tensor.of(DType.FLOAT32, Shape.of(1), 0x1p24));
    }

    @Test
    void a_permutation_of_two_axes_is_the_transposed_matrix() {
        assertThat(IndexMap.permutation(X.shape(), 1, 0).gather(X)).isEqualTo(X.transpose());
    }

    @Test
    void a_permutation_of_three_axes_takes_each_axis_from_its_place() {
        Tensor cube = tensor(Shape.of(1, 2, 3), 1, 2, 3, 4, 5, 6);
        assertThat(IndexMap.permutation(cube.shape(), 2, 0, 1).gather(cube))
                .isEqualTo(tensor(Shape.of(3, 1, 2), 1, 4, 2, 5, 3, 6));
    }

    @Test
    void a_repetition_fills_the_axes_of_length_1() {
        Tensor column = tensor(Shape.of(2, 1), 1, 2);
        assertThat(IndexMap.repetition(column.shape(), Shape.of(2, 3)).gather(column))
                .isEqualTo(tensor(Shape.of(2, 3), 1, 1, 1, 2, 2, 2));
    }

    @Test
    void the_transpose_of_a_repetition_is_the_sum_over_the_repeated_axes() {
        assertThat(IndexMap.repetition(Shape.of(1, 3), Shape.of(2, 3)).scatterAdd(X))
                .isEqualTo(tensor(Shape.of(1, 3), 5, 7, 9));
    }

    @Test
    void a_repetition_along_an_axis_that_is_not_1_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IndexMap.repetition(Shape.of(2, 3), Shape.of(4, 3)))
                .withMessage("the shape (2,3) cannot be repeated to (4,3)");
    }

    @Test
    void a_source_outside_is_refused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> IndexMap.of(Shape.of(2), Shape.of(1), i -> 2))
                .withMessage("element 2 is outside (2)");
    }

    @Test
    void a_tensor_of_another_shape_is_refused_both_ways() {
        IndexMap map = IndexMap.permutation(X.shape(), 1, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> map.gather(X.transpose()));
        assertThatIllegalArgumentException().isThrownBy(() -> map.scatterAdd(X));
    }

    private static Tensor tensor(Shape shape, double... values) {
        return Tensor.of(DType.FLOAT64, shape, values);
    }
}
