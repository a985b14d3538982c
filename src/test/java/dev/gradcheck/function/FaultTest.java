package dev.gradcheck.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each fault makes of a gradient. */
class FaultTest {
    private static final Tensor MATRIX = of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    private static final Tensor VECTOR = of(Shape.of(3), 1, 2, 3);

    @Test
    void a_sign_turns_every_element() {
        assertThat(Fault.sign().effect().on(VECTOR)).contains(of(Shape.of(3), -1, -2, -3));
    }

    @Test
    void a_factor_multiplies_every_element() {
        assertThat(Fault.factor(0.5).effect().on(VECTOR)).contains(of(Shape.of(3), 0.5, 1, 1.5));
    }

    @Test
    void a_transpose_keeps_the_shape_of_the_gradient() {
        assertThat(Fault.transposed().effect().on(MATRIX)).contains(of(Shape.of(2, 3), 1, 4, 2, 5, 3, 6));
    }

    @Test
    void a_shift_moves_every_value_one_place_on() {
        assertThat(Fault.shifted().effect().on(MATRIX)).contains(of(Shape.of(2, 3), 6, 1, 2, 3, 4, 5));
    }

    @Test
    void of_a_matrix_the_first_row_is_left() {
        assertThat(Fault.firstRowOnly().effect().on(MATRIX)).contains(of(Shape.of(2, 3), 1, 2, 3, 0, 0, 0));
    }

    @Test
    void of_a_vector_the_first_element_is_left() {
        assertThat(Fault.firstRowOnly().effect().on(VECTOR)).contains(of(Shape.of(3), 1, 0, 0));
    }

    @Test
    void a_dropped_element_is_zero() {
        assertThat(Fault.dropped(4).effect().on(MATRIX)).contains(of(Shape.of(2, 3), 1, 2, 3, 4, 0, 6));
    }

    @Test
    void a_wrong_element_is_off_by_its_severity() {
        assertThat(Fault.element(1, 0.25).effect().on(VECTOR)).contains(of(Shape.of(3), 1, 2.5, 3));
    }

    @Test
    void a_severity_below_the_digits_of_float32_is_no_fault_there() {
        assertThat(Fault.element(1, 1e-9).effect().on(VECTOR.as(DType.FLOAT32))).contains(VECTOR.as(DType.FLOAT32));
        assertThat(Fault.element(1, 1e-9).effect().on(VECTOR)).isNotEqualTo(VECTOR);
    }

    @Test
    void a_neighbours_value_is_the_next_ones_and_at_the_end_the_one_before() {
        assertThat(Fault.neighbour(0).effect().on(VECTOR)).contains(of(Shape.of(3), 2, 2, 3));
        assertThat(Fault.neighbour(2).effect().on(VECTOR)).contains(of(Shape.of(3), 1, 2, 2));
    }

    @Test
    void not_a_number_is_at_its_place_alone() {
        assertThat(Fault.notANumber(1).effect().on(VECTOR)).contains(of(Shape.of(3), 1, Double.NaN, 3));
    }

    @Test
    void a_missing_gradient_is_none() {
        assertThat(Fault.missing().effect().on(VECTOR)).isEmpty();
    }

    @Test
    void a_place_that_the_tensor_does_not_have_is_refused() {
        for (Fault fault : List.of(Fault.dropped(3), Fault.element(3, 1), Fault.neighbour(4), Fault.notANumber(-1))) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .as(fault.name())
                    .isThrownBy(() -> fault.effect().on(VECTOR));
        }
    }

    @Test
    void names_have_severity_and_place() {
        assertThat(List.of(
                        Fault.sign(),
                        Fault.factor(2),
                        Fault.transposed(),
                        Fault.shifted(),
                        Fault.firstRowOnly(),
                        Fault.dropped(1),
                        Fault.element(2, 1e-6),
                        Fault.neighbour(3),
                        Fault.notANumber(4),
                        Fault.missing()))
                .extracting(Fault::name)
                .containsExactly(
                        "sign",
                        "factor 2.0",
                        "transposed",
                        "shifted",
                        "first row only",
                        "element 1 dropped",
                        "element 2 times 1 + 1.0E-6",
                        "element 3 with its neighbour's value",
                        "NaN at element 4",
                        "missing");
    }

    private static Tensor of(Shape shape, double... values) {
        return Tensor.of(DType.FLOAT64, shape, values);
    }
}
