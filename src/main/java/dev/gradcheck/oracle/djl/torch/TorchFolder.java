package dev.gradcheck.oracle.djl.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder that holds PyTorch's libraries: the {@code lib} of a libtorch or of a Python installation, or any other.
 *
 * @param path the folder of libtorch
 */
record TorchFolder(Path path) {
    /** {@code 2.7.1}, with the build in {@code 2.7.1+cu128}. */
    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:\\+([a-z0-9]+))?");

    private static final Pattern PYTHON = Pattern.compile("(?m)^__version__ = '([^']+)'");
    private static final Pattern CMAKE = Pattern.compile("set\\(PACKAGE_VERSION \"([^\"]+)\"\\)");
    private static final Pattern MAVEN = Pattern.compile("(?m)^version=(\\d+\\.\\d+\\.\\d+)-");
    private static final Pattern ANY = Pattern.compile("([^\\s]+)");

    /**
     * Builds that carry their version nowhere in writing, by their ELF build id: those of org.bytedeco:pytorch, 1.5.12
     * and 1.5.13.
     */
    private static final Map<String, Build> KNOWN = Map.of(
            "91b5ea0e119182b42951a5460ba9fa30a0cd5357", new Build("2.7.1", "cpu"),
            "62afc0585c2d3e1642395d8713ae471d161e000f", new Build("2.7.1", "cu129"),
            "da79ade10947818ea57a364155529d28956260de", new Build("2.10.0", "cpu"),
            "c6533d51611b1263eab528fa0f793d3179503772", new Build("2.10.0", "cu"));

    /**
     * What was built.
     *
     * @param version {@code 2.7.1}
     * @param flavor {@code cpu}, {@code cu128}, or {@code cu} where the CUDA version is not known
     */
    record Build(String version, String flavor) {}

    /** Whether its libtorch and libtorch_cpu are of this machine's kind; says what they are of, where they are not. */
    Optional<String> otherPlatform(Machine machine) {
        Path library = path.resolve(machine.libraryFile("torch"));
        Optional<String> target = Files.exists(library) ? ElfFile.architecture(library) : Optional.empty();
        return target.filter(
                architecture -> machine.system().equals("linux") && !architecture.equals(machine.architecture()));
    }

    /** Version and flavor, by the first of the places that tells; empty if none does. */
    Optional<Build> build(Machine machine) {
        Path library = path.resolve(machine.libraryFile("torch_cpu"));
        return Stream.<Function<Path, Optional<Build>>>of(
                        this::written, file -> ElfFile.buildId(file).map(KNOWN::get), this::compiledIn)
                .flatMap(place -> place.apply(library).stream())
                .findFirst()
                .map(build -> new Build(build.version, flavor(build, machine)));
    }

    /** Whether it was built with the C++ ABI from before 2011, as PyTorch's Linux builds for Python were up to 2.6. */
    boolean hasOldAbi() {
        Path core = path.resolve("libc10.so");
        return Files.exists(core)
                && Bytes.after("__cxx1112basic_string", core, 0).isEmpty();
    }

    /** Where a Python installation, a libtorch, CMake and Maven write it down. */
    private Optional<Build> written(Path library) {
        Path up = path.resolve("..");
        return Stream.of(
                        in(up.resolve("version.py"), PYTHON),
                        in(path.resolve("build-version"), ANY),
                        in(up.resolve("build-version"), ANY),
                        in(up.resolve("share/cmake/Torch/TorchConfigVersion.cmake"), CMAKE),
                        in(path.resolve("../../../../META-INF/maven/org.bytedeco/pytorch/pom.properties"), MAVEN))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * PyTorch's ONNX exporter signs its files with the version; a compiler may take that literal apart, so it need not
     * be there.
     */
    private Optional<Build> compiledIn(Path library) {
        return Bytes.after("GraphEncoder\0", library, 32)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .flatMap(text -> parse(text.substring(0, Math.max(0, text.indexOf('\0')))));
    }

    private static Optional<Build> in(Path file, Pattern pattern) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Matcher matcher = pattern.matcher(Files.readString(file));
            return matcher.find() ? parse(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static Optional<Build> parse(String text) {
        Matcher matcher = VERSION.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new Build(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)))
                : Optional.empty();
    }

    /** A CUDA build has a libtorch_cuda; what the version says of it counts only where it agrees. */
    private String flavor(Build build, Machine machine) {
        if (!Files.exists(path.resolve(machine.libraryFile("torch_cuda")))) {
            return "cpu";
        }
        return build.flavor.startsWith("cu") ? build.flavor : "cu";
    }
}
