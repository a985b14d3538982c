package dev.gradcheck.foreign;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the names and shapes of parameters tell of a network that was not printed: the layers that own them, as far as only one kind has such
 * parameters. What lies between them, and the loss, is left to be said.
 */
final class Guess {
    private static final String BETWEEN = "what stands here? An activation, a pooling, {kind: flatten}, nothing?";

    private final Dump dump;
    private final List<Sketch.Line> lines = new ArrayList<>();
    private String before = Network.INPUT;

    Guess(Dump dump) {
        this.dump = dump;
    }

    Sketch sketch() {
        Map<String, Map<String, Shape>> layers = new LinkedHashMap<>();
        dump.weights().forEach((path, stored) -> {
            int dot = path.lastIndexOf('.');
            layers.computeIfAbsent(
                            dot < 0 ? TorchNetwork.ROOT : path.substring(0, dot), prefix -> new LinkedHashMap<>())
                    .put(path.substring(dot + 1), stored.tensor().shape());
        });
        layers.forEach(this::layer);
        lines.add(Sketch.Line.remark("the loss, with its target: {kind: …, target: …}"));
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        dump.inputs().forEach((name, stored) -> inputs.put(dump.inputName(name), stored.tensor()));
        return new Sketch(
                lines,
                inputs,
                before,
                List.of(
                        "the network was not printed, so that names and shapes alone tell the layers that own parameters. Print it: "
                                + "print(net, loss_fn, net.training, file=open(\"net.txt\", \"w\")), and import again; or write the rest",
                        "the loss is one of " + String.join(", ", TorchLosses.kindsOfLosses())));
    }

    private void layer(String prefix, Map<String, Shape> own) {
        if (!lines.isEmpty()) {
            lines.add(Sketch.Line.remark(BETWEEN));
        }
        List<String> kinds = kinds(own);
        boolean hasBias = own.containsKey("bias") || own.containsKey("bias_ih") || own.containsKey("bias_ih_l0");
        boolean canLackBias = List.of("linear", "conv1d", "conv2d").containsAll(kinds)
                || kinds.get(0).contains("-cell");
        Attributes attributes = canLackBias && !hasBias ? Attributes.NONE.with("bias", false) : Attributes.NONE;
        Node node = new Node(prefix, kinds.get(0), List.of(before), prefix, attributes);
        String shapes = "its weight is "
                + own.get(
                        own.containsKey("weight")
                                ? "weight"
                                : own.keySet().iterator().next());
        lines.add(
                kinds.size() == 1
                        ? Sketch.Line.of(node, shapes)
                        : Sketch.Line.open(node, shapes + ": is it " + String.join(" or ", kinds) + "?"));
        before = prefix;
    }

    /** Those that own such parameters. */
    private static List<String> kinds(Map<String, Shape> own) {
        if (own.containsKey("weight_hh") || own.containsKey("weight_hh_l0")) {
            String ending = own.containsKey("weight_hh") ? "-cell" : "";
            Shape weight = own.getOrDefault("weight_hh", own.get("weight_hh_l0"));
            int gates = weight.dimension(0) / weight.dimension(1);
            return List.of((gates == 4 ? "lstm" : gates == 3 ? "gru" : "rnn") + ending);
        }
        Shape weight = own.getOrDefault("weight", Shape.SCALAR);
        boolean hasBias = own.containsKey("bias");
        return switch (weight.rank()) {
            case 4 -> List.of("conv2d");
            case 3 -> List.of("conv1d");
            case 2 -> hasBias ? List.of("linear") : List.of("linear", "embedding");
            default ->
                own.containsKey("running_mean")
                        ? List.of("batch-norm")
                        : hasBias
                                ? List.of("batch-norm", "layer-norm", "group-norm", "instance-norm")
                                : List.of("rms-norm", "prelu");
        };
    }
}
