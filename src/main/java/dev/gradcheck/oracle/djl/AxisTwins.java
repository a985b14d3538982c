package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Layers along one axis in DJL's operations. */
final class AxisTwins {
    private AxisTwins() {}

    static Map<String, LayerTwin> all() {
        Map<String, LayerTwin> all = new LinkedHashMap<>();
        all.put("pad", (at, node, x) -> pad(at, node.attributes(), x.get(0)));
        all.put("slice", (at, node, x) -> slice(node.attributes(), x.get(0)));
        all.put("cumsum", (at, node, x) -> x.get(0).cumSum(axis(node, x.get(0))));
        all.put("mean", (at, node, x) -> x.get(0).mean(new int[] {axis(node, x.get(0))}));
        all.put("max", (at, node, x) -> max(x.get(0), axis(node, x.get(0))));
        all.put(
                "upsample",
                (at, node, x) -> upsample(x.get(0), node.attributes().integer("scale")));
        return all;
    }

    private static int axis(Node node, NDArray x) {
        return axis(node.attributes(), x);
    }

    private static int axis(Attributes told, NDArray x) {
        int axis = told.integer("axis");
        return axis < 0 ? axis + x.getShape().dimension() : axis;
    }

    private static NDArray pad(Leaves at, Attributes told, NDArray x) {
        int axis = axis(told, x);
        NDList parts = new NDList();
        if (told.integer("before") > 0) {
            parts.add(constant(at, told, x, axis, told.integer("before")));
        }
        parts.add(x);
        if (told.integer("after") > 0) {
            parts.add(constant(at, told, x, axis, told.integer("after")));
        }
        // of a single array DJL's concatenation has no gradient
        return parts.size() == 1 ? x.mul(at.constant(1)) : NDArrays.concat(parts, axis);
    }

    private static NDArray constant(Leaves at, Attributes told, NDArray x, int axis, int length) {
        long[] lengths = x.getShape().getShape().clone();
        lengths[axis] = length;
        return at.manager().zeros(new Shape(lengths), x.getDataType()).add(at.constant(told.number("value")));
    }

    /** With the axis in front, the rows from one to another. */
    private static NDArray slice(Attributes told, NDArray x) {
        int axis = axis(told, x);
        NDArray rows = x.swapAxes(0, axis).get(told.integer("from") + ":" + told.integer("to"));
        return rows.swapAxes(0, axis);
    }

    /** The first of the largest. */
    private static NDArray max(NDArray x, int axis) {
        int last = x.getShape().dimension() - 1;
        NDArray rows = x.swapAxes(axis, last);
        int length = (int) rows.getShape().get(last);
        NDArray first = rows.argMax(last).oneHot(length).toType(DataType.BOOLEAN, false);
        NDArray largest = NDArrays.where(first, rows, rows.zerosLike()).sum(new int[] {last}, true);
        return largest.swapAxes(axis, last).squeeze(axis);
    }

    private static NDArray upsample(NDArray x, int scale) {
        NDArray larger = x;
        for (int axis = 2; axis < x.getShape().dimension(); axis++) {
            larger = larger.repeat(axis, scale);
        }
        return larger;
    }
}
