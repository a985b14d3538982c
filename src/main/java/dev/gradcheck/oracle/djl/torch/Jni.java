package dev.gradcheck.oracle.djl.torch;

import dev.gradcheck.oracle.OracleException;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * DJL's JNI library on the classpath, the part that fixes which PyTorch fits.
 *
 * @param version {@code 2.7.1-0.35.1}: PyTorch's version and DJL's
 * @param djl the version of DJL's engine, which it has to match
 */
record Jni(String version, String djl) {
    static Jni on(Machine machine) {
        Properties engine = machine.properties("pytorch-engine.properties").stream()
                .findFirst()
                .orElseThrow(() ->
                        new OracleException("DJL's PyTorch engine is missing: add ai.djl.pytorch:pytorch-engine"));
        String djl = engine.getProperty("djl_version", "unknown");
        String pytorch = engine.getProperty("pytorch_version", "unknown");
        String version = machine.properties("jnilib/pytorch.properties").stream()
                .map(properties -> properties.getProperty("jni_version", "unknown"))
                .findFirst()
                .orElseThrow(() -> new OracleException("DJL's JNI library is missing from the classpath:"
                        + " add the runtime dependency ai.djl.pytorch:pytorch-jni:" + pytorch + "-" + djl));
        return new Jni(version, djl).matchingEngine();
    }

    /** The only version of PyTorch that this library works with. */
    String pytorch() {
        return version.substring(0, Math.max(0, version.indexOf('-')));
    }

    /**
     * The flavor under which this library can serve a build: its own, else for CUDA one of the same major version;
     * empty if there is none.
     *
     * @param suffix what DJL appends for builds with the old C++ ABI, else empty
     */
    Optional<String> servingFlavor(Machine machine, String flavor, String suffix) {
        Stream<String> candidates =
                flavor.equals("cpu") ? Stream.of("cpu") : Stream.concat(Stream.of(flavor), sameMajor(flavor));
        return candidates
                .map(candidate -> candidate + suffix)
                .filter(candidate -> serves(machine, candidate))
                .findFirst();
    }

    /** Which PyTorch works with this library: {@code 2.7.1 for cpu or CUDA 12 on linux-x86_64}. */
    String fitting(Machine machine) {
        Stream<String> cuda = IntStream.rangeClosed(11, 13)
                .filter(major -> sameMajor("cu" + major + "0").anyMatch(flavor -> serves(machine, flavor)))
                .mapToObj(major -> "CUDA " + major);
        return pytorch() + " for " + Stream.concat(Stream.of("cpu"), cuda).collect(Collectors.joining(" or ")) + " on "
                + machine.platform();
    }

    boolean serves(Machine machine, String flavor) {
        String file = machine.libraryFile("djl_torch");
        return machine.hasResource("jnilib/" + machine.platform() + "/" + flavor + "/" + file);
    }

    /** CUDA keeps its interface within a major version; "cu" alone, a build of unknown version, may be any. */
    private static Stream<String> sameMajor(String flavor) {
        int major = flavor.matches("cu\\d{3}") ? Integer.parseInt(flavor.substring(2, 4)) : 0;
        IntStream majors = major > 0 ? IntStream.of(major) : IntStream.of(13, 12, 11);
        return majors.boxed()
                .flatMap(m -> IntStream.iterate(9, i -> i >= 0, i -> i - 1).mapToObj(i -> "cu" + m + i));
    }

    private Jni matchingEngine() {
        if (!version.endsWith("-" + djl)) {
            throw new OracleException("DJL's JNI library is " + version + ", DJL's PyTorch engine " + djl
                    + ": take a pytorch-jni whose version ends in -" + djl);
        }
        return this;
    }
}
