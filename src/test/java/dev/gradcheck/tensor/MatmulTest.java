package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MatmulTest {
    @Property(edgeCases = EdgeCasesMode.NONE)
    void a_float64_product_is_that_of_the_naive_loop(
            @ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 20) int inner,
            @ForAll @IntRange(min = 1, max = 20) int columns,
            @ForAll long seed) {
        double[] a = numbers(rows * inner, seed);
        double[] b = numbers(inner * columns, ~seed);
        double[] expected = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < inner; k++) {
                    expected[i * columns + j] += a[i * inner + k] * b[k * columns + j];
                }
            }
        }
        Tensor product = Tensor.of(DType.FLOAT64, Shape.of(rows, inner), a)
                .matmul(Tensor.of(DType.FLOAT64, Shape.of(inner, columns), b));
        assertThat(product).isEqualTo(Tensor.of(DType.FLOAT64, Shape.of(rows, columns), expected));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void a_float32_product_is_that_of_the_naive_loop_in_floats(
            @ForAll @IntRange(min = 0, max = 7) int rows,
            @ForAll @IntRange(min = 0, max = 7) int inner,
            @ForAll @IntRange(min = 0, max = 7) int columns,
            @ForAll long seed) {
        Tensor a = Tensor.from(DType.FLOAT32, Shape.of(rows, inner), numbers(rows * inner, seed));
        Tensor b = Tensor.from(DType.FLOAT32, Shape.of(inner, columns), numbers(inner * columns, ~seed));
        double[] expected = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum += (float) a.at(i * inner + k) * (float) b.at(k * columns + j);
                }
                expected[i * columns + j] = sum;
            }
        }
        assertThat(a.matmul(b)).isEqualTo(Tensor.of(DType.FLOAT32, Shape.of(rows, columns), expected));
    }

    @Test
    void float32_rounds_after_every_product() {
        double x = 1 + 0x1p-12;
        Tensor row = Tensor.of(DType.FLOAT32, Shape.of(1, 2), x, -1);
        Tensor column = Tensor.of(DType.FLOAT32, Shape.of(2, 1), x, 1);
        // x² = 1 + 2⁻¹¹ + 2⁻²⁴ is a tie in float32 and goes to even: the last term is lost before −1 is added
        assertThat(row.matmul(column).item()).isEqualTo(0x1p-11);
        assertThat(row.as(DType.FLOAT64).matmul(column.as(DType.FLOAT64)).item())
                .isEqualTo(0x1p-11 + 0x1p-24);
    }

    @Test
    void float32_rounds_after_every_sum() {
        Tensor row = Tensor.of(DType.FLOAT32, Shape.of(1, 3), 0x1p24, 1, 1);
        Tensor ones = Tensor.ones(DType.FLOAT32, Shape.of(3, 1));
        assertThat(row.matmul(ones).item()).isEqualTo(0x1p24);
        assertThat(row.as(DType.FLOAT64).matmul(ones.as(DType.FLOAT64)).item()).isEqualTo(0x1p24 + 2);
    }

    @Test
    void integers_multiply_exactly() {
        Tensor weights = Tensor.of(DType.INT32, Shape.of(2, 2), 2, 4, 3, -5);
        Tensor ones = Tensor.ones(DType.INT32, Shape.of(2, 1));
        assertThat(weights.matmul(ones)).isEqualTo(Tensor.of(DType.INT32, Shape.of(2, 1), 6, -2));
    }

    @Test
    void an_empty_contraction_gives_positive_zeros() {
        Tensor a = Tensor.zeros(DType.FLOAT64, Shape.of(2, 0));
        Tensor b = Tensor.zeros(DType.FLOAT64, Shape.of(0, 3));
        assertThat(a.matmul(b)).isEqualTo(Tensor.zeros(DType.FLOAT64, Shape.of(2, 3)));
    }

    @Test
    void a_sum_of_negative_zeros_is_zero_of_the_same_sign_in_both_dtypes() {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            Tensor row = Tensor.of(dtype, Shape.of(1, 2), -1, -1);
            assertThat(row.matmul(Tensor.zeros(dtype, Shape.of(2, 1)))).isEqualTo(Tensor.zeros(dtype, Shape.of(1, 1)));
            assertThat(row.matmul(Tensor.zeros(dtype, Shape.of(2, 16))))
                    .isEqualTo(Tensor.zeros(dtype, Shape.of(1, 16)));
        }
    }

    @Test
    void random_rounding_reaches_into_a_product() {
        Tensor third = Tensor.of(DType.FLOAT64, Shape.of(1, 1), 1.0 / 3);
        double nearest = third.matmul(third).item();
        boolean moved = false;
        for (long seed = 0; seed < 64; seed++) {
            Tensor random = third.in(Arithmetic.randomised(DType.FLOAT64, seed));
            moved |= third.matmul(random).item() != nearest;
        }
        assertThat(moved).isTrue();
    }

    @Test
    void operands_are_not_changed() {
        Tensor a = Tensor.of(DType.FLOAT64, Shape.of(1, 2), 3, 4);
        Tensor b = Tensor.of(DType.FLOAT64, Shape.of(2, 1), 5, 6);
        a.matmul(b);
        assertThat(a.values()).containsExactly(3, 4);
        assertThat(b.values()).containsExactly(5, 6);
    }

    @Test
    void matrices_whose_inner_lengths_differ_are_an_error() {
        Tensor a = Tensor.ones(DType.FLOAT64, Shape.of(2, 3));
        assertThatThrownBy(() -> a.matmul(a))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("matrices of shapes (2,3) and (2,3) cannot be multiplied");
    }

    @Test
    void a_vector_is_no_matrix_on_either_side() {
        Tensor matrix = Tensor.ones(DType.FLOAT64, Shape.of(2, 2));
        Tensor vector = Tensor.ones(DType.FLOAT64, Shape.of(2));
        assertThatThrownBy(() -> matrix.matmul(vector))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("matrices of shapes (2,2) and (2) cannot be multiplied");
        assertThatThrownBy(() -> vector.matmul(matrix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("matrices of shapes (2) and (2,2) cannot be multiplied");
    }

    @Test
    void dtypes_that_differ_are_an_error() {
        Tensor a = Tensor.ones(DType.FLOAT64, Shape.of(1, 1));
        assertThatThrownBy(() -> a.matmul(a.as(DType.FLOAT32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dtypes float64 and float32 differ; nothing is promoted here, convert one with as(DType)");
    }

    @Test
    void factors_of_fewer_bits_are_read_rounded_and_their_products_are_summed_as_ever() {
        Arithmetic tf32 = Arithmetic.nearest(DType.FLOAT32).multiplying(11);
        Tensor row = Tensor.of(DType.FLOAT32, Shape.of(1, 3), 1 + 0x1p-10, 1 + 0x1p-12, 0x1p-20)
                .in(tf32);
        Tensor column =
                Tensor.of(DType.FLOAT32, Shape.of(3, 1), 1 + 0x1p-20, 1, 1).in(tf32);
        assertThat(row.matmul(column).item()).isEqualTo(2 + 0x1p-10 + 0x1p-20);
        assertThat(row.times(row).at(1)).isEqualTo(1 + 0x1p-11);
    }

    private static double[] numbers(int count, long seed) {
        return new Random(seed).doubles(count, -1, 1).toArray();
    }
}
