package dev.gradcheck.golden;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.notebook.CorrectedNet;
import dev.gradcheck.notebook.NotebookNet;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** The networks that golden files can name, and the layers of which they can describe others. Immutable: {@link #with} copies. */
public final class NetworkCatalog {
    private static final NetworkCatalog STANDARD = new NetworkCatalog(Map.of(), LayerCatalog.standard())
            .with(twoByTwo("notebook", NotebookNet::new))
            .with(twoByTwo("notebook-corrected", CorrectedNet::new));

    private final Map<String, NetworkDefinition> definitions;
    private final LayerCatalog layers;

    private NetworkCatalog(Map<String, NetworkDefinition> definitions, LayerCatalog layers) {
        this.definitions = Collections.unmodifiableMap(definitions);
        this.layers = layers;
    }

    /** {@return the networks of this project, the notebook's as it was written and corrected, and its layers} */
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

    private static NetworkDefinition twoByTwo(String name, NetworkDefinition.Builder builder) {
        Map<String, Shape> parameters = new LinkedHashMap<>();
        parameters.put("Wh", Shape.of(2, 2));
        parameters.put("bh", Shape.of(2, 1));
        parameters.put("Wo", Shape.of(2));
        parameters.put("bo", Shape.of(1));
        return new NetworkDefinition(name, parameters, List.of("prediction", "zh", "uh", "zo"), (input, target) -> {
            requireColumnsOfTwo(input);
            requireOneNumber(target);
            return builder.build(input, target);
        });
    }

    private static void requireColumnsOfTwo(Tensor input) {
        Shape shape = input.shape();
        if (shape.rank() != 2 || shape.dimension(0) != 2) {
            throw new IllegalArgumentException(
                    "the input has shape " + shape + "; this net takes (2,B), a column for each sample");
        }
    }

    private static void requireOneNumber(Tensor target) {
        if (target.size() != 1) {
            throw new IllegalArgumentException(
                    "the target has shape " + target.shape() + "; this net takes one number for all samples");
        }
    }
}
