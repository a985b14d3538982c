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
        all.putAll(activations());
        all.putAll(linear());
        all.putAll(ImageLayers.all());
        all.putAll(SequenceLayers.factories());
        all.putAll(losses());
        return all;
    }

    private static Map<String, Function<Node, Layer>> activations() {
        Map<String, Function<Node, Layer>> all = new LinkedHashMap<>();
        all.put("relu", node -> new Relu());
        all.put("leaky-relu", node -> new LeakyRelu(node.attributes().number("slope", 0.01)));
        all.put("tanh", node -> new Tanh());
        all.put("sigmoid", node -> new Sigmoid());
        all.put("softplus", node -> new Softplus());
        return all;
    }

    private static Map<String, Function<Node, Layer>> linear() {
        Map<String, Function<Node, Layer>> all = new LinkedHashMap<>();
        all.put("linear", node -> new Dense(node.parameters(), node.attributes().flag("bias", true)));
        return all;
    }

    private static Map<String, Function<Node, Layer>> losses() {
        Map<String, Function<Node, Layer>> all = new LinkedHashMap<>();
        all.put("mse", node -> new MeanSquared(node.attributes().tensor("target")));
        all.put(
                "bce-with-logits",
                node -> new BinaryCrossEntropy(node.attributes().tensor("target")));
        all.put(
                "softmax-cross-entropy",
                node -> new SoftmaxCrossEntropy(node.attributes().tensor("target")));
        return all;
    }
}
