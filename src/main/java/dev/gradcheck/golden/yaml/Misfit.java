package dev.gradcheck.golden.yaml;

import dev.gradcheck.accused.Fatal;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a layer does not fit, through the network: what it takes, what the layers before it give, and whether its weight lies as another
 * framework keeps it.
 *
 * @param catalog of layers
 * @param values of the pass so far, by name
 * @param point with the parameters
 * @param makers the layers before this one, by name
 */
record Misfit(LayerCatalog catalog, Map<String, Tensor> values, Parameters point, Map<String, Node> makers) {
    String sentence(LayersReader.PlacedLayer layer, String message) {
        return counts(layer).orElseGet(() -> layer + ": " + message + given(layer))
                + layout(layer).orElse("");
    }

    /** "; it is given (2,12) by flatten". */
    private String given(LayersReader.PlacedLayer layer) {
        List<String> inputs = layer.node().inputs();
        return inputs.isEmpty()
                ? ""
                : inputs.stream()
                        .map(name -> values.get(name).shape() + " by " + giver(name))
                        .collect(Collectors.joining(" and ", "; it is given ", ""));
    }

    /** "the layer fc (linear): it takes 16 inputs, flatten gives 12 = 3·2·2". */
    private Optional<String> counts(LayersReader.PlacedLayer layer) {
        Optional<Shape> weight = weight(layer.node()).map(Tensor::shape);
        if (weight.isEmpty() || layer.node().inputs().isEmpty()) {
            return Optional.empty();
        }
        String from = layer.node().inputs().get(0);
        Shape given = values.get(from).shape();
        boolean isLinear = layer.node().kind().equals("linear");
        boolean isConvolution = layer.node().kind().startsWith("conv")
                && given.rank() == weight.get().rank();
        if (weight.get().rank() < 2 || given.rank() < 2 || !isLinear && !isConvolution) {
            return Optional.empty();
        }
        long takes = isLinear ? weight.get().dimension(1) : channels(layer.node(), weight.get());
        int gives = given.dimension(isLinear ? given.rank() - 1 : 1);
        String what = isLinear ? " inputs" : " channels";
        return takes == gives
                ? Optional.empty()
                : Optional.of(layer + ": it takes " + takes + what + " (its weight is " + weight.get() + "), "
                        + giver(from) + " gives " + gives + factors(from, given));
    }

    private static long channels(Node node, Shape weight) {
        int groups = node.attributes().values().get("groups") instanceof Integer told ? told : 1;
        return WeightLayout.isTransposed(node) ? weight.dimension(0) : (long) weight.dimension(1) * groups;
    }

    /** " = 3·2·2", where axes were joined. */
    private String factors(String name, Shape given) {
        Node maker = makers.get(name);
        if (maker == null || !(maker.kind().equals("flatten") || maker.kind().equals("reshape"))) {
            return ", its value is " + given;
        }
        Shape from = values.get(maker.inputs().get(0)).shape();
        String product = from.dimensions().stream().skip(1).map(String::valueOf).collect(Collectors.joining("·"));
        return " = " + product + ", made of " + from + " by "
                + giver(maker.inputs().get(0));
    }

    /** "flatten", "the input 'x'", "conv2d `conv`". */
    private String giver(String name) {
        Node maker = makers.get(name);
        if (maker == null) {
            return (point.has(name) ? "the tensor '" : "the input '") + name + "'";
        }
        return name.matches("[0-9]+") ? maker.kind() : maker.kind() + " `" + name + "`";
    }

    private Optional<Tensor> weight(Node node) {
        String name = node.parameters() + ".weight";
        return point.has(name) ? Optional.of(point.get(name)) : Optional.empty();
    }

    /** A layout in which the weight, or those of a recurrent layer, would fit. */
    private Optional<String> layout(LayersReader.PlacedLayer layer) {
        if (point.has(layer.node().parameters() + ".weight")) {
            return layoutOfOne(layer);
        }
        Parameters other = transposed(layer.node());
        return !other.equals(point) && fits(layer.node(), other)
                ? Optional.of("; its weights would fit if they lay as (in, gates·units), as Keras keeps them:"
                        + " transpose(1, 0) makes them (gates·units, in) as in PyTorch")
                : Optional.empty();
    }

    private Optional<String> layoutOfOne(LayersReader.PlacedLayer layer) {
        Optional<Tensor> weight = weight(layer.node());
        return weight.flatMap(
                tensor -> WeightLayout.of(layer.node(), tensor.shape().rank()).stream()
                        .filter(layout -> fits(
                                layer.node(),
                                point.with(layer.node().parameters() + ".weight", layout.permuted(tensor))))
                        .map(layout -> layout.sentence(layer.node(), tensor))
                        .findFirst());
    }

    /** With every matrix among the node's own weights transposed. */
    private Parameters transposed(Node node) {
        Parameters other = point;
        for (String own : catalog.kind(node.kind()).parameters(node.attributes())) {
            String name = node.parameters() + "." + own;
            if (own.startsWith("weight")
                    && point.has(name)
                    && point.get(name).shape().rank() == 2) {
                other = other.with(name, point.get(name).transpose());
            }
        }
        return other;
    }

    private boolean fits(Node node, Parameters other) {
        try {
            List<Tensor> inputs =
                    node.inputs().stream().map(values::get).collect(Collectors.toCollection(ArrayList::new));
            if (Sizes.of(node.told(catalog.kind(node.kind()).complete(node.attributes())), inputs, other)
                    > Bounds.ELEMENTS) {
                return false;
            }
            catalog.layer(node).apply(other, inputs);
            return true;
        } catch (Throwable e) {
            Fatal.rethrow(e);
            return false;
        }
    }
}
