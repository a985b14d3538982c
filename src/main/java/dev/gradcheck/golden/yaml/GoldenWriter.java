package dev.gradcheck.golden.yaml;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a network at a point as a golden case that describes it. Nothing is expected: the oracles judge it. It names kinds of layers, so
 * that it fails as long as one of them is wrong. Read again, it is the same network at the same point, bit by bit.
 */
public final class GoldenWriter {
    private final Architecture architecture;
    private final DType dtype;
    private final StringBuilder text = new StringBuilder();

    private GoldenWriter(Architecture architecture, DType dtype) {
        this.architecture = architecture;
        this.dtype = dtype;
    }

    /**
     * {@return the text of a golden file}
     *
     * @param architecture whose layers have names without blanks
     * @param point the tensors to differentiate by
     * @param dtype in which the pass is declared
     * @param provenance where the case comes from, in some lines
     * @throws IllegalArgumentException if a tensor is empty
     */
    public static String text(Architecture architecture, Parameters point, DType dtype, String provenance) {
        return new GoldenWriter(architecture, dtype).write(point, provenance);
    }

    /**
     * Writes a golden file, in the place of one of this name.
     *
     * @param folder made if it is not there
     * @param name of the case
     * @param architecture whose layers have names without blanks
     * @param point the tensors to differentiate by
     * @param dtype in which the pass is declared
     * @param provenance where the case comes from, in some lines
     * @return the file
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if a tensor is empty
     */
    public static Path write(
            Path folder, String name, Architecture architecture, Parameters point, DType dtype, String provenance)
            throws IOException {
        String text = text(architecture, point, dtype, provenance);
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(name + ".yaml"), text);
    }

    private String declared() {
        return architecture
                .mixed()
                .map(how -> "{values: " + how.values() + ", parameters: " + dtype + ", " + DtypesReader.LOSS_SCALE
                        + ": " + how.lossScale() + "}")
                .orElse(dtype.toString());
    }

    private String write(Parameters point, String provenance) {
        text.append("# ")
                .append(architecture.toString().replaceAll("\\s+", " "))
                .append("\nnetwork:\n");
        LayerText layers = LayerText.in(dtype);
        String before = Network.INPUT;
        for (int i = 0; i < architecture.nodes().size(); i++) {
            text.append(layers.of(architecture.nodes().get(i), String.valueOf(i), before));
            before = architecture.nodes().get(i).name();
        }
        text.append("dtype: ").append(declared()).append("\nprovenance: ").append(YamlText.lines(provenance));
        text.append("\nparameters:\n");
        point.tensors().forEach(this::tensor);
        inputs(point);
        return text.toString();
    }

    /** Those that a layer takes, and that the point does not stand in for: others make no difference, and readers refuse them. */
    private void inputs(Parameters point) {
        Set<String> used = architecture.nodes().stream()
                .flatMap(node -> node.inputs().stream())
                .collect(Collectors.toSet());
        List<Map.Entry<String, Tensor>> inputs = architecture.inputs().entrySet().stream()
                .filter(entry -> used.contains(entry.getKey()) && !point.has(entry.getKey()))
                .toList();
        if (!inputs.isEmpty()) {
            text.append("inputs:\n");
            inputs.forEach(entry -> tensor(entry.getKey(), entry.getValue()));
        }
    }

    private void tensor(String name, Tensor tensor) {
        String key = "  " + YamlText.name(name) + ": ";
        String value = tensor.dtype() == dtype
                ? YamlText.tensor(tensor, 4)
                : "{dtype: " + tensor.dtype() + ", value: " + YamlText.tensor(tensor, 6) + "}";
        boolean isLong = value.contains("\n") || key.length() + value.length() > 110;
        text.append(isLong ? key.stripTrailing() + "\n    " : key).append(value).append('\n');
    }
}
