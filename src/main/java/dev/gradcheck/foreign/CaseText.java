package dev.gradcheck.foreign;

import dev.gradcheck.golden.yaml.LayerText;
import dev.gradcheck.golden.yaml.TensorText;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** Writes the golden file of a dump: what people can read stands in it, long tensors stay in files beside it. */
final class CaseText {
    /** A tensor of more elements is no pleasure to read. */
    private static final int READABLE = 100;

    /** How far a loss may be from PyTorch's, which adds in another order: no network but the same one comes as near. */
    private static final Map<DType, Integer> ULPS =
            Map.of(DType.FLOAT64, 1000, DType.FLOAT32, 1000, DType.FLOAT16, 8, DType.BFLOAT16, 8);

    private static final Set<String> BUFFERS = Set.of("running_mean", "running_var", "num_batches_tracked");

    private final Dump dump;
    private final DType dtype;
    private final String name;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Path> beside = new LinkedHashMap<>();

    CaseText(Dump dump, DType dtype, String name) {
        this.dump = dump;
        this.dtype = dtype;
        this.name = name;
    }

    ImportedCase of(Sketch sketch, String provenance) {
        text.append("# yaml-language-server: $schema=golden-case.schema.json\n");
        sketch.questions()
                .forEach(question ->
                        text.append("# To be said: ").append(question).append(".\n"));
        text.append("network:\n");
        layers(sketch);
        text.append("dtype: ").append(dtype).append("\nprovenance: >-\n  ").append(provenance);
        text.append("\nparameters:\n");
        Set<String> prefixes = sketch.lines().stream()
                .flatMap(line -> line.node().stream())
                .map(Node::parameters)
                .collect(Collectors.toSet());
        dump.weights().forEach((path, stored) -> parameter(path, stored.tensor(), prefixes));
        inputs(sketch);
        text.append("claimed:\n");
        dump.gradients()
                .forEach((path, stored) -> tensor(
                        "  ", dump.inputs().containsKey(path) ? dump.inputName(path) : owned(path), stored.tensor()));
        dump.loss().ifPresent(loss -> {
            text.append("expected:\n  match: ulps ").append(ULPS.get(dtype));
            text.append(" # the same network adds in another order at most\n");
            tensor("  ", "loss", loss.tensor());
        });
        return new ImportedCase(text.toString(), beside, sketch.questions());
    }

    /** Buffers stand in their layers. What no layer of the pass owns, and what has no gradient, was not used. */
    private void parameter(String path, Tensor tensor, Set<String> prefixes) {
        String own = owned(path);
        int dot = own.lastIndexOf('.');
        if (BUFFERS.contains(own.substring(dot + 1))) {
            return;
        }
        if (prefixes.contains(own.substring(0, dot)) || dump.gradients().containsKey(path)) {
            tensor("  ", own, tensor);
        } else {
            text.append("  # ").append(own).append(" was not used: it has no gradient\n");
        }
    }

    private void layers(Sketch sketch) {
        LayerText layers = new LayerText(tensor -> value(tensor, 6));
        String before = Network.INPUT;
        int place = 0;
        for (Sketch.Line line : sketch.lines()) {
            String note = line.note().isEmpty() ? "" : " # " + line.note();
            if (line.node().isEmpty()) {
                text.append("  #").append(note.substring(2)).append('\n');
                continue;
            }
            Node node = line.node().get();
            String item = layers.of(node, String.valueOf(place), before)
                    .replaceFirst("\n", Matcher.quoteReplacement(note) + "\n")
                    .replace(": \n", ":\n");
            text.append(line.isOpen() ? item.replaceAll("(?m)^", "#").replaceAll("#$", "") : item);
            before = node.name();
            place++;
        }
    }

    private void inputs(Sketch sketch) {
        if (sketch.inputs().keySet().equals(Set.of(Network.INPUT))) {
            tensor("", Network.INPUT, sketch.inputs().get(Network.INPUT));
        } else if (!sketch.inputs().isEmpty()) {
            text.append("inputs:\n");
            sketch.inputs().forEach((own, tensor) -> tensor("  ", own, tensor));
        }
    }

    private void tensor(String indent, String own, Tensor tensor) {
        String value = value(tensor, indent.length() + 2);
        text.append(indent).append(TensorText.name(own)).append(value.startsWith("\n") ? ":" : ": ");
        text.append(value).append('\n');
    }

    /** The numbers, or where they are; whole ones are told apart by their use, and need no dtype. */
    private String value(Tensor tensor, int indent) {
        Optional<Stored> stored = tensor.size() > READABLE ? dump.stored(tensor) : Optional.empty();
        if (stored.isEmpty()) {
            String numbers = TensorText.of(tensor, indent);
            return numbers.contains("\n") ? "\n" + " ".repeat(indent) + numbers : numbers;
        }
        Path file = stored.get().file();
        String place = name + "/" + file.getFileName();
        beside.put(place, file);
        String within = stored.get().name().isEmpty()
                ? ""
                : ", tensor: " + TensorText.name(stored.get().name());
        return "{file: " + TensorText.name(place) + within + "}";
    }

    /** A parameter of a network that is one module has no prefix in PyTorch. */
    private static String owned(String path) {
        return path.contains(".") ? path : TorchNetwork.ROOT + "." + path;
    }
}
