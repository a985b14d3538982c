package dev.gradcheck.net;

import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The layers that a description of a network can name, by their kind. Immutable: {@link #with} copies. */
public final class LayerCatalog {
    private static final LayerCatalog STANDARD = new LayerCatalog(StandardLayers.factories());

    private final Map<String, Function<Node, Layer>> factories;

    private LayerCatalog(Map<String, Function<Node, Layer>> factories) {
        this.factories = Collections.unmodifiableMap(new LinkedHashMap<>(factories));
    }

    /** {@return the layers and losses of this project} */
    public static LayerCatalog standard() {
        return STANDARD;
    }

    /**
     * {@return a copy with this kind of layer, in the place of one of the same name}
     *
     * @param kind a word
     * @param factory makes the layer of its node: the prefix of its parameters and its attributes. It asks for every attribute that the
     *     kind takes; another one is refused
     */
    public LayerCatalog with(String kind, Function<Node, Layer> factory) {
        Map<String, Function<Node, Layer>> copy = new LinkedHashMap<>(factories);
        copy.put(kind, factory);
        return new LayerCatalog(copy);
    }

    /** {@return the kinds, in order} */
    public Set<String> kinds() {
        return factories.keySet();
    }

    /**
     * {@return the names of the attributes that a layer asks for while it is made of a node; of a wrong node those it came to}
     *
     * @param node of a known kind
     */
    public Set<String> attributes(Node node) {
        Set<String> asked = new LinkedHashSet<>();
        try {
            make(node, asked);
        } catch (RuntimeException e) {
            // Whoever makes the layer hears of it.
        }
        return asked;
    }

    /**
     * {@return the layer that a node describes}
     *
     * @param node of a network
     * @throws IllegalArgumentException if the kind is unknown, an attribute is missing or wrong, or the layer does not ask for one while
     *     it is made; the message says which of which node
     */
    public Layer layer(Node node) {
        Set<String> asked = new LinkedHashSet<>();
        Layer layer = make(node, asked);
        node.attributes().values().keySet().stream()
                .filter(name -> !asked.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("the layer " + node.name() + " (" + node.kind()
                            + "): there is no attribute " + name + "; it takes "
                            + (asked.isEmpty() ? "none" : asked));
                });
        return layer;
    }

    private Layer make(Node node, Set<String> asked) {
        Function<Node, Layer> factory = factories.get(node.kind());
        if (factory == null) {
            throw new IllegalArgumentException("the layer " + node.name() + " is of the unknown kind " + node.kind()
                    + "; there are " + factories.keySet());
        }
        try {
            return factory.apply(node.telling(asked::add));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the layer " + node.name() + " (" + node.kind() + "): " + e.getMessage(), e);
        }
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
        return new Network(name, places, architecture.inputs());
    }
}
