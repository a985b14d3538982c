package dev.gradcheck.golden.yaml;

import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How another framework lays out a weight that PyTorch has as (out, in, …), or as (in, out, …) where the convolution is transposed.
 *
 * @param words its axes, and who keeps it so
 * @param axes PyTorch's, each as the axis of that framework
 */
record WeightLayout(String words, List<Integer> axes) {
    private static final List<WeightLayout> DIRECT = List.of(
            new WeightLayout("(in, out), as Keras, JAX and textbooks keep it", List.of(1, 0)),
            new WeightLayout("(width, in, out), as TensorFlow and JAX keep it", List.of(2, 1, 0)),
            new WeightLayout("(height, width, in, out), as TensorFlow and JAX keep it", List.of(3, 2, 0, 1)),
            new WeightLayout(
                    "(out, height, width, in), as TensorFlow Lite and channels-last kernels keep it",
                    List.of(0, 3, 1, 2)),
            new WeightLayout(
                    "(height, width, in, 1), as TensorFlow keeps a depthwise one with a group for each channel",
                    List.of(2, 3, 0, 1)));

    private static final List<WeightLayout> TRANSPOSED = List.of(
            new WeightLayout("(out, in, width), as convolutions keep it", List.of(1, 0, 2)),
            new WeightLayout("(width, out, in), as TensorFlow keeps it", List.of(2, 1, 0)),
            new WeightLayout("(width, in, out), as JAX keeps it", List.of(1, 2, 0)),
            new WeightLayout("(out, in, height, width), as convolutions keep it", List.of(1, 0, 2, 3)),
            new WeightLayout("(height, width, out, in), as TensorFlow keeps it", List.of(3, 2, 0, 1)),
            new WeightLayout("(height, width, in, out), as JAX keeps it", List.of(2, 3, 0, 1)));

    /** Whether a node's weight begins with the channels that it takes. */
    static boolean isTransposed(Node node) {
        return node.kind().startsWith("conv-transpose");
    }

    /** Those of so many axes, the likeliest first. */
    static List<WeightLayout> of(Node node, int rank) {
        return (isTransposed(node) ? TRANSPOSED : DIRECT)
                .stream().filter(layout -> layout.axes().size() == rank).toList();
    }

    /** The weight as PyTorch has it. */
    Tensor permuted(Tensor weight) {
        Shape shape = weight.shape();
        Shape to = Shape.of(axes.stream().mapToInt(shape::dimension).toArray());
        double[] moved = new double[shape.size()];
        for (int i = 0; i < moved.length; i++) {
            List<Integer> index = to.index(i);
            int[] from = new int[shape.rank()];
            for (int axis = 0; axis < from.length; axis++) {
                from[axes.get(axis)] = index.get(axis);
            }
            moved[i] = weight.at(shape.offset(from));
        }
        return Tensor.of(weight.dtype(), to, moved);
    }

    /** "; its weight (2,2,1,3) would fit if it lay as (height, width, in, out) …". */
    String sentence(Node node, Tensor weight) {
        return "; its weight " + weight.shape() + " would fit if it lay as " + words + ": transpose("
                + axes.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ") makes it "
                + permuted(weight).shape() + (isTransposed(node) ? ", (in, out, …)" : ", (out, in, …)")
                + " as in PyTorch";
    }
}
