package dev.gradcheck.net;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Layers along one axis, and upsampling. */
final class AxisLayers {
    private AxisLayers() {}

    static Map<String, Function<Node, Layer>> factories() {
        Map<String, Function<Node, Layer>> all = new LinkedHashMap<>();
        all.put("pad", node -> pad(node.attributes()));
        all.put("slice", node -> slice(node.attributes()));
        all.put("cumsum", node -> new CumulativeSum(node.attributes().integer("axis")));
        all.put("mean", node -> new MeanOverAxis(node.attributes().integer("axis")));
        all.put("max", node -> new MaxOverAxis(node.attributes().integer("axis")));
        all.put("upsample", node -> new Upsample(node.attributes().integer("scale")));
        return all;
    }

    private static Layer pad(Attributes told) {
        return new Pad(told.integer("axis"), told.integer("before"), told.integer("after"), told.number("value"));
    }

    private static Layer slice(Attributes told) {
        return new Slice(told.integer("axis"), told.integer("from"), told.integer("to"));
    }
}
