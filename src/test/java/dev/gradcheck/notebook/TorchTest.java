package dev.gradcheck.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** PyTorch's rules, as its manual has them. */
class TorchTest {
    private static final Tensor VECTOR = Seed.float64(Shape.of(2), 10, 20);
    private static final Tensor COLUMN = Seed.float64(Shape.of(2, 1), 1, 2);
    private static final Tensor MATRIX = Seed.float64(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

    @Test
    void a_vector_lies_along_the_columns_of_a_column() {
        assertThat(Torch.add(VECTOR, COLUMN)).isEqualTo(Seed.float64(Shape.of(2, 2), 11, 21, 12, 22));
        assertThat(Torch.sub(COLUMN, VECTOR)).isEqualTo(Seed.float64(Shape.of(2, 2), -9, -19, -8, -18));
    }

    @Test
    void a_single_element_meets_every_shape() {
        Tensor two = Seed.float64(Shape.of(1), 2);
        assertThat(Torch.mul(two, MATRIX)).isEqualTo(MATRIX.times(2));
        assertThat(Torch.mul(MATRIX, Tensor.scalar(DType.FLOAT64, 2))).isEqualTo(MATRIX.times(2));
        assertThat(Torch.div(MATRIX, two)).isEqualTo(MATRIX.times(0.5));
    }

    @Test
    void shapes_align_at_the_last_axis() {
        Tensor row = Seed.float64(Shape.of(3), 10, 20, 30);
        assertThat(Torch.add(MATRIX, row)).isEqualTo(Seed.float64(Shape.of(2, 3), 11, 22, 33, 14, 25, 36));
        assertThat(Torch.add(MATRIX, COLUMN)).isEqualTo(Seed.float64(Shape.of(2, 3), 2, 3, 4, 6, 7, 8));
    }

    @Test
    void shapes_that_do_not_align_are_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Torch.add(VECTOR, MATRIX))
                .withMessage("shapes (2) and (2,3) do not broadcast");
    }

    @Test
    void integers_become_floating_beside_a_floating_operand_on_either_side() {
        Tensor integers = Tensor.of(DType.INT32, Shape.of(1), 1);
        Tensor third = Seed.float32(Shape.of(1), 3);
        Tensor expected = Seed.float32(Shape.of(1), 1f / 3);
        assertThat(Torch.div(integers, third)).isEqualTo(expected);
        assertThat(Torch.div(third, integers)).isEqualTo(third);
    }

    @Test
    void integers_among_themselves_stay_integers() {
        Tensor integers = Tensor.of(DType.INT32, Shape.of(1), 7);
        assertThat(Torch.add(integers, integers)).isEqualTo(Tensor.of(DType.INT32, Shape.of(1), 14));
    }

    @Test
    void float32_is_not_promoted_to_float64() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Torch.add(VECTOR, Seed.float32(Shape.of(2), 1, 2)))
                .withMessageStartingWith("dtypes float64 and float32 differ");
    }

    @Test
    void a_vector_on_the_left_of_a_product_is_a_row_whose_axis_is_gone() {
        assertThat(Torch.matmul(VECTOR, MATRIX)).isEqualTo(Seed.float64(Shape.of(3), 90, 120, 150));
        assertThat(Torch.matmul(VECTOR, COLUMN)).isEqualTo(Seed.float64(Shape.of(1), 50));
    }

    @Test
    void matrices_multiply_and_integers_are_promoted() {
        Tensor integers = Tensor.of(DType.INT32, Shape.of(1, 2), 10, 20);
        assertThat(Torch.matmul(integers, MATRIX)).isEqualTo(Seed.float64(Shape.of(1, 3), 90, 120, 150));
        assertThat(Torch.matmul(MATRIX, Tensor.of(DType.INT32, Shape.of(3, 1), 1, 1, 1)))
                .isEqualTo(Seed.float64(Shape.of(2, 1), 6, 15));
    }

    @Test
    void the_maximum_with_zeros_keeps_nan_and_gives_positive_zeros() {
        Tensor x = Seed.float64(Shape.of(5), -1, -0.0, 0.0, 2, Double.NaN);
        assertThat(Torch.maximumWithZeros(x)).isEqualTo(Seed.float64(Shape.of(5), 0.0, 0.0, 0.0, 2, Double.NaN));
    }

    @Test
    void the_truth_of_a_comparison_with_zero() {
        assertThat(Torch.isNonNegative(Seed.float64(Shape.of(1), 0))).isTrue();
        assertThat(Torch.isNonNegative(Seed.float64(Shape.of(1), -Double.MIN_VALUE)))
                .isFalse();
        assertThat(Torch.isNonNegative(Seed.float64(Shape.of(1), Double.NaN))).isFalse();
    }

    @Test
    void a_row_is_a_row() {
        assertThat(Torch.row(MATRIX, 0)).isEqualTo(Seed.float64(Shape.of(3), 1, 2, 3));
        assertThat(Torch.row(MATRIX, 1)).isEqualTo(Seed.float64(Shape.of(3), 4, 5, 6));
    }

    @Test
    void a_python_number_takes_the_arithmetic_of_the_tensor_beside_it() {
        assertThat(Torch.number(0.1, Seed.float32(Shape.of(2), 1, 2))).isEqualTo(Tensor.scalar(DType.FLOAT32, 0.1f));
    }

    @Test
    void elementary_functions_are_those_of_strict_math() {
        assertThat(Torch.exp(VECTOR).at(0)).isEqualTo(StrictMath.exp(10));
        assertThat(Torch.log(VECTOR).at(1)).isEqualTo(StrictMath.log(20));
        assertThat(Torch.neg(Seed.float64(Shape.of(2), 0, 3))).isEqualTo(Seed.float64(Shape.of(2), -0.0, -3));
    }

    @Test
    void random_rounding_survives_every_operation() {
        Arithmetic random = Arithmetic.randomised(DType.FLOAT64, 5);
        Tensor x = MATRIX.in(random);
        assertThat(Torch.row(x, 0).arithmetic()).isEqualTo(random);
        assertThat(Torch.add(x, COLUMN).arithmetic()).isEqualTo(random);
        assertThat(Torch.add(COLUMN, x).arithmetic()).isEqualTo(random);
        assertThat(Torch.matmul(VECTOR, x).arithmetic()).isEqualTo(random);
        assertThat(Torch.number(2, x).arithmetic()).isEqualTo(random);
        assertThat(Torch.maximumWithZeros(x).arithmetic()).isEqualTo(random);
        assertThat(Torch.mul(Tensor.ones(DType.INT32, Shape.of(1)), x).arithmetic())
                .isEqualTo(random);
    }
}
