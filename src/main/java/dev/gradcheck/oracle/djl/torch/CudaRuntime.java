package dev.gradcheck.oracle.djl.torch;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The CUDA runtime that PyTorch brings along. DJL asks a library called {@code libcudart.so} how many devices there are; a machine that has a
 * driver and no toolkit has none of that name, while PyTorch's own is there under a hashed one ({@code libcudart-8774224f.so.12}). It is
 * given the plain name in a folder that JNA searches.
 */
final class CudaRuntime {
    private static final Pattern NAME = Pattern.compile("libcudart(-[0-9a-f]+)?\\.so(\\.\\d+)*");

    /** From the folder of libtorch: itself, and pip's packages for CUDA 12 and 13. */
    private static final List<String> FOLDERS = List.of(".", "../../nvidia/cuda_runtime/lib", "../../nvidia/cu13/lib");

    private static final String SEARCHED = "jna.library.path";

    private CudaRuntime() {}

    /** To be called before DJL's first look at CUDA, which it takes once in a process. */
    static void makeFindable(Machine machine) {
        if (machine.system().equals("linux") && !isFindable()) {
            offer(machine);
        }
    }

    /** Lets JNA find PyTorch's own runtime before any other; nothing if PyTorch has none. */
    static void offer(Machine machine) {
        try {
            link(machine).ifPresent(folder -> {
                String before = System.getProperty(SEARCHED, "");
                System.setProperty(SEARCHED, before.isEmpty() ? "" + folder : folder + File.pathSeparator + before);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PyTorch's CUDA runtime cannot be linked in the folder for temporary files", e);
        }
    }

    private static boolean isFindable() {
        try {
            NativeLibrary.getInstance("cudart");
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static Optional<Path> link(Machine machine) throws IOException {
        Optional<Path> named = machine.setting("PYTORCH_LIBRARY_PATH").flatMap(CudaRuntime::inFolders);
        if (named.isPresent()) {
            Path folder = folder();
            Files.createSymbolicLink(target(folder), named.get().toAbsolutePath());
            return Optional.of(folder);
        }
        Optional<String> resource = onClasspath(machine);
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        Path folder = folder();
        try (InputStream in = machine.open(resource.get())) {
            Files.copy(in, target(folder));
        }
        return Optional.of(folder);
    }

    private static Optional<Path> inFolders(String setting) {
        return Stream.of(setting.split(File.pathSeparator))
                .map(Path::of)
                .map(path -> Files.isRegularFile(path) ? path.toAbsolutePath().getParent() : path)
                .flatMap(path -> FOLDERS.stream().map(path::resolve))
                .flatMap(folder -> Stream.ofNullable(folder.toFile().listFiles((dir, name) -> isRuntime(name))))
                .flatMap(Arrays::stream)
                .map(File::toPath)
                .findFirst();
    }

    /** DJL unpacks the artifact only after it has counted devices, so the runtime is taken out of it here. */
    private static Optional<String> onClasspath(Machine machine) {
        return machine.properties("native/lib/pytorch.properties").stream()
                .filter(artifact -> machine.platform().equals(artifact.getProperty("classifier")))
                .flatMap(artifact -> Stream.of(
                                artifact.getProperty("libraries", "").split(","))
                        .filter(CudaRuntime::isRuntime)
                        .map(file ->
                                "pytorch/" + artifact.getProperty("flavor") + "/" + machine.platform() + "/" + file))
                .findFirst();
    }

    private static boolean isRuntime(String name) {
        return NAME.matcher(name).matches();
    }

    private static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("cudart");
        // files are deleted in the reverse order: the link before its folder
        folder.toFile().deleteOnExit();
        target(folder).toFile().deleteOnExit();
        return folder;
    }

    private static Path target(Path folder) {
        return folder.resolve("libcudart.so");
    }
}
