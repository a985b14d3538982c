package dev.gradcheck.oracle.djl.torch;

import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.cuda.CudaUtils;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Stream;

/** The machine this runs on. Classpath resources are looked up where DJL looks them up. */
final class ThisMachine implements Machine {
    private static final List<String> DEVICE_FILES =
            List.of("/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg", "/proc/driver/nvidia/version");
    private static final List<String> LOADER_FOLDERS = List.of(
            "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/lib/wsl/lib");

    @Override
    public String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "osx" : name.startsWith("win") ? "win" : name;
    }

    @Override
    public String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name))
                .or(() -> Optional.ofNullable(System.getProperty(name)))
                .filter(value -> !value.isBlank());
    }

    @Override
    public List<Properties> properties(String resource) {
        try {
            List<Properties> found = new ArrayList<>();
            ClassLoader loader = ClassLoaderUtils.getContextClassLoader();
            for (URL url : Collections.list(loader.getResources(resource))) {
                found.add(read(url));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("the classpath's " + resource + " cannot be read", e);
        }
    }

    @Override
    public OptionalLong length(String resource) {
        URL url = ClassLoaderUtils.getContextClassLoader().getResource(resource);
        if (url == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(url.openConnection().getContentLengthLong());
        } catch (IOException e) {
            throw new UncheckedIOException("the classpath's " + resource + " cannot be read", e);
        }
    }

    @Override
    public InputStream open(String resource) throws IOException {
        return ClassLoaderUtils.getResourceAsStream(resource);
    }

    @Override
    public Cuda cuda() {
        CudaRuntime.makeFindable(this);
        return new Cuda(driverTraces(), runtime(), CudaUtils.getGpuCount());
    }

    private static Properties read(URL url) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
            properties.load(in);
        }
        return properties;
    }

    /** DJL answers for a device it cannot count, and throws where there is no runtime to ask. */
    private static OptionalInt runtime() {
        try {
            return OptionalInt.of(CudaUtils.getCudaVersion());
        } catch (RuntimeException e) {
            return OptionalInt.empty();
        }
    }

    private static List<String> driverTraces() {
        Stream<Path> libraries = Stream.concat(
                        folders("java.library.path"), LOADER_FOLDERS.stream().map(Path::of))
                .flatMap(folder -> Stream.of("libcuda.so.1", "nvcuda.dll").map(folder::resolve));
        Stream<Path> tools = Stream.ofNullable(System.getenv("PATH"))
                .flatMap(ThisMachine::split)
                .flatMap(folder -> Stream.of("nvidia-smi", "nvidia-smi.exe").map(folder::resolve));
        Stream<Path> devices = DEVICE_FILES.stream().map(Path::of);
        return Stream.of(devices, libraries, tools)
                .flatMap(paths -> paths)
                .filter(Files::exists)
                .map(Path::toString)
                .distinct()
                .toList();
    }

    private static Stream<Path> folders(String property) {
        return Stream.ofNullable(System.getProperty(property)).flatMap(ThisMachine::split);
    }

    private static Stream<Path> split(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(Path::of);
    }
}
