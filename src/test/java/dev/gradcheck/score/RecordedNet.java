package dev.gradcheck.score;

import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.net.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The network that a record describes: with this project's formulas, and with those of the textbooks. */
final class RecordedNet {
    private static final double LEAKY_SLOPE = 0.01;

    private static final List<String> ACTIVATIONS = List.of("relu", "leaky", "tanh", "sigmoid", "softplus");
    private static final List<String> LOSSES = List.of("mse", "bce-with-logits", "softmax-cross-entropy");

    private RecordedNet() {}

    /** Linear layers with an activation between them, and a loss. */
    static Architecture architecture(PlantedRecord record) {
        List<Node> nodes = new ArrayList<>();
        int depth = depth(record);
        requireKnown("activation", record.activation(), ACTIVATIONS);
        requireKnown("loss", record.loss(), LOSSES);
        for (int i = 0; i < depth; i++) {
            nodes.add(Node.of(String.valueOf(i), "linear", i == 0 ? Network.INPUT : "activation " + (i - 1)));
            nodes.add(i < depth - 1 ? activation(record, i) : loss(record, i));
        }
        return new Architecture(nodes, Map.of(Network.INPUT, record.input()));
    }

    /** Without cancellation. */
    static Network of(PlantedRecord record) {
        return LayerCatalog.standard().network(record.id(), architecture(record));
    }

    /** With the cancellations that textbook code has: σ(1−σ), 1−tanh², p−1. */
    static Network textbook(PlantedRecord record) {
        Network network = of(record);
        List<Layer> layers = network.layers();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = Textbook.activation(layers.get(i));
            network = network.with(i, Textbook.loss(layer, record.target()));
        }
        return network;
    }

    static int depth(PlantedRecord record) {
        return record.parameters().names().size() / 2;
    }

    private static Node activation(PlantedRecord record, int i) {
        String name = "activation " + i;
        String of = String.valueOf(i);
        return record.activation().equals("leaky")
                ? Node.of(name, "leaky-relu", of).with("slope", LEAKY_SLOPE)
                : Node.of(name, record.activation(), of);
    }

    private static Node loss(PlantedRecord record, int i) {
        return Node.of("loss", record.loss(), String.valueOf(i)).with("target", record.target());
    }

    private static void requireKnown(String field, String name, List<String> known) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException("\"" + field + "\" is \"" + name + "\", and must be one of " + known);
        }
    }
}
