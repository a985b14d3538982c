package dev.gradcheck.net;

import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.LayerKinds;
import dev.gradcheck.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The layers that a description of a network can name, by their kind. Immutable: {@link #with} copies. */
public final class LayerCatalog {
    private static final LayerCatalog STANDARD = standardLayers();

    private final Map<String, Entry> entries;

    private LayerCatalog(Map<String, Entry> entries) {
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    private record Entry(LayerKind kind, Function<Node, Layer> factory) {}

    /** {@return the layers and losses of this project} */
    public static LayerCatalog standard() {
        return STANDARD;
    }

    /**
     * {@return a copy with this kind of layer, in the place of one of the same name; one that this project does not have is open: its
     * factory alone judges what it is told}
     *
     * @param kind a word
     * @param factory makes the layer of its node: the prefix of its parameters and its attributes, completed by their defaults
     */
    public LayerCatalog with(String kind, Function<Node, Layer> factory) {
        return with(LayerKinds.named(kind), factory);
    }

    /**
     * {@return a copy with this kind of layer, in the place of one of the same name}
     *
     * @param kind with what a node of it can be told
     * @param factory makes the layer of its node: the prefix of its parameters and its attributes, completed by their defaults
     */
    public LayerCatalog with(LayerKind kind, Function<Node, Layer> factory) {
        Map<String, Entry> copy = new LinkedHashMap<>(entries);
        copy.put(kind.name(), new Entry(kind, factory));
        return new LayerCatalog(copy);
    }

    /** {@return the names of the kinds, in order} */
    public Set<String> kinds() {
        return entries.keySet();
    }

    /**
     * {@return what a node of this kind can be told}
     *
     * @param kind a known one
     * @throws IllegalArgumentException if it is unknown
     */
    public LayerKind kind(String kind) {
        return entry(kind, "a layer").kind();
    }

    /**
     * {@return the layer that a node describes}
     *
     * @param node of a network
     * @throws IllegalArgumentException if the kind is unknown, or an attribute is unknown, missing or wrong; the message says which of
     *     which node
     */
    public Layer layer(Node node) {
        Entry entry = entry(node.kind(), "the layer " + node.name());
        try {
            return entry.factory().apply(node.told(entry.kind().complete(node.attributes())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the layer " + node.name() + " (" + node.kind() + "): " + e.getMessage(), e);
        }
    }

    private Entry entry(String kind, String what) {
        Entry entry = entries.get(kind);
        if (entry == null) {
            throw new IllegalArgumentException(
                    what + " is of the unknown kind " + kind + "; there are " + entries.keySet());
        }
        return entry;
    }

    private static LayerCatalog standardLayers() {
        Map<String, Entry> all = new LinkedHashMap<>();
        StandardLayers.factories()
                .forEach((name, factory) -> all.put(name, new Entry(LayerKinds.named(name), factory)));
        return new LayerCatalog(all);
    }

    /**
     * {@return the network that a description describes}
     *
     * @param name what people call it
     * @param architecture its layers and inputs
     * @throws IllegalArgumentException if a layer cannot be made, see {@link #layer}
     */
    public Network network(String name, Architecture architecture) {
        List<Network.Place> places = new ArrayList<>();
        for (Node node : architecture.nodes()) {
            places.add(new Network.Place(node.name(), layer(node), node.inputs()));
        }
        return new Network(name, places, architecture.inputs(), architecture.mixed());
    }
}
