package dev.gradcheck.net;

import dev.gradcheck.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Recurrent cells, and recurrent layers over sequences. */
final class RecurrentLayers {
    private RecurrentLayers() {}

    static Map<String, Function<Node, Layer>> factories() {
        Map<String, Function<Node, Layer>> all = new LinkedHashMap<>();
        for (RecurrentKind kind : RecurrentKind.values()) {
            all.put(
                    kind.word() + "-cell",
                    node -> new RecurrentCell(
                            node.parameters(), kind, node.attributes().flag("bias")));
        }
        for (RecurrentKind kind : RecurrentKind.values()) {
            all.put(
                    kind.word(),
                    node -> new Recurrent(
                            node.parameters(),
                            kind,
                            node.attributes().flag("bias"),
                            node.attributes().flag("batch_first")));
        }
        return all;
    }
}
