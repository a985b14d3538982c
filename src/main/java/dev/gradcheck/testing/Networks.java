package dev.gradcheck.testing;

import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.NetworkCatalog;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.LayerKinds;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.Layer;
import dev.gradcheck.oracle.djl.LayerTwin;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The networks of golden files together with their autograd twins. A network without a twin, or with a layer without one, is replayed from
 * its record instead.
 *
 * @param catalog the networks that have a name, and the layers of all others
 * @param twins by the network's name, made of input and target
 * @param layerTwins by the kind of layer
 */
public record Networks(
        NetworkCatalog catalog, Map<String, BiFunction<Tensor, Tensor, Twin>> twins, LayerTwins layerTwins) {
    /**
     * Copies.
     *
     * @param catalog the networks and layers
     * @param twins by name
     * @param layerTwins by kind
     */
    public Networks {
        twins = Map.copyOf(twins);
    }

    /** {@return the layers of this project with their twins} */
    public static Networks standard() {
        return new Networks(NetworkCatalog.standard(), Map.of(), Oracles.layerTwins());
    }

    /**
     * {@return a copy in which a network has a twin}
     *
     * @param name the network's
     * @param twin made of input and target
     */
    public Networks withTwin(String name, BiFunction<Tensor, Tensor, Twin> twin) {
        Map<String, BiFunction<Tensor, Tensor, Twin>> copy = new LinkedHashMap<>(twins);
        copy.put(name, twin);
        return new Networks(catalog, copy, layerTwins);
    }

    /**
     * {@return a copy with another catalog and the same twins}
     *
     * @param other the networks
     */
    public Networks with(NetworkCatalog other) {
        return new Networks(other, twins, layerTwins);
    }

    /**
     * {@return a copy in which files can describe networks with another kind of layer; what it is told its factory alone judges. It needs no
     *     twin: written with tensors, it is replayed in PyTorch}
     *
     * @param kind a word
     * @param factory makes the layer of its node
     */
    public Networks withLayer(String kind, Function<Node, Layer> factory) {
        return withLayer(LayerKinds.named(kind), factory);
    }

    /**
     * {@return a copy in which files can describe networks with another kind of layer, whose attributes are checked and completed}
     *
     * @param kind with what a node of it can be told
     * @param factory makes the layer of its node
     */
    public Networks withLayer(LayerKind kind, Function<Node, Layer> factory) {
        return with(catalog.with(catalog.layers().with(kind, factory)));
    }

    /**
     * {@return a copy in which files can describe networks with another kind of layer; what it is told its factory alone judges}
     *
     * @param kind a word
     * @param factory makes the layer of its node
     * @param twin the same layer in DJL's operations
     */
    public Networks withLayer(String kind, Function<Node, Layer> factory, LayerTwin twin) {
        return withLayer(LayerKinds.named(kind), factory, twin);
    }

    /**
     * {@return a copy in which files can describe networks with another kind of layer, whose attributes are checked and completed}
     *
     * @param kind with what a node of it can be told
     * @param factory makes the layer of its node
     * @param twin the same layer in DJL's operations
     */
    public Networks withLayer(LayerKind kind, Function<Node, Layer> factory, LayerTwin twin) {
        Networks extended = withLayer(kind, factory);
        return new Networks(extended.catalog, twins, layerTwins.with(kind, twin));
    }

    /**
     * {@return the twin of a case's network at its inputs, if it has one}
     *
     * @param golden a case that was read with this catalog
     */
    public Optional<Twin> twin(GoldenCase golden) {
        return golden.network()
                .either(
                        named -> Optional.ofNullable(twins.get(named.name()))
                                .map(maker -> maker.apply(named.input(), named.target())),
                        inline -> layerTwins.of(inline.architecture()));
    }
}
