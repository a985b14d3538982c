package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit is explained through the network. */
class MisfitTest {
    private static final GoldenText NET = new GoldenText("""
            network:
              - {kind: conv2d, name: conv, bias: false}
              - {kind: flatten}
              - {kind: linear, name: fc, bias: false}
            dtype: float64
            provenance: by hand
            parameters:
              conv.weight: [[[[1, 2], [3, 4]]], [[[1, 2], [3, 4]]], [[[1, 2], [3, 4]]]]
              fc.weight: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]]
            input: [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]
            """);

    @TempDir
    private Path folder;

    @Test
    void the_network_fits() {
        assertThat(NET.problemsIn(folder)).isEmpty();
    }

    @Test
    void shapes_that_do_not_chain_are_explained_through_the_network() {
        assertThat(NET.with("10, 11, 12]]", "10, 11, 12, 13, 14, 15, 16]]").problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:4:5: the layer fc (linear): it takes 16 inputs (its weight is (1,16)), "
                        + "flatten gives 12 = 3·2·2, made of (1,3,2,2) by conv2d `conv`.");
    }

    @Test
    void channels_are_counted_too() {
        assertThat(NET.with("[[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]", "[[[[1, 2], [3, 4]], [[1, 2], [3, 4]]]]")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:2:5: the layer conv (conv2d): it takes 1 channels (its weight is (3,1,2,2)), "
                        + "the input 'input' gives 2, its value is (1,2,2,2)");
    }

    @Test
    void a_convolution_weight_of_another_framework_is_recognised() {
        assertThat(NET.with(
                                "[[[[1, 2], [3, 4]]], [[[1, 2], [3, 4]]], [[[1, 2], [3, 4]]]]",
                                "[[[[1, 2, 3]], [[1, 2, 3]]], [[[1, 2, 3]], [[1, 2, 3]]]]")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .contains(
                        "its weight (2,2,1,3) would fit if it lay as (height, width, in, out), as TensorFlow and JAX keep it: "
                                + "transpose(3, 2, 0, 1) makes it (3,1,2,2), (out, in, …) as in PyTorch");
    }

    @Test
    void a_transposed_convolution_takes_the_first_axis_of_its_weight_and_its_layouts_are_its_own() {
        GoldenText up = new GoldenText("""
                network:
                  - {kind: conv-transpose2d, name: up, bias: false}
                dtype: float64
                provenance: by hand
                parameters:
                  up.weight: [[[[1, 2]], [[3, 4]], [[5, 6]]]]
                input: [[[[1, 2], [3, 4]]]]
                """);
        assertThat(up.problemsIn(folder)).isEmpty();
        assertThat(up.with("[[[[1, 2]], [[3, 4]], [[5, 6]]]]", "[[[[1, 2]]], [[[3, 4]]], [[[5, 6]]]]")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:2:5: the layer up (conv-transpose2d): it takes 3 channels (its weight is"
                        + " (3,1,1,2)), the input 'input' gives 1, its value is (1,1,2,2); its weight (3,1,1,2) would"
                        + " fit if it lay as (out, in, height, width), as convolutions keep it: transpose(1, 0, 2, 3)"
                        + " makes it (1,3,1,2), (in, out, …) as in PyTorch");
    }

    @Test
    void a_depthwise_weight_of_another_framework_is_recognised() {
        GoldenText depthwise = new GoldenText("""
                network:
                  - {kind: conv2d, name: dw, groups: 3, bias: false}
                dtype: float64
                provenance: by hand
                parameters:
                  dw.weight: [[[[1], [2], [3]], [[4], [5], [6]]]]
                input: [[[[1, 2]], [[3, 4]], [[5, 6]]]]
                """);
        assertThat(depthwise.problemsIn(folder))
                .singleElement()
                .asString()
                .contains("its weight (1,2,3,1) would fit if it lay as (height, width, in, 1), as TensorFlow keeps a"
                        + " depthwise one with a group for each channel: transpose(2, 3, 0, 1) makes it (3,1,1,2)");
    }

    @Test
    void the_weights_of_another_frameworks_recurrent_layer_are_recognised() {
        GoldenText lstm = new GoldenText("""
                network:
                  - {kind: lstm, name: l}
                dtype: [float32, float64]
                provenance: by hand
                parameters:
                  l.weight_ih_l0: [[1, 2, 3, 4], [5, 6, 7, 8]]
                  l.weight_hh_l0: [[1, 2, 3, 4]]
                  l.bias_ih_l0: [1, 2, 3, 4]
                  l.bias_hh_l0: [1, 2, 3, 4]
                input: [[[1, 2]]]
                """);
        assertThat(lstm.problemsIn(folder))
                .singleElement()
                .asString()
                .contains("its weights would fit if they lay as (in, gates·units), as Keras keeps them: transpose(1, 0)"
                        + " makes them (gates·units, in) as in PyTorch");
        assertThat(lstm.with("[[1, 2, 3, 4], [5, 6, 7, 8]]", "[[1, 2, 3, 4]]").problemsIn(folder))
                .singleElement()
                .asString()
                .doesNotContain("Keras");
    }

    @Test
    void a_transposed_linear_weight_is_recognised() {
        assertThat(NET.with(
                                "[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]]",
                                "[[1], [2], [3], [4], [5], [6], [7], [8], [9], [10], [11], [12]]")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .contains("its weight (12,1) would fit if it lay as (in, out), as Keras, JAX and textbooks keep it: "
                        + "transpose(1, 0) makes it (1,12), (out, in, …) as in PyTorch");
    }

    @Test
    void a_padding_row_with_numbers_is_refused_because_no_gradient_belongs_to_it() {
        GoldenText embedding = new GoldenText("""
                network:
                  - {kind: embedding, name: e, inputs: [], indices: [0, 1], padding_idx: -1}
                dtype: float64
                provenance: by hand
                parameters:
                  e.weight: [[1, 2], [0, 0]]
                """);
        assertThat(embedding.problemsIn(folder)).isEmpty();
        assertThat(embedding.with("[0, 0]", "[0, 0.5]").problemsIn(folder))
                .containsExactly("case.yaml:2:74: the layer e (embedding): the row of e.weight that padding_idx names"
                        + " is not all zeros."
                        + " Rule: the padding index stands for nothing: its row counts as zeros, and has no gradient."
                        + " Remedy: write zeros into that row, as torch.nn.Embedding does, or leave padding_idx out.");
        assertThat(embedding.with("-1", "2").problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:2:5: the layer e (embedding): the attribute padding_idx is 2, which is outside"
                        + " e.weight of 2 rows");
        assertThat(embedding
                        .with("embedding,", "embedding-bag,")
                        .with("[0, 1]", "[[0, 1]]")
                        .with("[0, 0]", "[0, 0.5]")
                        .problemsIn(folder))
                .isEmpty();
    }

    @Test
    void any_other_misfit_says_what_the_layer_is_given() {
        assertThat(NET.with("{kind: flatten}", "{kind: reshape, shape: 5}").problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:3:5: the layer 1 (reshape): ")
                .contains("; it is given (1,3,2,2) by conv2d `conv`");
    }
}
