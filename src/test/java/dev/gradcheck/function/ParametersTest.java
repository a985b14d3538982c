package dev.gradcheck.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final Tensor ONE = Tensor.scalar(DType.FLOAT64, 1);
    private static final Tensor TWO = Tensor.scalar(DType.FLOAT64, 2);
    private static final Parameters POINT =
            Parameters.of("b", ONE).with("a", TWO).with("c", Tensor.of(DType.INT32, Shape.of(2), 3, 4));

    @Test
    void the_order_is_that_of_insertion() {
        assertThat(POINT.names()).containsExactly("b", "a", "c");
        assertThat(POINT.map(t -> t).names()).containsExactly("b", "a", "c");
    }

    @Test
    void a_replaced_tensor_keeps_its_place() {
        Parameters replaced = POINT.with("b", TWO);
        assertThat(replaced.names()).containsExactly("b", "a", "c");
        assertThat(replaced.get("b")).isSameAs(TWO);
        assertThat(POINT.get("b")).isSameAs(ONE);
    }

    @Test
    void the_map_is_copied() {
        Map<String, Tensor> map = new LinkedHashMap<>(Map.of("a", ONE));
        Parameters point = new Parameters(map);
        map.put("b", TWO);
        assertThat(point.names()).containsExactly("a");
    }

    @Test
    void the_map_cannot_be_changed() {
        assertThatThrownBy(() -> POINT.tensors().put("d", ONE)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_name_that_is_not_there_is_an_error_that_lists_those_that_are() {
        assertThatThrownBy(() -> POINT.get("d"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("there is no tensor d among [b, a, c]");
    }

    @Test
    void has_tells_whether_a_name_is_there() {
        assertThat(POINT.has("a")).isTrue();
        assertThat(POINT.has("d")).isFalse();
        assertThat(Parameters.NONE.names()).isEmpty();
    }

    @Test
    void every_tensor_is_lifted() {
        Arithmetic random = Arithmetic.randomised(DType.FLOAT32, 3);
        Parameters lifted = POINT.in(random);
        assertThat(lifted.tensors().values()).allMatch(t -> t.arithmetic().equals(random));
        assertThat(lifted.get("c").values()).containsExactly(3, 4);
    }
}
