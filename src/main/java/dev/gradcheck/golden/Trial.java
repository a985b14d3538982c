package dev.gradcheck.golden;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
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

    Optional<Passed> run(List<PlacedLayer> layers, NamedTensors inputs, NamedTensors point) {
        Architecture architecture =
                new Architecture(layers.stream().map(PlacedLayer::node).toList(), inputs.tensors());
        Network network = catalog.network(architecture.toString(), architecture);
        Parameters parameters = new Parameters(point.tensors());
        try {
            Parameters trace = network.vjp(parameters).trace();
            point.places().forEach((name, key) -> requireUse(architecture, network, parameters, trace, name, key));
            return problems.isEmpty() ? Optional.of(new Passed(architecture, output(trace))) : Optional.empty();
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return refused(layers.get(first(network, parameters)), e);
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

    private Optional<Passed> refused(PlacedLayer layer, RuntimeException e) {
        boolean isMissing = e instanceof NoSuchElementException;
        return problems.add(
                isMissing ? place : layer.location(),
                layer + ": " + e.getMessage(),
                isMissing
                        ? "every parameter of every layer stands under 'parameters'"
                        : "inputs, parameters and attributes of a layer fit each other",
                isMissing
                        ? "give its value; a parameter is called by its layer's name, or by what 'parameters' says there"
                        : "change a shape, or the layer");
    }

    private void requireUse(
            Architecture architecture, Network network, Parameters point, Parameters trace, String name, Location key) {
        if (!architecture.free().contains(name) && isIdle(network, point, trace, name)) {
            problems.add(
                    key,
                    "no layer takes the parameter '" + name + "'",
                    "a tensor under 'parameters' belongs to a layer, or a layer names it in 'inputs'",
                    "remove it; a parameter is called by its layer's name, or by what 'parameters' says there");
        }
    }

    /** Neither its value nor its name makes a difference. */
    private static boolean isIdle(Network network, Parameters point, Parameters trace, String name) {
        Parameters renamed = Parameters.NONE;
        for (String other : point.names()) {
            renamed = renamed.with(other.equals(name) ? other + " " : other, point.get(other));
        }
        return trace.equals(
                        traceOrNone(network, point.with(name, point.get(name).mapExactly(v -> Double.NaN))))
                && trace.equals(traceOrNone(network, renamed));
    }

    private static Parameters traceOrNone(Network network, Parameters point) {
        try {
            return network.vjp(point).trace();
        } catch (RuntimeException e) {
            return Parameters.NONE;
        }
    }
}
