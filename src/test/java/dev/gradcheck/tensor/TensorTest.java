package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TensorTest {
    private static final Tensor MATRIX = Tensor.of(DType.FLOAT64, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

    @Test
    void the_values_are_copied_in() {
        double[] values = {1, 2};
        Tensor of = Tensor.of(DType.FLOAT64, Shape.of(2), values);
        Tensor from = Tensor.from(DType.FLOAT64, Shape.of(2), values);
        values[0] = 9;
        assertThat(of.at(0)).isEqualTo(1);
        assertThat(from.at(0)).isEqualTo(1);
    }

    @Test
    void the_values_are_copied_out() {
        Tensor tensor = Tensor.of(DType.FLOAT64, Shape.of(2), 1, 2);
        tensor.values()[0] = 9;
        assertThat(tensor.at(0)).isEqualTo(1);
    }

    @Test
    void from_leaves_its_argument_alone() {
        double[] values = {0.1};
        Tensor.from(DType.FLOAT32, Shape.of(1), values);
        assertThat(values[0]).isEqualTo(0.1);
    }

    @Test
    void with_leaves_the_original_alone() {
        Tensor changed = MATRIX.with(4, 9);
        assertThat(changed.values()).containsExactly(1, 2, 3, 4, 9, 6);
        assertThat(changed.shape()).isEqualTo(MATRIX.shape());
        assertThat(MATRIX.at(4)).isEqualTo(5);
    }

    @Test
    void operations_leave_their_operands_alone() {
        Tensor a = Tensor.of(DType.FLOAT32, Shape.of(2), 1, 2);
        Tensor b = Tensor.of(DType.FLOAT32, Shape.of(2), 3, 4);
        a.plus(b)
                .minus(b)
                .times(b)
                .dividedBy(b)
                .times(2)
                .map(StrictMath::exp)
                .mapExactly(v -> -v)
                .as(DType.FLOAT64);
        assertThat(a.values()).containsExactly(1, 2);
        assertThat(b.values()).containsExactly(3, 4);
    }

    @Test
    void a_transpose_exchanges_rows_and_columns() {
        assertThat(MATRIX.transpose()).isEqualTo(Tensor.of(DType.FLOAT64, Shape.of(3, 2), 1, 4, 2, 5, 3, 6));
    }

    @Test
    void a_reshape_keeps_the_order() {
        assertThat(MATRIX.reshape(Shape.of(6)).values()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(MATRIX.reshape(Shape.of(3, 2)).shape()).isEqualTo(Shape.of(3, 2));
    }

    @Test
    void operations_work_element_by_element() {
        Tensor a = Tensor.of(DType.FLOAT64, Shape.of(2), 6, 8);
        Tensor b = Tensor.of(DType.FLOAT64, Shape.of(2), 3, 2);
        assertThat(a.plus(b).values()).containsExactly(9, 10);
        assertThat(a.minus(b).values()).containsExactly(3, 6);
        assertThat(a.times(b).values()).containsExactly(18, 16);
        assertThat(a.dividedBy(b).values()).containsExactly(2, 4);
    }

    @Test
    void zeros_are_positive_and_ones_are_one() {
        assertThat(Tensor.zeros(DType.FLOAT32, Shape.of(2))).isEqualTo(Tensor.of(DType.FLOAT32, Shape.of(2), 0.0, 0.0));
        assertThat(Tensor.ones(DType.INT32, Shape.of(2))).isEqualTo(Tensor.of(DType.INT32, Shape.of(2), 1, 1));
    }

    @Test
    void the_largest_absolute_value_may_be_negative() {
        assertThat(Tensor.of(DType.FLOAT64, Shape.of(3), 2, -5, 3).maxAbs()).isEqualTo(5);
        assertThat(Tensor.zeros(DType.FLOAT64, Shape.of(0)).maxAbs()).isZero();
        assertThat(Tensor.of(DType.FLOAT64, Shape.of(2), Double.NaN, 1).maxAbs())
                .isNaN();
        assertThat(Tensor.of(DType.FLOAT64, Shape.of(2), 1, Double.NaN).maxAbs())
                .isNaN();
    }

    @Test
    void equality_is_that_of_the_bits() {
        Tensor zero = Tensor.scalar(DType.FLOAT64, 0.0);
        assertThat(zero).isNotEqualTo(Tensor.scalar(DType.FLOAT64, -0.0));
        assertThat(zero).isNotEqualTo(Tensor.scalar(DType.FLOAT32, 0.0));
        assertThat(zero).isNotEqualTo(Tensor.of(DType.FLOAT64, Shape.of(1), 0.0));
        assertThat(zero).isNotEqualTo("zero");
        assertThat(Tensor.scalar(DType.FLOAT64, Double.NaN)).isEqualTo(Tensor.scalar(DType.FLOAT64, Double.NaN));
    }

    @Test
    void equal_tensors_have_equal_hashes_and_others_mostly_not() {
        Tensor same = Tensor.of(DType.FLOAT64, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        assertThat(MATRIX).hasSameHashCodeAs(same);
        assertThat(MATRIX.hashCode()).isNotEqualTo(MATRIX.with(0, 7).hashCode());
        assertThat(MATRIX.hashCode()).isNotEqualTo(MATRIX.reshape(Shape.of(6)).hashCode());
    }

    @Test
    void a_text_shows_dtype_shape_and_elements() {
        assertThat(Tensor.of(DType.FLOAT32, Shape.of(2, 1), 0.1f, -0.0)).hasToString("float32(2,1)[0.1, -0.0]");
        assertThat(Tensor.scalar(DType.INT32, 3)).hasToString("int32()[3]");
        assertThat(Tensor.zeros(DType.FLOAT64, Shape.of(0))).hasToString("float64(0)[]");
    }

    @Test
    void a_text_shows_64_elements_and_how_many_there_are() {
        double[] numbers = IntStream.range(0, 65).asDoubleStream().toArray();
        String all = Tensor.of(DType.INT32, Shape.of(64), java.util.Arrays.copyOf(numbers, 64))
                .toString();
        assertThat(all).endsWith(", 62, 63]");
        assertThat(Tensor.of(DType.INT32, Shape.of(65), numbers).toString()).endsWith(", 62, 63, … 65 elements]");
    }

    @Test
    void the_same_arithmetic_gives_the_same_tensor() {
        assertThat(MATRIX.in(Arithmetic.nearest(DType.FLOAT64))).isSameAs(MATRIX);
        assertThat(MATRIX.in(Arithmetic.randomised(DType.FLOAT64, 1))
                        .as(DType.FLOAT64)
                        .arithmetic())
                .isEqualTo(Arithmetic.nearest(DType.FLOAT64));
    }
}
