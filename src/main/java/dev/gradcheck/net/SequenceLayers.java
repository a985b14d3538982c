package dev.gradcheck.net;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What transformers are made of, and layers that join values or give them another shape. */
final class SequenceLayers {
    private SequenceLayers() {}

    static Map<String, Function<Node, Layer>> factories() {
        Map<String, Function<Node, Layer>> all = new LinkedHashMap<>();
        all.put("softmax", node -> new Softmax());
        all.put(
                "layer-norm",
                node -> new LayerNorm(node.parameters(), node.attributes().number("eps")));
        all.put(
                "rms-norm",
                node -> new RmsNorm(node.parameters(), node.attributes().number("eps")));
        all.put("embedding", SequenceLayers::embedding);
        all.put("embedding-bag", EmbeddingBag::of);
        all.put("dropout", node -> dropout(node.attributes()));
        all.put("cosine-similarity", node -> cosineSimilarity(node.attributes()));
        all.put("attention", node -> attention(node.attributes()));
        all.put("sum", node -> new Sum());
        all.put("concat", node -> new Concat(node.attributes().integer("axis")));
        all.put("reshape", node -> new Reshape(Optional.of(node.attributes().shape("shape"))));
        all.put("flatten", node -> new Reshape(Optional.empty()));
        return all;
    }

    private static Layer embedding(Node node) {
        Attributes told = node.attributes();
        return new Embedding(node.parameters(), told.tensor("indices"), told.integerIfGiven("padding_idx"));
    }

    private static Layer dropout(Attributes attributes) {
        return new Dropout(attributes.tensor("mask"), attributes.number("p"));
    }

    private static Layer cosineSimilarity(Attributes attributes) {
        return new CosineSimilarity(attributes.integer("axis"), attributes.number("eps"));
    }

    private static Layer attention(Attributes attributes) {
        return new Attention(
                attributes.integer("heads"),
                attributes.flag("causal"),
                attributes.numberIfGiven("softcap"),
                attributes
                        .tensorIfGiven("dropout-mask")
                        .map(mask -> new Dropout(mask, attributes.number("dropout-p"))));
    }
}
