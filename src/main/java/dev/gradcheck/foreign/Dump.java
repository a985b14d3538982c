package dev.gradcheck.foreign;

import dev.gradcheck.golden.Location;
import dev.gradcheck.net.Network;
import dev.gradcheck.numbers.NumberFile;
import dev.gradcheck.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a few lines of Python write of a network, of which the gradients are to be judged: files of numbers, whose names say what they hold,
 * and the printed network. A file that holds everything has the gradients under the names of the parameters and {@code .grad}.
 */
final class Dump {
    private static final long LARGEST_TEXT = 1 << 20;
    private static final String GRADIENT = ".grad";
    private static final String RULE =
            "a dump is a folder with weights.npz, gradients.npz, x.npy, y.npy and net.txt, or one .npz or "
                    + ".safetensors file with the parameters, their gradients (NAME.grad), x and y";

    private final Map<String, Stored> weights = new LinkedHashMap<>();
    private final Map<String, Stored> gradients = new LinkedHashMap<>();
    private final Map<String, Stored> inputs = new LinkedHashMap<>();
    private Optional<Stored> target = Optional.empty();
    private Optional<Stored> loss = Optional.empty();
    private Optional<TorchText.Printed> printed = Optional.empty();

    private Dump() {}

    /**
     * Reads a dump.
     *
     * @param paths a folder, or files
     * @throws Refusal if one of them cannot be read, or if there are no gradients, or some of nothing
     */
    static Dump read(List<Path> paths) throws Refusal {
        Dump dump = new Dump();
        for (Path path : paths) {
            for (Path file : files(path)) {
                dump.file(file);
            }
        }
        Location place = Location.of(paths.get(0));
        if (dump.gradients.isEmpty()) {
            throw new Refusal(place, "no gradients are there", RULE, "dump them: np.savez(\"gradients.npz\", …)");
        }
        Optional<String> lost = dump.gradients.keySet().stream()
                .filter(name -> !dump.weights.containsKey(name) && !dump.inputs.containsKey(name))
                .findFirst();
        if (lost.isPresent()) {
            throw new Refusal(
                    place,
                    "the gradient of '" + lost.get() + "' is there, and the parameter is not",
                    RULE,
                    "dump the parameters under the same names: np.savez(\"weights.npz\", **net.state_dict())");
        }
        return dump;
    }

    private static List<Path> files(Path path) throws Refusal {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .filter(Dump::isRead)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static boolean isRead(Path file) {
        String name = file.getFileName().toString();
        return name.equals("net.txt")
                || Stream.of(".npy", ".npz", ".safetensors").anyMatch(name::endsWith);
    }

    private void file(Path file) throws Refusal {
        try {
            if (file.toString().endsWith(".txt")) {
                if (Files.size(file) > LARGEST_TEXT) {
                    throw new IOException("has more than " + LARGEST_TEXT + " bytes");
                }
                printed = Optional.of(TorchText.read(file, Files.readString(file, StandardCharsets.UTF_8)));
                return;
            }
            String stem = file.getFileName().toString().replaceAll("\\.[^.]*$", "");
            Map<String, Tensor> tensors = NumberFile.readAsStored(file);
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                Stored stored = new Stored(entry.getValue(), file, entry.getKey());
                put(stem, entry.getKey().isEmpty() ? stem : entry.getKey(), stored, tensors);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void put(String stem, String name, Stored stored, Map<String, Tensor> beside) {
        switch (stem) {
            case "weights", "parameters" -> weights.put(name, stored);
            case "gradients", "grads" -> gradients.put(name, stored);
            case "inputs" -> inputs.put(name, stored);
            default -> byName(name, stored, beside);
        }
    }

    private void byName(String name, Stored stored, Map<String, Tensor> beside) {
        if (name.equals("y") || name.equals("target")) {
            target = Optional.of(stored);
        } else if (name.equals("loss")) {
            loss = Optional.of(stored);
        } else if (name.endsWith(GRADIENT)) {
            gradients.put(name.substring(0, name.length() - GRADIENT.length()), stored);
        } else if (name.contains(".") || beside.containsKey(name + GRADIENT)) {
            weights.put(name, stored);
        } else {
            inputs.put(name, stored);
        }
    }

    private static Refusal unreadable(Path file, IOException e) {
        String what = e instanceof java.nio.file.NoSuchFileException ? "is not there" : String.valueOf(e.getMessage());
        return new Refusal(Location.of(file), what, RULE, "check its name, and write it again");
    }

    /** {@return the parameters and buffers, by the names that PyTorch has for them} */
    Map<String, Stored> weights() {
        return weights;
    }

    Map<String, Stored> gradients() {
        return gradients;
    }

    Map<String, Stored> inputs() {
        return inputs;
    }

    Optional<Stored> target() {
        return target;
    }

    Optional<Stored> loss() {
        return loss;
    }

    Optional<TorchText.Printed> printed() {
        return printed;
    }

    /** {@return what a case calls an input: one alone is "input", several keep their names} */
    String inputName(String own) {
        return inputs.size() == 1 ? Network.INPUT : own;
    }

    Stream<Stored> all() {
        return Stream.concat(
                Stream.of(weights, gradients, inputs).flatMap(tensors -> tensors.values().stream()),
                Stream.concat(target.stream(), loss.stream()));
    }

    /** {@return where a tensor of this dump is stored; empty for one that was made elsewhere} */
    Optional<Stored> stored(Tensor tensor) {
        return all().filter(stored -> stored.tensor() == tensor).findFirst();
    }
}
