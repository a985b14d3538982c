package dev.gradcheck.oracle.djl.torch;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;

/** All that this package asks of the machine and the classpath before PyTorch is loaded. Tests answer in its stead. */
interface Machine {
    /** DJL's words for it: linux, osx, win. */
    String system();

    /** DJL's words for it: x86_64, aarch64. */
    String architecture();

    /** The environment variable, or else the system property, of this name. */
    Optional<String> setting(String name);

    /** The contents of every file of this name on the classpath. */
    List<Properties> properties(String resource);

    /** How long a file of the classpath is, in bytes; empty if it is not there. */
    OptionalLong length(String resource);

    /** A file of the classpath that is there. */
    InputStream open(String resource) throws IOException;

    default boolean hasResource(String resource) {
        return length(resource).isPresent();
    }

    Cuda cuda();

    /** As DJL names libraries: {@code linux-x86_64}. */
    default String platform() {
        return system() + "-" + architecture();
    }

    /** {@code libtorch.so}, {@code libtorch.dylib} or {@code torch.dll}. */
    default String libraryFile(String name) {
        return switch (system()) {
            case "win" -> name + ".dll";
            case "osx" -> "lib" + name + ".dylib";
            default -> "lib" + name + ".so";
        };
    }

    /**
     * CUDA as the machine has it, whatever PyTorch can do.
     *
     * @param driverTraces what was found of a driver: device files, libcuda, nvidia-smi
     * @param runtime the version of the CUDA runtime on the loader path, 12080 for 12.8; empty if there is none
     * @param devices how many devices the runtime counts; 0 without a runtime or a driver
     */
    record Cuda(List<String> driverTraces, OptionalInt runtime, int devices) {
        /** As in a flavor's digits: 128 for 12.8, 0 without a runtime. */
        int digits() {
            return runtime.isEmpty() ? 0 : runtime.getAsInt() / 1000 * 10 + runtime.getAsInt() / 10 % 10;
        }
    }
}
