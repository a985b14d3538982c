package dev.gradcheck.golden.yaml;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.golden.Location;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One forward pass of a network that a file describes, while the file is read: shapes that do not fit, and parameters that are missing
 * or that no layer takes, are the file's mistakes, not the layers'. Everything else that a pass can do wrong is left to the check.
 */
record Trial(LayerCatalog catalog, Location place, Problems problems) {
    /**
     * A network that could be put together.
     *
     * @param architecture the network
     * @param output the shape of its value; empty if its pass throws what only a check can judge
     */
    record Passed(Architecture architecture, Optional<Shape> output) {}

    Optional<Passed> run(List<LayersReader.PlacedLayer> layers, NamedTensors inputs, NamedTensors point) {
        Architecture architecture = new Architecture(
                layers.stream().map(LayersReader.PlacedLayer::node).toList(), inputs.tensors());
        Network network = catalog.network(architecture.toString(), architecture);
        Parameters parameters = new Parameters(point.tensors());
        layers.forEach(this::requireCount);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        try {
            Parameters trace = network.vjp(parameters).trace();
            point.places().forEach((name, key) -> requireUse(architecture, name, key));
            return problems.isEmpty() ? Optional.of(new Passed(architecture, output(trace))) : Optional.empty();
        } catch (NoSuchElementException e) {
            return missing(layers.get(first(network, parameters)), e);
        } catch (IllegalArgumentException e) {
            LayersReader.PlacedLayer layer = layers.get(first(network, parameters));
            return refused(layer, layer + ": " + e.getMessage());
        } catch (RuntimeException e) {
            return Optional.of(new Passed(architecture, Optional.empty()));
        }
    }

    private static Optional<Shape> output(Parameters trace) {
        return trace.tensors().values().stream()
                .reduce((first, second) -> second)
                .map(Tensor::shape);
    }

    /** The first layer without which the pass would come further. */
    private static int first(Network network, Parameters point) {
        for (int count = 1; count < network.places().size(); count++) {
            try {
                new Network(network.name(), network.places().subList(0, count), network.inputs()).primal(point);
            } catch (RuntimeException e) {
                return count - 1;
            }
        }
        return network.places().size() - 1;
    }

    private Optional<Passed> missing(LayersReader.PlacedLayer layer, NoSuchElementException e) {
        return problems.add(
                place,
                layer + ": " + e.getMessage(),
                "every parameter of every layer stands under 'parameters'",
                "give its value; a parameter is called by its layer's name, or by what 'parameters' says there");
    }

    private Optional<Passed> refused(LayersReader.PlacedLayer layer, String text) {
        return problems.add(
                layer.location(),
                text,
                "inputs, parameters and attributes of a layer fit each other",
                "change a shape, or the layer");
    }

    private void requireCount(LayersReader.PlacedLayer layer) {
        catalog.kind(layer.node().kind())
                .complaint(layer.node().inputs().size())
                .ifPresent(text -> refused(layer, layer + ": " + text));
    }

    private void requireUse(Architecture architecture, String name, Location key) {
        if (!architecture.free().contains(name) && architecture.nodes().stream().noneMatch(node -> owns(node, name))) {
            problems.add(
                    key,
                    "no layer takes the parameter '" + name + "'",
                    "a tensor under 'parameters' belongs to a layer, or a layer names it in 'inputs'",
                    "remove it; a parameter is called by its layer's name, or by what 'parameters' says there");
        }
    }

    /** A layer of an open kind may take any tensor. */
    private boolean owns(Node node, String name) {
        LayerKind kind = catalog.kind(node.kind());
        return kind.isOpen()
                || kind.parameters(node.attributes()).stream()
                        .anyMatch(own -> name.equals(node.parameters() + "." + own));
    }
}
