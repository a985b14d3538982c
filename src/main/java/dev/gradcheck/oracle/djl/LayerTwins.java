package dev.gradcheck.oracle.djl;

import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of layers that autograd knows. Immutable: {@link #with} copies. */
public final class LayerTwins {
    private static final LayerTwins STANDARD = new LayerTwins(StandardTwins.all());

    private final Map<String, LayerTwin> twins;

    private LayerTwins(Map<String, LayerTwin> twins) {
        this.twins = Collections.unmodifiableMap(new LinkedHashMap<>(twins));
    }

    /** {@return the twins of this project's layers and losses} */
    public static LayerTwins standard() {
        return STANDARD;
    }

    /**
     * {@return a copy in which a kind of layer has this twin}
     *
     * @param kind a word
     * @param twin in DJL's operations
     */
    public LayerTwins with(String kind, LayerTwin twin) {
        Map<String, LayerTwin> copy = new LinkedHashMap<>(twins);
        copy.put(kind, twin);
        return new LayerTwins(copy);
    }

    /** {@return the kinds that have a twin, in order} */
    public Set<String> kinds() {
        return twins.keySet();
    }

    /**
     * {@return the autograd expression of a network; empty where a layer has no twin, so that finite differences judge alone}
     *
     * @param architecture the network
     */
    public Optional<Twin> of(Architecture architecture) {
        boolean complete = architecture.nodes().stream().map(Node::kind).allMatch(twins::containsKey);
        return complete ? Optional.of(new GraphTwin(architecture, twins)) : Optional.empty();
    }
}
