package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

class TensorStrictnessTest {
    private static final List<BinaryOperator<Tensor>> OPERATIONS =
            List.of(Tensor::plus, Tensor::minus, Tensor::times, Tensor::dividedBy);

    @Test
    void nothing_broadcasts() {
        Tensor vector = Tensor.ones(DType.FLOAT64, Shape.of(2));
        Tensor column = Tensor.ones(DType.FLOAT64, Shape.of(2, 1));
        for (BinaryOperator<Tensor> operation : OPERATIONS) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operation.apply(vector, column))
                    .withMessage("shapes (2) and (2,1) differ; nothing broadcasts here, bring both to one shape first");
        }
    }

    @Test
    void nothing_is_promoted() {
        Tensor integer = Tensor.ones(DType.INT32, Shape.of(2));
        Tensor single = Tensor.ones(DType.FLOAT32, Shape.of(2));
        for (BinaryOperator<Tensor> operation : OPERATIONS) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> operation.apply(integer, single))
                    .withMessage(
                            "dtypes int32 and float32 differ; nothing is promoted here, convert one with as(DType)");
        }
    }

    @Test
    void the_number_of_values_must_be_that_of_the_shape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(DType.FLOAT64, Shape.of(2, 2), 1, 2, 3))
                .withMessage("3 values do not fill the shape (2,2) of 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.from(DType.FLOAT64, Shape.of(2), 1, 2, 3))
                .withMessage("3 values do not fill the shape (2) of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ones(DType.FLOAT64, Shape.of(2)).reshape(Shape.of(3)))
                .withMessage("2 values do not fill the shape (3) of 3");
    }

    @Test
    void of_rejects_what_the_dtype_cannot_hold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(DType.FLOAT32, Shape.of(2), 0.5, 0.1))
                .withMessage("0.1 at element 1 is no float32; Tensor.from rounds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.scalar(DType.INT32, 1.5))
                .withMessage("1.5 at element 0 is no int32; Tensor.from rounds");
    }

    @Test
    void from_rounds_what_the_dtype_cannot_hold() {
        assertThat(Tensor.from(DType.FLOAT32, Shape.of(2), 0.5, 0.1).values()).containsExactly(0.5, 0.1f);
    }

    @Test
    void from_rejects_an_integer_that_would_have_to_be_rounded() {
        assertThatThrownBy(() -> Tensor.from(DType.INT32, Shape.of(1), 1.5))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("1.5 is not an int32: integers neither round nor wrap here");
    }

    @Test
    void with_rejects_what_the_dtype_cannot_hold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ones(DType.FLOAT32, Shape.of(2)).with(1, 0.1))
                .withMessage("0.1 is no float32");
    }

    @Test
    void map_exactly_rejects_an_inexact_result() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ones(DType.FLOAT32, Shape.of(2)).mapExactly(v -> 0.1))
                .withMessage("0.1 is no float32: this function is not exact, use map");
    }

    @Test
    void item_takes_one_element_only() {
        assertThatThrownBy(() -> Tensor.ones(DType.FLOAT64, Shape.of(2, 1)).item())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a tensor of shape (2,1) has not exactly one element");
        assertThatThrownBy(() -> Tensor.ones(DType.FLOAT64, Shape.of(0)).item())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a tensor of shape (0) has not exactly one element");
    }

    @Test
    void only_a_matrix_is_transposed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ones(DType.FLOAT64, Shape.of(2)).transpose())
                .withMessage("only a matrix can be transposed, not a tensor of shape (2)");
    }

    @Test
    void an_element_that_is_not_there_is_an_error() {
        assertThatThrownBy(() -> Tensor.ones(DType.FLOAT64, Shape.of(2)).at(2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
