package dev.gradcheck.oracle.djl.torch;

import dev.gradcheck.oracle.OracleException;
import java.util.Optional;

/**
 * The PyTorch library that DJL will load, found and judged without loading it.
 *
 * @param version PyTorch's version, {@code 2.7.1}
 * @param flavor the build: {@code cpu}, {@code cu128}, or {@code cu} where its CUDA version is not known
 * @param jni the version of DJL's JNI library, {@code 2.7.1-0.35.1}
 * @param jniFlavor which of that library's builds goes with it; for CUDA the minor version may be another
 * @param djl the version of DJL's PyTorch engine
 * @param origin where it lies: a folder, or the artifact on the classpath
 */
record NativeLibrary(String version, String flavor, String jni, String jniFlavor, String djl, String origin) {
    /**
     * Finds the library as DJL does: {@code PYTORCH_LIBRARY_PATH} (environment or system property), else the native
     * artifact on the classpath; and checks that it is there, for this platform, and of exactly the version DJL's JNI
     * library was built for.
     *
     * @return the library, which fits
     * @throws OracleException if it is missing, for another platform, of another version or of an unknown one: one
     *     sentence with the remedy
     */
    public static NativeLibrary find() {
        return find(new ThisMachine());
    }

    static NativeLibrary find(Machine machine) {
        Jni jni = Jni.on(machine);
        refuseOverriddenVersion(machine, jni);
        Optional<String> path = machine.setting("PYTORCH_LIBRARY_PATH");
        return path.isPresent() ? FolderSearch.find(machine, jni, path.get()) : ClasspathSearch.find(machine, jni);
    }

    /** {@return the CUDA version of the build, such as 12.8; empty for a CPU build} */
    public Optional<String> cudaVersion() {
        return flavor.matches("cu\\d{3}.*")
                ? Optional.of(flavor.substring(2, 4) + "." + flavor.substring(4, 5))
                : Optional.empty();
    }

    /** {@return whether it is a build for CUDA} */
    public boolean isCuda() {
        return flavor.startsWith("cu");
    }

    @Override
    public String toString() {
        return "PyTorch " + version + " (" + flavor + ") from " + origin + ", JNI " + jni + " (" + jniFlavor + "), DJL "
                + djl;
    }

    /** DJL takes this setting for the truth and would look for a download. */
    private static void refuseOverriddenVersion(Machine machine, Jni jni) {
        machine.setting("PYTORCH_VERSION")
                .filter(version -> !version.equals(jni.pytorch()))
                .ifPresent(version -> {
                    throw new OracleException("PYTORCH_VERSION is " + version + ", but DJL's JNI library "
                            + jni.version() + " is for PyTorch " + jni.pytorch() + "; unset PYTORCH_VERSION");
                });
    }
}
