package dev.gradcheck.oracle.djl.torch;

import ai.djl.pytorch.jni.JniUtils;
import dev.gradcheck.oracle.OracleException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What autograd ran with, for the report.
 *
 * @param djl DJL's version
 * @param pytorch PyTorch's version
 * @param flavor PyTorch's build: {@code cpu}, {@code cu128}
 * @param cuda the CUDA version of that build, empty for a CPU build
 * @param jni the version of DJL's JNI library
 * @param origin where PyTorch was loaded from
 * @param threads PyTorch's threads within an operation
 * @param interopThreads PyTorch's threads between operations
 * @param tf32 measured on each device of the run
 */
public record RuntimeVersions(
        String djl,
        String pytorch,
        String flavor,
        Optional<String> cuda,
        String jni,
        String origin,
        int threads,
        int interopThreads,
        List<Tf32> tf32) {
    /**
     * Copies.
     *
     * @param djl DJL's version
     * @param pytorch PyTorch's version
     * @param flavor PyTorch's build
     * @param cuda its CUDA version
     * @param jni the version of DJL's JNI library
     * @param origin where PyTorch was loaded from
     * @param threads PyTorch's threads within an operation
     * @param interopThreads PyTorch's threads between operations
     * @param tf32 measured on each device
     */
    public RuntimeVersions {
        tf32 = List.copyOf(tf32);
    }

    /**
     * {@return what is loaded in this process; loads PyTorch if nothing has yet}
     *
     * @param selection the run's devices, on each of which TF32 is measured
     * @throws OracleException if PyTorch is missing or does not fit
     */
    public static RuntimeVersions read(DeviceSelection selection) {
        NativeLibrary library = Pytorch.library();
        return new RuntimeVersions(
                library.djl(),
                library.version(),
                library.flavor(),
                library.cudaVersion(),
                library.jni(),
                library.origin(),
                JniUtils.getNumThreads(),
                JniUtils.getNumInteropThreads(),
                selection.devices().stream().map(Tf32::measure).toList());
    }

    /** {@return all of it as text under its names, in order} */
    public Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("djl", djl);
        map.put("pytorch", pytorch);
        map.put("pytorch.flavor", flavor);
        map.put("pytorch.cuda", cuda.orElse("none"));
        map.put("pytorch.jni", jni);
        map.put("pytorch.origin", origin);
        map.put("pytorch.threads", String.valueOf(threads));
        map.put("pytorch.interopThreads", String.valueOf(interopThreads));
        map.put("tf32", tf32.stream().map(Tf32::toString).collect(Collectors.joining("; ")));
        return Collections.unmodifiableMap(map);
    }
}
