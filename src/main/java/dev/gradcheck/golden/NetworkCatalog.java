package dev.gradcheck.golden;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.net.LayerCatalog;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** The networks that golden files can name, and the layers of which they can describe others. Immutable: {@link #with} copies. */
public final class NetworkCatalog {
    private static final NetworkCatalog STANDARD = new NetworkCatalog(Map.of(), LayerCatalog.standard());

    private final Map<String, NetworkDefinition> definitions;
    private final LayerCatalog layers;

    private NetworkCatalog(Map<String, NetworkDefinition> definitions, LayerCatalog layers) {
        this.definitions = Collections.unmodifiableMap(definitions);
        this.layers = layers;
    }

    /** {@return the layers of this project, and no network that has a name: code of one's own is added by {@link #with}} */
    public static NetworkCatalog standard() {
        return STANDARD;
    }

    /**
     * {@return a copy with this network, in the place of one of the same name}
     *
     * @param definition the network
     */
    public NetworkCatalog with(NetworkDefinition definition) {
        Map<String, NetworkDefinition> copy = new LinkedHashMap<>(definitions);
        copy.put(definition.name(), definition);
        return new NetworkCatalog(copy, layers);
    }

    /**
     * {@return a copy with these layers in the place of the others}
     *
     * @param others of which files can describe networks
     */
    public NetworkCatalog with(LayerCatalog others) {
        return new NetworkCatalog(definitions, others);
    }

    /** {@return the layers of which files can describe networks} */
    public LayerCatalog layers() {
        return layers;
    }

    /** {@return the names, in order} */
    public Set<String> names() {
        return definitions.keySet();
    }

    /**
     * {@return the network of this name, if there is one}
     *
     * @param name any name
     */
    public Optional<NetworkDefinition> find(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    /**
     * {@return the function that a case is about}
     *
     * @param golden a case that was read with this catalog
     * @throws NoSuchElementException if the catalog has no network of that name
     * @throws IllegalArgumentException if the catalog has no layer of a kind in it
     */
    public Differentiable function(GoldenCase golden) {
        return golden.network().either(this::named, inline -> layers.network(inline.name(), inline.architecture()));
    }

    private Differentiable named(NetworkChoice.Named network) {
        NetworkDefinition definition = find(network.name())
                .orElseThrow(() ->
                        new NoSuchElementException("there is no network " + network.name() + " among " + names()));
        return definition.builder().build(network.input(), network.target());
    }
}
