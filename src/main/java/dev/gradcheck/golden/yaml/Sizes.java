package dev.gradcheck.golden.yaml;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * How many elements a layer's value has, and what it is computed of, before it is computed: at least as many as it really has, for the
 * kinds whose value can be much larger than what they take. In floating point, so that nothing overflows.
 */
final class Sizes {
    private Sizes() {}

    /**
     * An upper bound; 0 where the shapes do not fit, which the layer itself says better.
     *
     * @param node with its attributes completed
     * @param inputs in their order
     * @param point with the parameters
     */
    static double of(Node node, List<Tensor> inputs, Parameters point) {
        String weight = node.parameters() + ".weight";
        Shape parameter = point.has(weight) ? point.get(weight).shape() : Shape.SCALAR;
        Shape first = inputs.isEmpty() ? Shape.SCALAR : inputs.get(0).shape();
        return switch (node.kind()) {
            case "linear" ->
                first.rank() > 0 && parameter.rank() == 2
                        ? size(first) / Math.max(1, first.dimension(first.rank() - 1)) * parameter.dimension(0)
                        : 0;
            case "conv1d", "conv2d" ->
                first.rank() > 2 && parameter.rank() == first.rank()
                        ? windows(node.attributes(), first, parameter, parameter.dimension(0))
                        : 0;
            case "conv-transpose1d", "conv-transpose2d" ->
                first.rank() > 2 && parameter.rank() == first.rank()
                        ? transposed(node.attributes(), first, parameter)
                        : 0;
            case "max-pool1d", "max-pool2d", "avg-pool1d", "avg-pool2d" ->
                first.rank() > 2
                        ? windows(node.attributes(), first, kernel(node.attributes(), first), first.dimension(1))
                        : 0;
            case "embedding", "embedding-bag" ->
                parameter.rank() == 2 ? size(node.attributes().tensor("indices").shape()) * parameter.dimension(1) : 0;
            case "pad" ->
                size(first)
                        + (double) node.attributes().integer("before") * size(first)
                        + (double) node.attributes().integer("after") * size(first);
            case "upsample" ->
                size(first) * Math.pow(node.attributes().integer("scale"), Math.max(0, first.rank() - 2));
            case "rnn", "lstm", "gru" ->
                first.rank() == 3 && point.has(weight + "_ih_l0")
                        ? (double) first.dimension(0)
                                * first.dimension(1)
                                * size(point.get(weight + "_ih_l0").shape())
                        : 0;
            case "attention" ->
                inputs.size() == 3
                        ? scores(node.attributes(), first, inputs.get(1).shape())
                        : 0;
            default -> 0;
        };
    }

    /** The elements of all windows, of the padded input and of the output. */
    private static double windows(Attributes told, Shape image, Shape kernels, double channels) {
        double padded = image.dimension(0) * (double) image.dimension(1);
        double output = image.dimension(0) * channels;
        double taps = image.dimension(1);
        for (int axis = 2; axis < image.rank(); axis++) {
            boolean isLast = axis == image.rank() - 1;
            double room = image.dimension(axis) + 2.0 * length(told, "padding", isLast);
            double dilation = told.values().containsKey("dilation") ? length(told, "dilation", isLast) : 1;
            double span = dilation * (kernels.dimension(axis) - 1.0) + 1;
            padded *= room;
            output *= Math.max(0, Math.floor((room - span) / length(told, "stride", isLast)) + 1);
            taps *= kernels.dimension(axis);
        }
        return Math.max(padded, Math.max(output, output / Math.max(1, channels) * taps));
    }

    /** The elements of the output before anything is cut off, and of the kernels that are put into it. */
    private static double transposed(Attributes told, Shape image, Shape kernels) {
        double channels = kernels.dimension(1) * (double) told.integer("groups");
        double output = image.dimension(0) * channels;
        double taps = channels * image.dimension(0);
        for (int axis = 2; axis < image.rank(); axis++) {
            boolean isLast = axis == image.rank() - 1;
            output *= (image.dimension(axis) - 1.0) * length(told, "stride", isLast)
                    + length(told, "dilation", isLast) * (kernels.dimension(axis) - 1.0)
                    + length(told, "output_padding", isLast)
                    + 1;
            taps *= (double) image.dimension(axis) * kernels.dimension(axis);
        }
        return Math.max(output, taps);
    }

    /** On the last axis, or on the one before. */
    private static double length(Attributes told, String name, boolean isLast) {
        PerAxis lengths = told.perAxis(name);
        return isLast ? lengths.columns() : lengths.rows();
    }

    private static Shape kernel(Attributes told, Shape image) {
        PerAxis kernel = told.perAxis("kernel");
        int[] lengths = new int[image.rank()];
        for (int axis = 0; axis < lengths.length; axis++) {
            int length = axis == lengths.length - 1 ? kernel.columns() : kernel.rows();
            lengths[axis] = axis < 2 ? image.dimension(axis) : length;
        }
        return Shape.of(lengths);
    }

    private static double scores(Attributes told, Shape queries, Shape keys) {
        if (queries.rank() < 2 || keys.rank() < 2) {
            return 0;
        }
        double batch = size(queries) / Math.max(1, queries.dimension(queries.rank() - 1));
        return batch * keys.dimension(keys.rank() - 2) * told.integer("heads");
    }

    private static double size(Shape shape) {
        return shape.dimensions().stream().mapToDouble(d -> d).reduce(1, (a, b) -> a * b);
    }
}
