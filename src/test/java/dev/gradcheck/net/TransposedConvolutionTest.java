package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Node;
import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kernels put side by side, by hand with small integers; the image is PyTorch 1.13's. */
class TransposedConvolutionTest {
    private static final Tensor THREE = Nets.rows(Shape.of(1, 1, 3), 1, 2, 3);
    private static final Parameters PAIR =
            Parameters.of("a.weight", Nets.rows(Shape.of(1, 1, 2), 10, 1)).with("a.bias", Nets.rows(Shape.of(1), 100));

    @Test
    void each_element_puts_the_kernel_times_itself_into_the_output() {
        assertThat(output(transposed(1, 0, 0, 1))).isEqualTo(Nets.rows(Shape.of(1, 1, 4), 110, 121, 132, 103));
    }

    @Test
    void a_stride_moves_the_kernels_apart_and_a_padding_cuts_off_both_ends() {
        assertThat(output(transposed(2, 0, 0, 1)))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 6), 110, 101, 120, 102, 130, 103));
        assertThat(output(transposed(2, 1, 0, 1))).isEqualTo(Nets.rows(Shape.of(1, 1, 4), 101, 120, 102, 130));
    }

    @Test
    void an_output_padding_makes_the_output_longer_at_its_end() {
        assertThat(output(transposed(2, 1, 1, 1))).isEqualTo(Nets.rows(Shape.of(1, 1, 5), 101, 120, 102, 130, 103));
        assertThat(output(transposed(2, 0, 1, 1)))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 7), 110, 101, 120, 102, 130, 103, 100));
    }

    @Test
    void a_dilation_spreads_the_kernel() {
        assertThat(output(transposed(1, 0, 0, 2))).isEqualTo(Nets.rows(Shape.of(1, 1, 5), 110, 120, 131, 102, 103));
    }

    @Test
    void the_gradient_is_a_convolution_with_the_same_kernel() {
        // The output's elements (–, 0), (1, 2), (3, 4) come of the three elements, and have the upstream gradients 1 to
        // 5.
        Layer.Pulled pulled =
                transposed(2, 1, 1, 1).apply(PAIR, THREE).backward().apply(Nets.counting(1, 1, 5));
        assertThat(pulled.inputBar()).isEqualTo(Nets.rows(Shape.of(1, 1, 3), 1, 23, 45));
        assertThat(pulled.parameterBars().get("a.weight"))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 2), 2 * 2 + 3 * 4, 1 + 2 * 3 + 3 * 5));
        assertThat(pulled.parameterBars().get("a.bias")).isEqualTo(Nets.rows(Shape.of(1), 15));
    }

    @Test
    void an_image_has_groups_and_numbers_for_each_axis() {
        Layer layer = new TransposedConvolution(
                "a", 2, new PerAxis(2, 1), new PerAxis(0, 1), new PerAxis(1, 0), new PerAxis(1, 2), 2, false);
        Parameters point = Parameters.of("a.weight", Nets.counting(2, 2, 2, 2));
        Layer.Applied applied = layer.apply(point, Nets.counting(1, 2, 2, 2));
        assertThat(applied.output())
                .isEqualTo(Nets.rows(
                        Shape.of(1, 4, 5, 2),
                        2,
                        2,
                        6,
                        4,
                        4,
                        6,
                        12,
                        12,
                        0,
                        0,
                        10,
                        6,
                        14,
                        8,
                        20,
                        18,
                        28,
                        24,
                        0,
                        0,
                        54,
                        50,
                        66,
                        60,
                        72,
                        70,
                        88,
                        84,
                        0,
                        0,
                        78,
                        70,
                        90,
                        80,
                        104,
                        98,
                        120,
                        112,
                        0,
                        0));
        Layer.Pulled pulled = applied.backward().apply(Nets.counting(1, 4, 5, 2));
        assertThat(pulled.inputBar())
                .isEqualTo(Nets.rows(Shape.of(1, 2, 2, 2), 204, 156, 284, 220, 1500, 1340, 1708, 1532));
        assertThat(pulled.parameterBars().get("a.weight"))
                .isEqualTo(Nets.rows(
                        Shape.of(2, 2, 2, 2), 22, 20, 34, 28, 82, 60, 94, 68, 326, 292, 354, 316, 466, 412, 494, 436));
    }

    @Test
    void the_magnitude_is_the_sum_of_the_sizes_of_the_terms() {
        Parameters point = Parameters.of("a.weight", Nets.rows(Shape.of(1, 1, 2), 10, -1))
                .with("a.bias", Nets.rows(Shape.of(1), -100));
        assertThat(transposed(1, 0, 0, 1).magnitude(point, List.of(THREE)))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 4), 110, 121, 132, 103));
    }

    @Test
    void a_node_tells_everything() {
        Node node = Node.of("a", "conv-transpose2d", "x")
                .with("stride", "3x2")
                .with("padding", 1)
                .with("output_padding", "2x1")
                .with("dilation", "1x2")
                .with("groups", 5)
                .with("bias", false);
        assertThat(LayerCatalog.standard().layer(node))
                .isEqualTo(new TransposedConvolution(
                        "a", 2, new PerAxis(3, 2), PerAxis.of(1), new PerAxis(2, 1), new PerAxis(1, 2), 5, false));
    }

    @Test
    void a_weight_for_other_channels_and_a_padding_that_leaves_nothing_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transposed(1, 0, 0, 1).apply(PAIR, Nets.counting(1, 2, 2)))
                .withMessage("conv-transpose1d a has 1 groups and a weight of (1,1,2), which does not fit 2 channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transposed(1, 2, 0, 1).apply(PAIR, THREE))
                .withMessage(
                        "conv-transpose1d a leaves nothing of the shape (1,1,3): its padding of 2 cuts everything off");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 1, the stride is 0 and must be at least 1",
        "1, 0, 1, 1, the attribute output_padding is 1 and must be from 0 to less than the stride 1 or the dilation 1",
        "2, 0, -1, 1, the attribute output_padding is -1 and must be from 0 to less than the stride 2 or the dilation 1",
    })
    void numbers_that_make_no_sense_are_refused(int stride, int padding, int more, int dilation, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transposed(stride, padding, more, dilation))
                .withMessage(message);
    }

    private static Layer transposed(int stride, int padding, int more, int dilation) {
        return new TransposedConvolution(
                "a", 1, PerAxis.of(stride), PerAxis.of(padding), PerAxis.of(more), PerAxis.of(dilation), 1, true);
    }

    private static Tensor output(Layer layer) {
        return layer.apply(PAIR, THREE).output();
    }
}
