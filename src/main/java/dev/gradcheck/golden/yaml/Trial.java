package dev.gradcheck.golden.yaml;

import dev.gradcheck.accused.Fatal;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.golden.Location;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One forward pass of a network that a file describes, layer by layer, while the file is read: shapes that do not fit, values that would
 * be too large, and parameters that are missing or that no layer takes, are the file's mistakes, not the layers'. Everything else that a
 * pass can do wrong is left to the check.
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
        layers.forEach(this::requireCount);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Tensor> values = given(inputs, point);
        Optional<Shape> output = pass(layers, values, new Parameters(point.tensors()));
        if (problems.isEmpty()) {
            requireUse(architecture, point.places());
        }
        return problems.isEmpty() ? Optional.of(new Passed(architecture, output)) : Optional.empty();
    }

    /** As a network takes them: inputs in the arithmetic of the point. */
    private static Map<String, Tensor> given(NamedTensors inputs, NamedTensors point) {
        Map<String, Tensor> values = new LinkedHashMap<>(point.tensors());
        Arithmetic arithmetic = point.tensors().values().iterator().next().arithmetic();
        inputs.tensors().forEach((name, tensor) -> values.put(name, tensor.in(arithmetic)));
        return values;
    }

    /** The shape of the last value; empty where there is none, because of a problem or because of what a check will find. */
    private Optional<Shape> pass(List<LayersReader.PlacedLayer> layers, Map<String, Tensor> values, Parameters point) {
        Map<String, Node> makers = new LinkedHashMap<>();
        Optional<Tensor> last = Optional.empty();
        for (LayersReader.PlacedLayer layer : layers) {
            last = step(layer, values, point, makers);
            if (last.isEmpty()) {
                return Optional.empty();
            }
            values.put(layer.name(), last.get());
            makers.put(layer.name(), layer.node());
        }
        return last.map(Tensor::shape);
    }

    private Optional<Tensor> step(
            LayersReader.PlacedLayer layer, Map<String, Tensor> values, Parameters point, Map<String, Node> makers) {
        List<Tensor> inputs = new ArrayList<>();
        layer.node().inputs().forEach(name -> inputs.add(values.get(name)));
        PaddingRow padding = new PaddingRow(layer.node(), point);
        if (padding.isFilled()) {
            return problems.add(
                    layer.location("padding_idx"),
                    layer + ": the row of " + padding.weight() + " that padding_idx names is not all zeros",
                    "the padding index stands for nothing: its row counts as zeros, and has no gradient",
                    "write zeros into that row, as torch.nn.Embedding does, or leave padding_idx out");
        }
        try {
            double elements = Sizes.of(complete(layer.node()), inputs, point);
            return elements > Bounds.ELEMENTS
                    ? tooLarge(layer, elements)
                    : Optional.of(
                            catalog.layer(layer.node()).apply(point, inputs).output());
        } catch (NoSuchElementException e) {
            return missing(layer, e);
        } catch (IllegalArgumentException e) {
            return refused(
                    layer, new Misfit(catalog, values, point, makers).sentence(layer, String.valueOf(e.getMessage())));
        } catch (Throwable e) {
            Fatal.rethrow(e);
            return isOverflow(e) ? tooLarge(layer, Double.POSITIVE_INFINITY) : Optional.empty();
        }
    }

    /** Of a number of elements, as {@link Math#multiplyExact} words it. */
    private static boolean isOverflow(Throwable thrown) {
        return thrown instanceof ArithmeticException
                && String.valueOf(thrown.getMessage()).endsWith(" overflow");
    }

    private Node complete(Node node) {
        LayerKind kind = catalog.kind(node.kind());
        return kind.isOpen() ? node : node.told(kind.complete(node.attributes()));
    }

    private Optional<Tensor> tooLarge(LayersReader.PlacedLayer layer, double elements) {
        return problems.add(
                layer.location(),
                layer + " would need " + (Double.isFinite(elements) ? String.format("%.1e", elements) : "too many")
                        + " elements",
                "a value of a golden case, and what a layer needs to compute it, has at most " + Bounds.ELEMENTS
                        + " elements",
                "judge a smaller case: a fault in a backward pass does not need a large one");
    }

    private Optional<Tensor> missing(LayersReader.PlacedLayer layer, NoSuchElementException e) {
        return problems.add(
                place,
                layer + ": " + e.getMessage(),
                "every parameter of every layer stands under 'parameters'",
                "give its value; a parameter is called by its layer's name, or by what 'parameters' says there");
    }

    private <T> Optional<T> refused(LayersReader.PlacedLayer layer, String text) {
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

    /** Those of one prefix are one mistake. */
    private void requireUse(Architecture architecture, Map<String, Location> places) {
        Map<String, List<String>> unused = places.keySet().stream()
                .filter(name -> !architecture.free().contains(name)
                        && architecture.nodes().stream().noneMatch(node -> owns(node, name)))
                .collect(Collectors.groupingBy(
                        name -> name.substring(0, name.lastIndexOf('.') + 1), LinkedHashMap::new, Collectors.toList()));
        unused.forEach((prefix, names) -> problems.add(
                places.get(names.get(0)),
                "no layer takes the parameter" + (names.size() == 1 ? " " : "s ")
                        + names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and ")),
                "a tensor under 'parameters' belongs to a layer, or a layer names it in 'inputs'",
                "remove it; a parameter is called by its layer's name, or by what 'parameters' says there"));
    }

    /** A layer of an open kind may take any tensor. */
    private boolean owns(Node node, String name) {
        LayerKind kind = catalog.kind(node.kind());
        return kind.isOpen()
                || kind.parameters(node.attributes()).stream()
                        .anyMatch(own -> name.equals(node.parameters() + "." + own));
    }
}
