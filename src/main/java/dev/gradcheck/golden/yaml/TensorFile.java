package dev.gradcheck.golden.yaml;

import dev.gradcheck.numbers.NumberFile;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tensors from a file of numbers beside the golden file: {@code .npy}, {@code .npz} or {@code .safetensors}. */
record TensorFile(Problems problems) {
    private static final String RULE =
            "a file of numbers is a .npy, .npz or .safetensors file beside or below the golden file";

    /** The one that a map names: {@code {file: weights.npz, tensor: w}}; the name may be left out where there is only one. */
    Optional<Tensor> one(Fields fields, DType dtype, boolean finite) {
        Optional<Item> file = fields.find("file");
        if (!(file.orElseThrow() instanceof Item.Text text)) {
            return problems.add(
                    file.get().location(),
                    file.get().kind() + " stands where 'file' needs a name",
                    RULE,
                    "write its name");
        }
        Map<String, Tensor> all = all(text, dtype, finite);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> name = fields.findText("tensor");
        if (name.isEmpty() && all.size() == 1) {
            return Optional.of(all.values().iterator().next());
        }
        if (name.filter(all::containsKey).isPresent()) {
            return Optional.of(all.get(name.get()));
        }
        return problems.add(
                fields.find("tensor").orElse(text).location(),
                name.map(n -> "the file has no tensor '" + n + "'").orElse("the file has " + all.size() + " tensors"),
                "'tensor' names one of those in the file",
                Nearest.remedy(name.orElse(""), all.keySet()));
    }

    /** All of them, by name; none if there is a problem, which is noted. */
    Map<String, Tensor> all(Item.Text name, DType dtype, boolean finite) {
        Optional<Path> path = path(name);
        if (path.isEmpty()) {
            return Map.of();
        }
        try {
            Map<String, Tensor> tensors = NumberFile.read(path.get(), dtype);
            problems.source().used().add(path.get());
            Optional<String> infinite = tensors.entrySet().stream()
                    .filter(e -> finite && !Double.isFinite(e.getValue().maxAbs()))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (infinite.isPresent() || tensors.isEmpty()) {
                refused(
                        name,
                        tensors.isEmpty()
                                ? "holds no tensor"
                                : "holds numbers in '" + infinite.get() + "' that are not finite in " + dtype);
                return Map.of();
            }
            return tensors;
        } catch (IOException e) {
            refused(name, String.valueOf(e.getMessage()));
            return Map.of();
        }
    }

    /** Its real path, within the folder of the golden files. */
    private Optional<Path> path(Item.Text name) {
        try {
            Path given = Path.of(name.text());
            Path beside = problems.source().file().toAbsolutePath().getParent().resolve(given);
            if (given.isAbsolute() || List.of(name.text().split("[/\\\\]")).contains("..")) {
                return refused(name, "does not lie beside or below the golden file");
            }
            if (!Files.isRegularFile(beside)) {
                return refused(name, "is not there");
            }
            Path real = beside.toRealPath();
            return real.startsWith(problems.source().folder().toRealPath())
                    ? Optional.of(real)
                    : refused(name, "is a link that leads out of the folder");
        } catch (InvalidPathException | IOException e) {
            return refused(name, "cannot be read: " + e.getMessage());
        }
    }

    private <T> Optional<T> refused(Item.Text name, String what) {
        return problems.add(
                name.location(),
                "the file " + name.kind() + " " + what,
                RULE,
                "name such a file, or write the numbers here");
    }
}
