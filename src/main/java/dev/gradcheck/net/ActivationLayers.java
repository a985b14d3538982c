package dev.gradcheck.net;

import dev.gradcheck.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The kinds of activations, with the attributes each knows. */
final class ActivationLayers {
    private ActivationLayers() {}

    static Map<String, Function<Node, Layer>> factories() {
        Map<String, Function<Node, Layer>> all = new LinkedHashMap<>();
        all.put("relu", node -> new Relu());
        all.put("leaky-relu", node -> new LeakyRelu(node.attributes().number("slope")));
        all.put("prelu", node -> new PRelu(node.parameters()));
        all.put("tanh", node -> new Tanh());
        all.put("sigmoid", node -> new Sigmoid());
        all.put("softplus", node -> new Softplus());
        all.put("elu", node -> new Elu(node.attributes().number("alpha")));
        all.put("selu", node -> new Selu());
        all.put("gelu", node -> new Gelu());
        all.put("gelu-tanh", node -> new GeluTanh());
        all.put("silu", node -> new Silu());
        all.put("identity", node -> new Identity());
        return all;
    }
}
