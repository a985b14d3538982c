package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Node;
import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Largest elements and means of windows, by hand with small integers; the larger ones are PyTorch 2.13's. */
class PoolingTest {
    private static final Tensor SEQUENCE = Nets.rows(Shape.of(1, 1, 5), 1, 4, 2, 7, 9);
    private static final Tensor TIES = Nets.rows(Shape.of(1, 1, 3, 3), 1, 3, 3, 3, 0, 3, -1, -2, -3);

    @Test
    void the_largest_of_each_window_is_taken_and_a_rest_left_over() {
        assertThat(output(new MaxPool(1, 2, 2, 0), SEQUENCE)).isEqualTo(Nets.rows(Shape.of(1, 1, 2), 4, 7));
    }

    @Test
    void the_gradient_goes_to_the_largest_and_adds_up_where_windows_overlap() {
        assertThat(pulled(new MaxPool(1, 2, 1, 0), SEQUENCE, 1, 2, 3, 4))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 5), 0, 3, 0, 3, 4));
    }

    @Test
    void a_padding_is_never_the_largest() {
        Tensor negative = SEQUENCE.times(-1);
        assertThat(output(new MaxPool(1, 2, 2, 1), negative)).isEqualTo(Nets.rows(Shape.of(1, 1, 3), -1, -2, -7));
    }

    @Test
    void of_several_largest_the_first_in_row_major_order_has_the_gradient() {
        MaxPool pool = new MaxPool(2, 2, 1, 1);
        assertThat(output(pool, TIES))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 4, 4), 1, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, -1, -1, -2, -3));
        assertThat(pulled(pool, TIES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 3, 3), 1, 18, 12, 24, 0, 23, 27, 15, 16));
    }

    @Test
    void the_last_nan_of_a_window_is_taken() {
        Tensor x = Nets.rows(Shape.of(1, 1, 2, 3), 1, Double.NaN, 3, Double.NaN, 0, 3);
        assertThat(output(new MaxPool(2, 2, 1, 0), x))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 1, 2), Double.NaN, Double.NaN));
        assertThat(pulled(new MaxPool(2, 2, 1, 0), x, 1, 10))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 2, 3), 0, 10, 0, 1, 0, 0));
    }

    @Test
    void a_tie_can_give_the_gradient_to_the_first_or_the_last_or_share_it() {
        List<Convention> conventions = conventions(5, 2, 5, 5, 1, 0);
        assertThat(conventions)
                .extracting(c -> c.gradient().get("x"))
                .containsExactly(
                        Nets.rows(Shape.of(1, 1, 6), 6, 0, 0, 2, 0, 0),
                        Nets.rows(Shape.of(1, 1, 6), 3, 0, 3, 2, 0, 0),
                        Nets.rows(Shape.of(1, 1, 6), 0, 0, 6, 2, 0, 0));
        assertThat(conventions.get(0).name()).endsWith("at 1 units");
    }

    @Test
    void a_difference_within_rounding_is_a_tie_and_a_larger_one_is_none() {
        assertThat(conventions(5, 5 + 0x1p-47, 0, 1, 2, 3)).hasSize(3);
        assertThat(conventions(5, 5 + 0x1p-43, 0, 1, 2, 3)).isEmpty();
    }

    @Test
    void a_mean_is_over_the_window() {
        assertThat(output(new AvgPool(1, 2, 2, 0), SEQUENCE)).isEqualTo(Nets.rows(Shape.of(1, 1, 2), 2.5, 4.5));
    }

    @Test
    void a_mean_counts_the_padding() {
        Tensor x = Nets.rows(Shape.of(1, 1, 2, 3), 1, 2, 3, 4, 5, 6);
        AvgPool pool = new AvgPool(2, 2, 1, 1);
        assertThat(output(pool, x))
                .isEqualTo(
                        Nets.rows(Shape.of(1, 1, 3, 4), 0.25, 0.75, 1.25, 0.75, 1.25, 3, 4, 2.25, 1, 2.25, 2.75, 1.5));
        assertThat(pulled(pool, x, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 2, 3), 14, 18, 22, 30, 34, 38));
    }

    @Test
    void the_magnitude_of_a_mean_is_the_mean_of_the_sizes() {
        assertThat(new AvgPool(1, 2, 2, 0).magnitude(Parameters.NONE, List.of(SEQUENCE.times(-1))))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 2), 2.5, 4.5));
    }

    @Test
    void each_axis_of_an_image_can_have_its_own_kernel_stride_and_padding() {
        Tensor x = Nets.counting(1, 1, 3, 4);
        MaxPool max = new MaxPool(2, new PerAxis(2, 3), PerAxis.of(1), new PerAxis(0, 1));
        assertThat(output(max, x)).isEqualTo(Nets.rows(Shape.of(1, 1, 2, 4), 6, 7, 8, 8, 10, 11, 12, 12));
        assertThat(pulled(max, x, 1, 2, 3, 4, 5, 6, 7, 8))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 3, 4), 0, 0, 0, 0, 0, 1, 2, 7, 0, 5, 6, 15));
        AvgPool avg = new AvgPool(2, new PerAxis(1, 2), new PerAxis(2, 1), new PerAxis(0, 1));
        assertThat(output(avg, x))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 2, 5), 0.5, 1.5, 2.5, 3.5, 2, 4.5, 9.5, 10.5, 11.5, 6));
        assertThat(pulled(avg, x, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 3, 4), 3, 5, 7, 9, 0, 0, 0, 0, 13, 15, 17, 19));
    }

    @Test
    void windows_that_overlap_on_one_axis_can_be_overwritten() {
        assertThat(new MaxPool(2, PerAxis.of(2), new PerAxis(2, 1), PerAxis.of(0)).mistakes())
                .hasSize(3);
        assertThat(new AvgPool(2, PerAxis.of(2), new PerAxis(1, 2), PerAxis.of(0)).mistakes())
                .hasSize(2);
    }

    @Test
    void the_stride_is_the_kernel_unless_told() {
        LayerCatalog catalog = LayerCatalog.standard();
        assertThat(catalog.layer(Node.of("a", "max-pool2d", "x").with("kernel", 3)))
                .isEqualTo(new MaxPool(2, 3, 3, 0));
        assertThat(catalog.layer(
                        Node.of("a", "avg-pool1d", "x").with("stride", 1).with("padding", 1)))
                .isEqualTo(new AvgPool(1, 2, 1, 1));
    }

    @Test
    void a_padding_of_more_than_half_a_kernel_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaxPool(1, 3, 1, 2))
                .withMessage("the padding 2 is more than half of the kernel 3");
        assertThatIllegalArgumentException().isThrownBy(() -> new AvgPool(1, 3, 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AvgPool(2, new PerAxis(2, 1), PerAxis.of(1), PerAxis.of(1)))
                .withMessage("the padding 1 is more than half of the kernel 2x1");
    }

    @Test
    void a_sequence_is_no_image() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(new MaxPool(2, 2, 2, 0), SEQUENCE))
                .withMessage("the input of max pool 2d must have 4 axes, not the shape (1,1,5)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(new AvgPool(1, 2, 2, 0), TIES))
                .withMessage("the input of avg pool 1d must have 3 axes, not the shape (1,1,3,3)");
    }

    /** Windows of three, with the upstream gradients 6 and 2. */
    private static List<Convention> conventions(double... x) {
        Network network =
                new Network("pool", List.of(new Network.Place("y", new MaxPool(1, 3, 3, 0), List.of("x"))), Map.of());
        return network.conventions(
                Parameters.of("x", Nets.rows(Shape.of(1, 1, 6), x)), Nets.rows(Shape.of(1, 1, 2), 6, 2));
    }

    private static Tensor output(Layer layer, Tensor x) {
        return layer.apply(Parameters.NONE, x).output();
    }

    private static Tensor pulled(Layer layer, Tensor x, double... bar) {
        Layer.Applied applied = layer.apply(Parameters.NONE, x);
        return applied.backward()
                .apply(Nets.rows(applied.output().shape(), bar))
                .inputBar();
    }
}
