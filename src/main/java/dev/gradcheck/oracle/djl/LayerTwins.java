package dev.gradcheck.oracle.djl;

import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.LayerKinds;
import dev.gradcheck.graph.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of layers that autograd knows. Immutable: {@link #with} copies. */
public final class LayerTwins {
    private final Map<String, LayerTwin> twins;

    private LayerTwins(Map<String, LayerTwin> twins) {
        this.twins = Collections.unmodifiableMap(new LinkedHashMap<>(twins));
    }

    /** {@return the twins of this project's layers and losses} */
    public static LayerTwins standard() {
        return Standard.TWINS;
    }

    /** {@return no twins: where each network is replayed from its record} */
    public static LayerTwins none() {
        return new LayerTwins(Map.of());
    }

    /** Loaded only where DJL is. */
    private static final class Standard {
        private static final LayerTwins TWINS = standardTwins();
    }

    /**
     * {@return a copy in which a kind of layer has this twin; a kind that this project does not have is open}
     *
     * @param kind a word
     * @param twin in DJL's operations
     */
    public LayerTwins with(String kind, LayerTwin twin) {
        return with(LayerKinds.named(kind), twin);
    }

    /**
     * {@return a copy in which a kind of layer has this twin}
     *
     * @param kind whose defaults complete what a node does not say
     * @param twin in DJL's operations
     */
    public LayerTwins with(LayerKind kind, LayerTwin twin) {
        Map<String, LayerTwin> copy = new LinkedHashMap<>(twins);
        copy.put(kind.name(), completed(kind, twin));
        return new LayerTwins(copy);
    }

    /** {@return the kinds that have a twin, in order} */
    public Set<String> kinds() {
        return twins.keySet();
    }

    /**
     * {@return the autograd expression of a network; empty where a layer has no twin, so that the record is replayed}
     *
     * @param architecture the network
     */
    public Optional<Twin> of(Architecture architecture) {
        boolean complete = architecture.nodes().stream().map(Node::kind).allMatch(twins::containsKey);
        return complete ? Optional.of(new GraphTwin(architecture, twins)) : Optional.empty();
    }

    private static LayerTwins standardTwins() {
        Map<String, LayerTwin> all = new LinkedHashMap<>();
        StandardTwins.all().forEach((kind, twin) -> all.put(kind, completed(LayerKinds.named(kind), twin)));
        return new LayerTwins(all);
    }

    private static LayerTwin completed(LayerKind kind, LayerTwin twin) {
        return (at, node, inputs) -> twin.forward(at, node.told(kind.complete(node.attributes())), inputs);
    }
}
