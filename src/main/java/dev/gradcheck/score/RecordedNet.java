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

    private RecordedNet() {}

    /** Linear layers with an activation between them, and a loss. */
    static Architecture architecture(PlantedRecord record) {
        List<Node> nodes = new ArrayList<>();
        int depth = depth(record);
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
        return switch (record.activation()) {
            case "relu", "tanh", "sigmoid", "softplus" -> Node.of(name, record.activation(), of);
            case "leaky" -> Node.of(name, "leaky-relu", of).with("slope", LEAKY_SLOPE);
            default -> throw new IllegalArgumentException("unknown activation " + record.activation());
        };
    }

    private static Node loss(PlantedRecord record, int i) {
        return switch (record.loss()) {
            case "mse", "bce-with-logits", "softmax-cross-entropy" ->
                Node.of("loss", record.loss(), String.valueOf(i)).with("target", record.target());
            default -> throw new IllegalArgumentException("unknown loss " + record.loss());
        };
    }
}
