package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Node;
import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sliding sums of products, by hand with small integers; the larger ones are PyTorch 2.13's. */
class ConvolutionTest {
    private static final Tensor FOUR = Nets.rows(Shape.of(1, 1, 4), 1, 2, 3, 4);
    private static final Parameters PAIR =
            Parameters.of("a.weight", Nets.rows(Shape.of(1, 1, 2), 10, 1)).with("a.bias", Nets.rows(Shape.of(1), 100));

    @Test
    void the_kernel_is_not_flipped() {
        assertThat(output(conv1d(1, 0, 1, 1), PAIR, FOUR)).isEqualTo(Nets.rows(Shape.of(1, 1, 3), 112, 123, 134));
    }

    @Test
    void a_stride_leaves_windows_out() {
        assertThat(output(conv1d(2, 0, 1, 1), PAIR, FOUR)).isEqualTo(Nets.rows(Shape.of(1, 1, 2), 112, 134));
    }

    @Test
    void a_padding_is_zeros_on_both_sides() {
        assertThat(output(conv1d(1, 1, 1, 1), PAIR, FOUR))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 5), 101, 112, 123, 134, 140));
    }

    @Test
    void a_dilation_spreads_the_elements_of_a_window() {
        assertThat(output(conv1d(1, 0, 2, 1), PAIR, FOUR)).isEqualTo(Nets.rows(Shape.of(1, 1, 2), 113, 124));
    }

    @Test
    void without_a_bias_none_is_added_and_none_has_a_gradient() {
        Layer bare = new Convolution("a", 1, 1, 0, 1, 1, false);
        Layer.Applied applied = bare.apply(PAIR, FOUR);
        assertThat(applied.output()).isEqualTo(Nets.rows(Shape.of(1, 1, 3), 12, 23, 34));
        assertThat(applied.backward().apply(applied.output()).parameterBars().names())
                .containsExactly("a.weight");
    }

    @Test
    void the_gradients_of_a_strided_and_padded_convolution_go_back_to_where_they_came_from() {
        // Windows (0,1), (2,3), (4,–) of the padded (–,1,2,3,4,–).
        Layer.Pulled pulled = pulled(conv1d(2, 1, 1, 1), PAIR, FOUR, 5, 6, 7);
        assertThat(pulled.inputBar()).isEqualTo(Nets.rows(Shape.of(1, 1, 4), 5, 60, 6, 70));
        assertThat(pulled.parameterBars().get("a.weight"))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 2), 6 * 2 + 7 * 4, 5 * 1 + 6 * 3));
        assertThat(pulled.parameterBars().get("a.bias")).isEqualTo(Nets.rows(Shape.of(1), 18));
    }

    @Test
    void an_image_has_non_square_kernels() {
        Tensor x = Nets.counting(1, 1, 3, 4);
        Parameters point =
                Parameters.of("a.weight", Nets.counting(1, 1, 2, 3)).with("a.bias", Nets.rows(Shape.of(1), 10));
        Layer conv = new Convolution("a", 2, 2, 1, 1, 1, true);
        assertThat(output(conv, point, x)).isEqualTo(Nets.rows(Shape.of(1, 1, 2, 2), 27, 57, 143, 221));
        Layer.Pulled pulled = pulled(conv, point, x, 1, 2, 3, 4);
        assertThat(pulled.inputBar())
                .isEqualTo(Nets.rows(Shape.of(1, 1, 3, 4), 5, 14, 10, 12, 6, 13, 8, 12, 15, 34, 20, 24));
        assertThat(pulled.parameterBars().get("a.weight"))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 2, 3), 24, 43, 50, 44, 78, 88));
        assertThat(pulled.parameterBars().get("a.bias")).isEqualTo(Nets.rows(Shape.of(1), 10));
    }

    @Test
    void each_axis_of_an_image_can_have_its_own_stride_padding_and_dilation() {
        Tensor x = Nets.counting(1, 1, 3, 4);
        Parameters point =
                Parameters.of("a.weight", Nets.counting(1, 1, 2, 2)).with("a.bias", Nets.rows(Shape.of(1), 10));
        Layer conv = new Convolution("a", 2, new PerAxis(2, 1), new PerAxis(0, 1), new PerAxis(1, 2), 1, true);
        assertThat(output(conv, point, x)).isEqualTo(Nets.rows(Shape.of(1, 1, 1, 4), 38, 60, 70, 34));
        Layer.Pulled pulled = pulled(conv, point, x, 1, 2, 3, 4);
        assertThat(pulled.inputBar()).isEqualTo(Nets.rows(Shape.of(1, 1, 3, 4), 2, 5, 8, 6, 6, 13, 20, 12, 0, 0, 0, 0));
        assertThat(pulled.parameterBars().get("a.weight")).isEqualTo(Nets.rows(Shape.of(1, 1, 2, 2), 20, 20, 56, 44));
    }

    @Test
    void groups_see_their_own_channels_alone() {
        Tensor x = Nets.counting(2, 2, 4);
        Parameters point = Parameters.of("a.weight", Nets.rows(Shape.of(4, 1, 2), 1, 2, 3, -1, 2, 1, 0, 5))
                .with("a.bias", Nets.rows(Shape.of(4), 1, 2, 3, 4));
        Layer conv = conv1d(1, 0, 2, 2);
        assertThat(output(conv, point, x))
                .isEqualTo(Nets.rows(Shape.of(2, 4, 2), 8, 11, 2, 4, 20, 23, 39, 44, 32, 35, 18, 20, 44, 47, 79, 84));
        Layer.Pulled pulled = pulled(conv, point, x, Nets.counting(16).values());
        assertThat(pulled.inputBar())
                .isEqualTo(Nets.rows(Shape.of(2, 2, 4), 10, 14, -1, 0, 10, 12, 40, 46, 42, 46, 7, 8, 26, 28, 88, 94));
        assertThat(pulled.parameterBars().get("a.weight"))
                .isEqualTo(Nets.rows(Shape.of(4, 1, 2), 186, 230, 230, 290, 426, 502, 502, 594));
        assertThat(pulled.parameterBars().get("a.bias")).isEqualTo(Nets.rows(Shape.of(4), 22, 30, 38, 46));
    }

    @Test
    void a_pass_in_float32_rounds_every_product_and_sum() {
        Parameters point = Parameters.of("a.weight", Tensor.from(DType.FLOAT32, Shape.of(1, 1, 2), 0.1f, 0.7f))
                .with("a.bias", Tensor.from(DType.FLOAT32, Shape.of(1), 0.3f));
        Tensor z = output(conv1d(1, 0, 1, 1), point, Tensor.from(DType.FLOAT32, Shape.of(1, 1, 2), 0.9f, 1.1f));
        assertThat((float) z.item()).isEqualTo(0.1f * 0.9f + 0.7f * 1.1f + 0.3f);
        assertThat(z.dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void the_magnitude_is_the_sum_of_the_sizes_of_the_terms() {
        Parameters point = Parameters.of("a.weight", Nets.rows(Shape.of(1, 1, 2), 10, -1))
                .with("a.bias", Nets.rows(Shape.of(1), -100));
        assertThat(conv1d(2, 0, 1, 1).magnitude(point, List.of(FOUR)))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 2), 112, 134));
    }

    @Test
    void a_node_tells_stride_padding_dilation_groups_and_bias() {
        Node node = Node.of("a", "conv2d", "x")
                .with("stride", 2)
                .with("padding", 3)
                .with("dilation", 4)
                .with("groups", 5)
                .with("bias", false);
        assertThat(LayerCatalog.standard().layer(node)).isEqualTo(new Convolution("a", 2, 2, 3, 4, 5, false));
        assertThat(LayerCatalog.standard().layer(node.with("stride", "2x1").with("padding", "0x3")))
                .isEqualTo(new Convolution("a", 2, new PerAxis(2, 1), new PerAxis(0, 3), PerAxis.of(4), 5, false));
        assertThat(LayerCatalog.standard().layer(Node.of("a", "conv1d", "x"))).isEqualTo(conv1d(1, 0, 1, 1));
    }

    @Test
    void an_input_without_channels_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conv1d(1, 0, 1, 1).apply(PAIR, FOUR.reshape(Shape.of(1, 4))))
                .withMessage("the input of conv1d a must have 3 axes, not the shape (1,4)");
    }

    @Test
    void a_weight_for_other_channels_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conv1d(1, 0, 1, 1).apply(PAIR, FOUR.reshape(Shape.of(1, 2, 2))))
                .withMessage("conv1d a has 1 groups and a weight of (1,1,2), which does not fit 2 channels");
    }

    @Test
    void a_bias_for_other_channels_is_refused() {
        Parameters two = PAIR.with("a.bias", Nets.rows(Shape.of(2), 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conv1d(1, 0, 1, 1).apply(two, FOUR))
                .withMessage("a.bias must have the shape (1), one number for each channel, not (2)");
    }

    @Test
    void a_kernel_longer_than_the_padded_input_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conv1d(1, 1, 6, 1).apply(PAIR, FOUR))
                .withMessage("a window of 7 does not fit into 4 elements with a padding of 1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 1, the stride is 0 and must be at least 1",
        "1, -1, 1, 1, the padding is -1 and must be not negative",
        "1, 0, 0, 1, the dilation is 0 and must be at least 1",
        "1, 0, 1, 0, the groups are 0 and must be at least 1"
    })
    void numbers_that_make_no_sense_are_refused(int stride, int padding, int dilation, int groups, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conv1d(stride, padding, dilation, groups))
                .withMessage(message);
    }

    private static Convolution conv1d(int stride, int padding, int dilation, int groups) {
        return new Convolution("a", 1, stride, padding, dilation, groups, true);
    }

    private static Tensor output(Layer layer, Parameters point, Tensor x) {
        return layer.apply(point, x).output();
    }

    private static Layer.Pulled pulled(Layer layer, Parameters point, Tensor x, double... bar) {
        Layer.Applied applied = layer.apply(point, x);
        return applied.backward().apply(Nets.rows(applied.output().shape(), bar));
    }
}
