package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.graph.PerAxis;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The twins of convolutions, pooling and batch normalisation. */
final class ImageTwins {
    private ImageTwins() {}

    static Map<String, LayerTwin> all() {
        Map<String, LayerTwin> all = new LinkedHashMap<>();
        all.put("conv1d", (at, node, x) -> convolution(at, node, x.get(0), 1));
        all.put("conv2d", (at, node, x) -> convolution(at, node, x.get(0), 2));
        all.put("conv-transpose1d", (at, node, x) -> TransposedTwin.of(at, node, x.get(0), 1));
        all.put("conv-transpose2d", (at, node, x) -> TransposedTwin.of(at, node, x.get(0), 2));
        all.put("max-pool1d", (at, node, x) -> {
            Shape kernel = kernel(node, 1);
            return Pool.maxPool1d(x.get(0), kernel, stride(node, 1), padding(node, 1), false);
        });
        all.put("max-pool2d", (at, node, x) -> {
            Shape kernel = kernel(node, 2);
            return Pool.maxPool2d(x.get(0), kernel, stride(node, 2), padding(node, 2), false);
        });
        all.put("avg-pool1d", (at, node, x) -> {
            Shape kernel = kernel(node, 1);
            return Pool.avgPool1d(x.get(0), kernel, stride(node, 1), padding(node, 1), false, true);
        });
        all.put("avg-pool2d", (at, node, x) -> {
            Shape kernel = kernel(node, 2);
            return Pool.avgPool2d(x.get(0), kernel, stride(node, 2), padding(node, 2), false, true);
        });
        all.put("batch-norm", (at, node, x) -> batchNorm(at, node, x.get(0)));
        all.put(
                "group-norm",
                (at, node, x) -> groupNorm(at, node, x.get(0), node.attributes().integer("groups")));
        all.put(
                "instance-norm",
                (at, node, x) -> groupNorm(at, node, x.get(0), x.get(0).size(1)));
        return all;
    }

    private static NDArray convolution(Leaves at, Node node, NDArray x, int axes) {
        Attributes told = node.attributes();
        NDArray weight = at.get(node.parameters() + ".weight");
        NDArray bias = told.flag("bias") ? at.get(node.parameters() + ".bias") : null;
        Shape stride = stride(node, axes);
        Shape dilation = lengths(node, "dilation", axes);
        int groups = told.integer("groups");
        return axes == 1
                ? Conv1d.conv1d(x, weight, bias, stride, padding(node, axes), dilation, groups)
                        .singletonOrThrow()
                : Conv2d.conv2d(x, weight, bias, stride, padding(node, axes), dilation, groups)
                        .singletonOrThrow();
    }

    private static Shape kernel(Node node, int axes) {
        return lengths(node, "kernel", axes);
    }

    static Shape stride(Node node, int axes) {
        return lengths(node, "stride", axes);
    }

    static Shape padding(Node node, int axes) {
        return lengths(node, "padding", axes);
    }

    static Shape lengths(Node node, String name, int axes) {
        return lengths(node.attributes().perAxis(name), axes);
    }

    static Shape same(int axes, int length) {
        return lengths(PerAxis.of(length), axes);
    }

    private static Shape lengths(PerAxis lengths, int axes) {
        return axes == 1 ? new Shape(lengths.columns()) : new Shape(lengths.rows(), lengths.columns());
    }

    /**
     * DJL's own takes epsilon as a float, which is off by 2e-8 in float64. The mean is taken off twice: where all are equal, what rounding
     * leaves of them would be divided by √ε.
     */
    private static NDArray batchNorm(Leaves at, Node node, NDArray x) {
        Attributes told = node.attributes();
        NDArray epsilon = at.constant(told.number("eps"));
        NDArray centred;
        NDArray variance;
        if (told.flag("training")) {
            NDArray once = x.sub(mean(at, x));
            centred = once.sub(mean(at, once));
            variance = mean(at, centred.square());
        } else {
            centred = x.sub(column(at.constant(told.tensor("running-mean")), x));
            variance = column(at.constant(told.tensor("running-variance")), x);
        }
        NDArray normal = centred.div(variance.add(epsilon).sqrt());
        return normal.mul(column(at.get(node.parameters() + ".weight"), x))
                .add(column(at.get(node.parameters() + ".bias"), x));
    }

    private static NDArray groupNorm(Leaves at, Node node, NDArray x, long groups) {
        NDArray rows = x.reshape(1, x.size(0) * groups, -1);
        NDArray once = rows.sub(mean(at, rows));
        NDArray centred = once.sub(mean(at, once));
        NDArray variance = mean(at, centred.square());
        NDArray epsilon = at.constant(node.attributes().number("eps"));
        NDArray normal = centred.div(variance.add(epsilon).sqrt()).reshape(x.getShape());
        return node.attributes().flag("affine")
                ? normal.mul(column(at.get(node.parameters() + ".weight"), x))
                        .add(column(at.get(node.parameters() + ".bias"), x))
                : normal;
    }

    /** Over all axes but the channels; DJL's own mean takes one axis only. */
    private static NDArray mean(Leaves at, NDArray x) {
        int[] axes = IntStream.range(0, x.getShape().dimension())
                .filter(axis -> axis != 1)
                .toArray();
        return x.sum(axes, true).div(at.constant((double) x.size() / x.size(1)));
    }

    static NDArray column(NDArray vector, NDArray x) {
        long[] lengths = new long[x.getShape().dimension()];
        Arrays.fill(lengths, 1);
        lengths[1] = vector.size();
        return vector.reshape(new Shape(lengths));
    }
}
