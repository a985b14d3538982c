package dev.gradcheck.golden;

import dev.gradcheck.graph.Node;

/**
 * A layer that a file describes, and where.
 *
 * @param node the layer
 * @param fields its map
 */
record PlacedLayer(Node node, Fields fields) {
    String name() {
        return node.name();
    }

    Location location() {
        return fields.location();
    }

    /** The place of what a key says; of the layer where the key is left out. */
    Location location(String key) {
        return fields.find(key).map(Item::location).orElse(fields.location());
    }

    /** "the layer 2 (relu)". */
    @Override
    public String toString() {
        return "the layer " + name() + " (" + node.kind() + ")";
    }
}
