package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Samples under another shape. */
class ReshapeTest {
    private static final Reshape RESHAPE = new Reshape(Optional.of(Shape.of(3, 2)));
    private static final Reshape FLATTEN = new Reshape(Optional.empty());
    private static final Tensor X = Nets.rows(Shape.of(1, 2, 3), 1, 2, 3, 4, 5, 6);

    @Test
    void elements_keep_their_order_and_the_batch_its_axis() {
        assertThat(output(RESHAPE, X)).isEqualTo(Nets.rows(Shape.of(1, 3, 2), 1, 2, 3, 4, 5, 6));
        assertThat(output(FLATTEN, X)).isEqualTo(Nets.rows(Shape.of(1, 6), 1, 2, 3, 4, 5, 6));
        assertThat(output(FLATTEN, Nets.rows(Shape.of(3), 1, 2, 3))).isEqualTo(Nets.rows(Shape.of(3, 1), 1, 2, 3));
    }

    @Test
    void an_upstream_gradient_gets_the_shape_of_the_input() {
        assertThat(pulled(RESHAPE, Nets.rows(Shape.of(1, 3, 2), 1, 2, 3, 4, 5, 6)))
                .isEqualTo(X);
        assertThat(pulled(FLATTEN, Nets.rows(Shape.of(1, 6), 1, 2, 3, 4, 5, 6))).isEqualTo(X);
    }

    @Test
    void the_mistake_reads_the_upstream_gradient_column_by_column() {
        assertThat(pulled(RESHAPE.mistakes().get(0).layer(), Nets.rows(Shape.of(1, 3, 2), 1, 2, 3, 4, 5, 6)))
                .isEqualTo(Nets.rows(Shape.of(1, 2, 3), 1, 3, 5, 2, 4, 6));
    }

    @Test
    void a_shape_of_other_elements_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(RESHAPE, Nets.rows(Shape.of(2, 3), 1, 2, 3, 4, 5, 6)))
                .withMessage("the layer reshape to (3,2) cannot take the shape (2,3): its samples have other elements");
    }

    @Test
    void what_is_no_batch_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(FLATTEN, Nets.rows(Shape.SCALAR, 1)))
                .withMessage("the layer flatten takes a batch of samples, (B,…), not ()");
    }

    private static Tensor output(Layer layer, Tensor x) {
        return layer.apply(Parameters.NONE, x).output();
    }

    private static Tensor pulled(Layer layer, Tensor bar) {
        return layer.apply(Parameters.NONE, X).backward().apply(bar).inputBar();
    }
}
