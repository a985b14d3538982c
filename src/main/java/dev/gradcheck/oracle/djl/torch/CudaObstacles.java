package dev.gradcheck.oracle.djl.torch;

import java.util.ArrayList;
import java.util.List;

/** Why PyTorch cannot use a CUDA device here: the three things it takes, each found or not, and how to get it. */
record CudaObstacles(NativeLibrary library, Machine.Cuda cuda) {
    /** What was looked for and found, in one sentence. */
    String found() {
        return String.join("; ", driver(), runtime(), build());
    }

    /** How to get what is missing. */
    String remedies() {
        List<String> remedies = new ArrayList<>();
        if (cuda.driverTraces().isEmpty()) {
            remedies.add("install NVIDIA's driver for the device");
        }
        if (cuda.runtime().isEmpty()) {
            remedies.add("install the CUDA runtime and put its folder on the loader path"
                    + " (LD_LIBRARY_PATH, on Windows PATH)");
        }
        if (!library.isCuda()) {
            remedies.add("take a CUDA build of PyTorch: mvn -Pcuda, or let PYTORCH_LIBRARY_PATH name one of version "
                    + library.version());
        }
        if (remedies.isEmpty()) {
            remedies.add("look at CUDA_VISIBLE_DEVICES, and whether nvidia-smi lists a device"
                    + " and a CUDA version not below the runtime's");
        }
        return "Remedy: " + String.join("; ", remedies) + ".";
    }

    /** What PyTorch itself can do. */
    String build() {
        return "PyTorch is a " + (library.isCuda() ? "CUDA" : "CPU") + " build (" + library.version() + ", "
                + library.flavor() + ")";
    }

    private String driver() {
        return cuda.driverTraces().isEmpty()
                ? "no NVIDIA driver (no libcuda, nvidia-smi or /dev/nvidia*)"
                : "NVIDIA driver found (" + String.join(", ", cuda.driverTraces()) + ")"
                        + (cuda.runtime().isPresent() && cuda.devices() == 0 ? ", which offers no device" : "");
    }

    private String runtime() {
        return cuda.runtime().isEmpty()
                ? "no CUDA runtime (libcudart) on the loader path"
                : "CUDA runtime " + cuda.digits() / 10 + "." + cuda.digits() % 10;
    }
}
