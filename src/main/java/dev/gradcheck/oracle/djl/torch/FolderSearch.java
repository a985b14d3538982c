package dev.gradcheck.oracle.djl.torch;

import dev.gradcheck.oracle.OracleException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A PyTorch that {@code PYTORCH_LIBRARY_PATH} names: one already on the machine. */
final class FolderSearch {
    /** As it is said in remedies. */
    static final String NAMING = "PYTORCH_LIBRARY_PATH (in the portable bundle: --pytorch)";

    private static final String SETTING = "PYTORCH_LIBRARY_PATH";

    private FolderSearch() {}

    static NativeLibrary find(Machine machine, Jni jni, String setting) {
        TorchFolder folder = folder(machine, setting);
        folder.otherPlatform(machine).ifPresent(other -> {
            throw new OracleException("the PyTorch in " + folder.path() + " is for " + other + ", this machine is "
                    + machine.platform() + "; " + remedy(machine, jni));
        });
        TorchFolder.Build build = folder.build(machine).orElseThrow(() -> unknownVersion(machine, jni, folder));
        if (!build.version().equals(jni.pytorch())) {
            throw new OracleException(
                    "the PyTorch in " + folder.path() + " is " + build.version() + " (" + build.flavor()
                            + "), DJL's JNI library " + jni.version() + " works with " + jni.pytorch() + " only; "
                            + remedy(machine, jni));
        }
        refuseForeignBindings(folder);
        return new NativeLibrary(
                build.version(),
                build.flavor(),
                jni.version(),
                flavor(machine, jni, folder, build.flavor()),
                jni.djl(),
                folder.path().toString());
    }

    /**
     * As DJL looks: each entry is the folder of libtorch, or the file itself. DJL would pass over a wrong entry in
     * silence.
     */
    private static TorchFolder folder(Machine machine, String setting) {
        String file = machine.libraryFile("torch");
        return Stream.of(setting.split(File.pathSeparator))
                .map(Path::of)
                .map(path -> Files.isRegularFile(path) && path.endsWith(file)
                        ? path.toAbsolutePath().getParent()
                        : path.toAbsolutePath())
                .filter(path -> Files.isRegularFile(path.resolve(file)))
                .findFirst()
                .map(TorchFolder::new)
                .orElseThrow(() -> noLibrary(machine, setting, file));
    }

    private static OracleException noLibrary(Machine machine, String setting, String file) {
        String other = Stream.of("libtorch.so", "libtorch.dylib", "torch.dll")
                .filter(name -> Stream.of(setting.split(File.pathSeparator))
                        .anyMatch(path -> Files.exists(Path.of(path, name))))
                .map(name -> "; the " + name + " in it is for another operating system than " + machine.platform())
                .findFirst()
                .orElse("");
        return new OracleException(SETTING + " is " + setting + ", where there is no " + file + other
                + ": name the folder that holds it (in a Python installation torch/lib), or unset " + SETTING);
    }

    private static OracleException unknownVersion(Machine machine, Jni jni, TorchFolder folder) {
        return new OracleException("which version the PyTorch in " + folder.path()
                + " is cannot be told (no version.py or build-version"
                + " beside or above it, no known build), and another one than " + jni.pytorch()
                + " would crash: write its version into " + folder.path().resolve("build-version") + ", or "
                + remedy(machine, jni));
    }

    /** Java bindings of other makers in the folder would be loaded along, and bring their own idea of PyTorch. */
    private static void refuseForeignBindings(TorchFolder folder) {
        String[] bindings = folder.path().toFile().list((dir, name) -> name.startsWith("libjni"));
        if (bindings != null && bindings.length > 0) {
            throw new OracleException(folder.path() + " also holds " + String.join(", ", bindings)
                    + ", Java bindings that DJL would load too; remove them, or copy the other libraries"
                    + " to a folder of their own");
        }
    }

    private static String flavor(Machine machine, Jni jni, TorchFolder folder, String built) {
        Optional<String> asked = machine.setting("PYTORCH_FLAVOR");
        if (asked.isPresent()) {
            return checked(machine, jni, folder, built, asked.get());
        }
        return jni.servingFlavor(machine, built, folder.hasOldAbi() ? "-precxx11" : "")
                .orElseThrow(() -> new OracleException("the PyTorch in " + folder.path() + " is built for " + built
                        + (folder.hasOldAbi() ? " with the old C++ ABI" : "") + ", for which DJL's JNI library "
                        + jni.version()
                        + " has nothing on " + machine.platform() + "; " + remedy(machine, jni)));
    }

    private static String checked(Machine machine, Jni jni, TorchFolder folder, String built, String asked) {
        if (asked.startsWith("cu") != built.startsWith("cu")) {
            throw new OracleException("PYTORCH_FLAVOR is " + asked + ", but the PyTorch in " + folder.path()
                    + " is a build for " + built + "; unset PYTORCH_FLAVOR, it is found out");
        }
        if (!jni.serves(machine, asked)) {
            throw new OracleException("PYTORCH_FLAVOR is " + asked + ", for which DJL's JNI library " + jni.version()
                    + " has nothing on " + machine.platform() + "; unset PYTORCH_FLAVOR, it is found out");
        }
        return asked;
    }

    private static String remedy(Machine machine, Jni jni) {
        boolean another = machine.properties("native/lib/pytorch.properties").stream()
                .anyMatch(artifact -> !artifact.containsKey("placeholder"));
        return "let " + NAMING + " name a PyTorch " + jni.fitting(machine)
                + (another ? ", or unset it and take the library on the classpath" : "");
    }
}
