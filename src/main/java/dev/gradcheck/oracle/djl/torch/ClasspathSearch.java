package dev.gradcheck.oracle.djl.torch;

import dev.gradcheck.oracle.OracleException;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** The PyTorch that a {@code pytorch-native-…} artifact brings: what DJL unpacks and loads if nothing else is named. */
final class ClasspathSearch {
    private ClasspathSearch() {}

    static NativeLibrary find(Machine machine, Jni jni) {
        List<Artifact> all = machine.properties("native/lib/pytorch.properties").stream()
                .filter(properties -> !properties.containsKey("placeholder"))
                .map(Artifact::of)
                .toList();
        Artifact best = all.stream()
                .filter(artifact -> artifact.runsOn(machine))
                .max(Comparator.comparing(Artifact::flavor))
                .orElseThrow(() -> missing(machine, jni, all));
        if (!best.pytorch().equals(jni.pytorch())) {
            throw new OracleException("the classpath holds " + best + ", DJL's JNI library " + jni.version()
                    + " works with " + jni.pytorch() + " only; bring both to one version of PyTorch");
        }
        if (!jni.serves(machine, best.flavor)) {
            throw new OracleException("the classpath holds " + best + ", for which DJL's JNI library " + jni.version()
                    + " has nothing; take " + fitting(machine, jni));
        }
        return new NativeLibrary(best.pytorch(), best.flavor, jni.version(), best.flavor, jni.djl(), best.toString());
    }

    private static OracleException missing(Machine machine, Jni jni, List<Artifact> others) {
        String found = others.isEmpty()
                ? "none is on the classpath"
                : "the classpath holds "
                        + others.stream()
                                .map(other -> other + other.obstacle(machine))
                                .collect(Collectors.joining(", "));
        return new OracleException("no PyTorch library for " + machine.platform() + ": " + found
                + "; add the runtime dependency " + fitting(machine, jni)
                + ", or let " + FolderSearch.NAMING + " name the folder of a PyTorch " + jni.fitting(machine));
    }

    private static String fitting(Machine machine, Jni jni) {
        return "ai.djl.pytorch:pytorch-native-cpu:" + jni.pytorch() + " with the classifier " + machine.platform();
    }

    /** One artifact, by its {@code native/lib/pytorch.properties}. */
    private record Artifact(String version, String flavor, String platform) {
        static Artifact of(Properties properties) {
            return new Artifact(
                    properties.getProperty("version", "unknown"),
                    properties.getProperty("flavor", "cpu"),
                    properties.getProperty("classifier", "unknown"));
        }

        /** Without the date of its packaging. */
        String pytorch() {
            return version.split("-")[0];
        }

        /** DJL's rule: the platform's own, and for CUDA a device and a runtime at least as new. */
        boolean runsOn(Machine machine) {
            return obstacle(machine).isEmpty();
        }

        String obstacle(Machine machine) {
            if (!platform.equals(machine.platform())) {
                return " (another platform)";
            }
            if (!flavor.startsWith("cu")) {
                return "";
            }
            Machine.Cuda cuda = machine.cuda();
            if (cuda.devices() == 0) {
                return " (and DJL sees no CUDA device here)";
            }
            return Integer.parseInt(flavor.substring(2, 5)) > cuda.digits()
                    ? " (and the CUDA runtime here is older)"
                    : "";
        }

        @Override
        public String toString() {
            return "pytorch-native-" + flavor + ":" + version + ":" + platform;
        }
    }
}
