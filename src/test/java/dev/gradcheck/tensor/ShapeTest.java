package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShapeTest {
    @Property(tries = 100)
    void offset_and_index_are_inverse(@ForAll @Size(max = 4) List<@IntRange(min = 1, max = 4) Integer> dimensions) {
        Shape shape = new Shape(dimensions);
        for (int offset = 0; offset < shape.size(); offset++) {
            int[] index = shape.index(offset).stream().mapToInt(i -> i).toArray();
            assertThat(shape.offset(index)).isEqualTo(offset);
        }
    }

    @Test
    void the_last_axis_runs_fastest() {
        Shape shape = Shape.of(2, 3);
        assertThat(shape.offset(0, 2)).isEqualTo(2);
        assertThat(shape.offset(1, 0)).isEqualTo(3);
        assertThat(shape.index(4)).containsExactly(1, 1);
    }

    @Test
    void the_size_is_the_product_of_the_lengths() {
        assertThat(Shape.SCALAR.size()).isEqualTo(1);
        assertThat(Shape.of(2, 3, 4).size()).isEqualTo(24);
        assertThat(Shape.of(2, 0).size()).isZero();
        assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 16).size()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_scalar_has_no_axis() {
        assertThat(Shape.of()).isSameAs(Shape.SCALAR);
        assertThat(Shape.SCALAR.rank()).isZero();
        assertThat(Shape.SCALAR.offset()).isZero();
        assertThat(Shape.SCALAR.index(0)).isEmpty();
    }

    @Test
    void a_text_is_as_python_writes_it() {
        assertThat(Shape.SCALAR).hasToString("()");
        assertThat(Shape.of(2)).hasToString("(2)");
        assertThat(Shape.of(2, 1)).hasToString("(2,1)");
    }

    @Test
    void a_negative_length_is_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(2, -1))
                .withMessage("a length of [2, -1] is negative");
    }

    @Test
    void the_lengths_are_copied() {
        List<Integer> lengths = new ArrayList<>(List.of(2, 3));
        Shape shape = new Shape(lengths);
        lengths.set(0, 9);
        assertThat(shape.dimension(0)).isEqualTo(2);
    }

    @Test
    void an_index_of_another_rank_is_an_error() {
        assertThatThrownBy(() -> Shape.of(2, 3).offset(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("[1] has not one number for each axis of (2,3)");
    }

    @Test
    void an_index_outside_is_an_error() {
        assertThatThrownBy(() -> Shape.of(2, 3).offset(1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("[1, 3] is outside (2,3)");
        assertThatThrownBy(() -> Shape.of(2, 3).offset(-1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("[-1, 0] is outside (2,3)");
    }

    @Test
    void an_offset_outside_is_an_error() {
        assertThatThrownBy(() -> Shape.of(2, 3).index(6))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("element 6 is outside (2,3)");
        assertThatThrownBy(() -> Shape.of(2, 3).index(-1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("element -1 is outside (2,3)");
    }
}
