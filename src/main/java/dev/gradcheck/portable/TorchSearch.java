package dev.gradcheck.portable;

import dev.gradcheck.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where PyTorch's libraries may lie on a machine, and the CUDA runtime that goes with them. Nothing of them is loaded. */
final class TorchSearch {
    /**
     * Asks where torch is without importing it, which would take seconds and memory on the device; and isolated ({@code -I}), or a
     * {@code torch} that lies in the current folder would be the answer, and PYTHONPATH's {@code sitecustomize} would run.
     */
    private static final List<String> PYTHON = List.of(
            "python3",
            "-I",
            "-c",
            "import importlib.util as u; s = u.find_spec('torch'); print(s.submodule_search_locations[0] if s else '')");

    /** From {@code torch/lib}: itself, pip's packages for CUDA 12 and 13, conda's environment. */
    private static final List<String> RUNTIMES =
            List.of(".", "../../nvidia/cuda_runtime/lib", "../../nvidia/cu13/lib", "../../../..");

    /** A cold start from a network drive takes seconds; more is a program that hangs. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final List<String> TOOLKITS = List.of("/usr/local/cuda/lib64", "/usr/local/cuda/lib");

    private TorchSearch() {}

    /** A folder as people name it: that of the libraries, or the one above it. */
    static Path libraries(Path named) {
        Path below = named.resolve("lib");
        return holdsTorch(below) && !holdsTorch(named) ? below : named;
    }

    /** The libraries of the python3 on the PATH; empty without one, or without torch in it. */
    static Optional<Path> ofPython() {
        return ofPython(command -> firstLine(new ProcessBuilder(command)));
    }

    /**
     * The same with another way to run a command.
     *
     * @param run from a command to the first line it prints; empty if it cannot be run
     */
    static Optional<Path> ofPython(Function<List<String>, Optional<String>> run) {
        return run.apply(PYTHON)
                .filter(line -> !line.isBlank())
                .map(line -> libraries(Path.of(line.strip())))
                .filter(TorchSearch::holdsTorch);
    }

    /** The folders that hold a CUDA runtime, nearest first; DJL asks the runtime for the devices. */
    static List<Path> cudaRuntimes(Path libraries) {
        return Stream.concat(
                        RUNTIMES.stream().map(libraries::resolve),
                        TOOLKITS.stream().map(Path::of))
                .map(Path::normalize)
                .filter(folder -> holds(folder, "libcudart."))
                .distinct()
                .toList();
    }

    private static boolean holdsTorch(Path folder) {
        return holds(folder, "libtorch.");
    }

    private static boolean holds(Path folder, String prefix) {
        String[] names = folder.toFile().list((dir, name) -> name.startsWith(prefix));
        return Files.isDirectory(folder) && names != null && names.length > 0;
    }

    static Optional<String> firstLine(ProcessBuilder command) {
        try {
            ChildProcess ended = ChildProcess.run(command, LIMIT);
            return ended.status() == 0 ? ended.output().lines().findFirst() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
