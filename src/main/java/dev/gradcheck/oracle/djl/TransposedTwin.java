package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;

/**
 * The twin of a transposed convolution, which DJL has not for PyTorch: a convolution, with the kernel turned, of the input with zeros
 * between its elements and around them.
 */
final class TransposedTwin {
    private TransposedTwin() {}

    static NDArray of(Leaves at, Node node, NDArray x, int axes) {
        Attributes told = node.attributes();
        int groups = told.integer("groups");
        NDArray weight = turned(at.get(node.parameters() + ".weight"), groups);
        Shape stride = ImageTwins.stride(node, axes);
        Shape dilation = ImageTwins.lengths(node, "dilation", axes);
        Shape more = ImageTwins.lengths(node, "output_padding", axes);
        NDArray spread = x;
        Shape around = new Shape();
        for (int k = 0; k < axes; k++) {
            spread = spread(spread, k + 2, stride.get(k), more.get(k));
            around = around.add(dilation.get(k) * (weight.getShape().get(k + 2) - 1));
        }
        NDArray bias = told.flag("bias") ? at.get(node.parameters() + ".bias") : null;
        Shape one = ImageTwins.same(axes, 1);
        NDArray whole = axes == 1
                ? Conv1d.conv1d(spread, weight, bias, one, around, dilation, groups)
                        .singletonOrThrow()
                : Conv2d.conv2d(spread, weight, bias, one, around, dilation, groups)
                        .singletonOrThrow();
        return cut(whole, ImageTwins.padding(node, axes));
    }

    /** (C,out/groups,…) as (out,C/groups,…), each kernel turned by 180°. */
    private static NDArray turned(NDArray weight, int groups) {
        Shape shape = weight.getShape();
        long in = shape.get(0) / groups;
        Shape grouped = new Shape(groups, in).addAll(shape.slice(1));
        Shape swapped = new Shape(groups * shape.get(1), in).addAll(shape.slice(2));
        NDArray other = weight.reshape(grouped).swapAxes(1, 2).reshape(swapped);
        return shape.dimension() == 3 ? other.flip(2) : other.flip(2, 3);
    }

    /** With zeros between the elements of an axis, and so many more behind the last. */
    private static NDArray spread(NDArray x, int axis, long stride, long more) {
        NDArray elements = x.expandDims(axis + 1);
        Shape alone = elements.getShape();
        NDArray between = stride == 1 ? elements : elements.concat(zeros(x, alone, axis + 1, stride - 1), axis + 1);
        long length = x.getShape().get(axis);
        NDArray joined = between.reshape(withLength(x.getShape(), axis, length * stride));
        NDArray longer = more == 0 ? joined : joined.concat(zeros(x, x.getShape(), axis, more), axis);
        long end = (length - 1) * stride + 1 + more;
        return longer.get(axis == 2 ? ":,:,0:" + end : ":,:,:,0:" + end);
    }

    /** Without the padding, on both sides. */
    private static NDArray cut(NDArray whole, Shape padding) {
        StringBuilder inside = new StringBuilder(":,:");
        for (int k = 0; k < padding.dimension(); k++) {
            long end = whole.getShape().get(k + 2) - padding.get(k);
            inside.append(',').append(padding.get(k)).append(':').append(end);
        }
        return whole.get(inside.toString());
    }

    private static NDArray zeros(NDArray like, Shape shape, int axis, long length) {
        return like.getManager().zeros(withLength(shape, axis, length), like.getDataType());
    }

    private static Shape withLength(Shape shape, int axis, long length) {
        long[] lengths = shape.getShape().clone();
        lengths[axis] = length;
        return new Shape(lengths);
    }
}
