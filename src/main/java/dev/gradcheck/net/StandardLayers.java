package dev.gradcheck.net;

import dev.gradcheck.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The kinds of layers and losses of this project, with the attributes each knows. */
final class StandardLayers {
    private StandardLayers() {}

    static Map<String, Function<Node, Layer>> factories() {
        Map<String, Function<Node, Layer>> all = new LinkedHashMap<>();
        all.putAll(ActivationLayers.factories());
        all.putAll(linear());
        all.putAll(ImageLayers.all());
        all.putAll(SequenceLayers.factories());
        all.putAll(AxisLayers.factories());
        all.putAll(RecurrentLayers.factories());
        all.putAll(LossLayers.factories());
        return all;
    }

    private static Map<String, Function<Node, Layer>> linear() {
        Map<String, Function<Node, Layer>> all = new LinkedHashMap<>();
        all.put(
                "linear",
                node -> new Linear(node.parameters(), node.attributes().flag("bias")));
        return all;
    }
}
