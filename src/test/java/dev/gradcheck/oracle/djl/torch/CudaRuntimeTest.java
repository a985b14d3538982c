package dev.gradcheck.oracle.djl.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gradcheck.process.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine that has a driver and no toolkit, as far as it can be had without a GPU: stubs of the driver and of PyTorch's own runtime, compiled
 * here, and a JVM of its own in which DJL counts the devices that they offer.
 */
class CudaRuntimeTest {
    private static final String HASHED = "libcudart-8774224f.so.12";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String DRIVER = "int cuDeviceGetCount(int *n) { *n = 3; return 0; }\n";

    private static final String RUNTIME = """
            #include <dlfcn.h>
            int cudaGetDeviceCount(int *n) {
                void *driver = dlopen("libcuda.so.1", RTLD_NOW);
                int (*count)(int *) = driver ? (int (*)(int *)) dlsym(driver, "cuDeviceGetCount") : 0;
                return count ? count(n) : 35;
            }
            int cudaRuntimeGetVersion(int *v) { *v = 12080; return 0; }
            int cudaDeviceGetAttribute(int *v, int a, int d) { *v = 9; return 0; }
            const char *cudaGetErrorString(int e) { return "stub"; }
            """;

    @TempDir
    private Path root;

    private Path driver;
    private Path torch;

    @BeforeEach
    void stubs_of_driver_and_runtime() throws IOException, InterruptedException {
        assumeThat(new ThisMachine().system())
                .as("DJL's word for a system with libcudart.so")
                .isEqualTo("linux");
        driver = Files.createDirectories(root.resolve("driver"));
        torch = Files.createDirectories(root.resolve("pytorch/cu128/" + new ThisMachine().platform()));
        compile(DRIVER, driver.resolve("libcuda.so.1"));
        compile(RUNTIME, torch.resolve(HASHED));
    }

    @Test
    void the_devices_are_counted_by_the_runtime_in_the_folder_of_pytorch() throws IOException, InterruptedException {
        assertThat(counted(List.of("-DPYTORCH_LIBRARY_PATH=" + torch), ""))
                .contains("devices=3", "runtime=OptionalInt[12080]");
    }

    @Test
    void the_devices_are_counted_by_the_runtime_in_the_artifact_on_the_classpath()
            throws IOException, InterruptedException {
        Files.writeString(
                Files.createDirectories(root.resolve("native/lib")).resolve("pytorch.properties"),
                "version=2.7.1-20250812\nflavor=cu128\nclassifier=" + new ThisMachine().platform()
                        + "\nlibraries=libc10.so," + HASHED + "\n");
        assertThat(counted(List.of(), root + File.pathSeparator))
                .contains("devices=3", driver.resolve("libcuda.so.1") + "");
    }

    @Test
    void a_pytorch_without_a_runtime_changes_nothing() throws IOException, InterruptedException {
        Files.delete(torch.resolve(HASHED));
        assertThat(counted(List.of("-DPYTORCH_LIBRARY_PATH=" + torch), "")).contains("searched=null");
    }

    private String counted(List<String> flags, String classpath) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(classpath + System.getProperty("java.class.path"));
        command.add(Count.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LD_LIBRARY_PATH", driver.toString());
        builder.environment().remove("PYTORCH_LIBRARY_PATH");
        return ChildProcess.run(builder, LIMIT).output();
    }

    private static void compile(String source, Path library) throws IOException, InterruptedException {
        Path file = Files.writeString(Path.of(library + ".c"), source);
        ProcessBuilder cc =
                new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), file.toString(), "-ldl");
        boolean compiled;
        try {
            compiled = ChildProcess.run(cc, LIMIT).status() == 0;
        } catch (IOException e) {
            compiled = false;
        }
        assumeThat(compiled).as("a C compiler cc that makes shared libraries").isTrue();
    }

    /** The other JVM: it must not find a toolkit that this machine may have, so PyTorch's runtime is offered without a look. */
    static final class Count {
        private Count() {}

        public static void main(String[] arguments) {
            Machine machine = new ThisMachine();
            CudaRuntime.offer(machine);
            System.out.println("searched=" + System.getProperty("jna.library.path"));
            System.out.println(machine.cuda());
        }
    }
}
