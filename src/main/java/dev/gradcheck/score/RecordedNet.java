package dev.gradcheck.score;

import dev.gradcheck.net.BinaryCrossEntropy;
import dev.gradcheck.net.Dense;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.LeakyRelu;
import dev.gradcheck.net.MeanSquared;
import dev.gradcheck.net.Network;
import dev.gradcheck.net.Relu;
import dev.gradcheck.net.Sigmoid;
import dev.gradcheck.net.SoftmaxCrossEntropy;
import dev.gradcheck.net.Softplus;
import dev.gradcheck.net.Tanh;
import java.util.ArrayList;
import java.util.List;

/** The network that a record describes: with this project's formulas, and with those of the textbooks. */
final class RecordedNet {
    private static final double LEAKY_SLOPE = 0.01;

    private RecordedNet() {}

    /** Without cancellation. */
    static Network of(PlantedRecord record) {
        return network(record, activation(record.activation()), loss(record));
    }

    /** With the cancellations that textbook code has: σ(1−σ), 1−tanh², p−1. */
    static Network textbook(PlantedRecord record) {
        Layer activation = activation(record.activation());
        return network(record, Textbook.activation(activation), Textbook.loss(loss(record), record.target()));
    }

    static int depth(PlantedRecord record) {
        return record.parameters().names().size() / 2;
    }

    private static Network network(PlantedRecord record, Layer activation, Layer loss) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < depth(record); i++) {
            layers.add(new Dense(String.valueOf(i)));
            layers.add(i < depth(record) - 1 ? activation : loss);
        }
        return new Network(record.id(), layers, record.input());
    }

    private static Layer activation(String name) {
        return switch (name) {
            case "relu" -> new Relu();
            case "leaky" -> new LeakyRelu(LEAKY_SLOPE);
            case "tanh" -> new Tanh();
            case "sigmoid" -> new Sigmoid();
            case "softplus" -> new Softplus();
            default -> throw new IllegalArgumentException("unknown activation " + name);
        };
    }

    private static Layer loss(PlantedRecord record) {
        return switch (record.loss()) {
            case "mse" -> new MeanSquared(record.target());
            case "bce-with-logits" -> new BinaryCrossEntropy(record.target());
            case "softmax-cross-entropy" -> new SoftmaxCrossEntropy(record.target());
            default -> throw new IllegalArgumentException("unknown loss " + record.loss());
        };
    }
}
