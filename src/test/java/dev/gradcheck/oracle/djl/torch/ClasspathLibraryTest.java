package dev.gradcheck.oracle.djl.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.oracle.OracleException;
import org.junit.jupiter.api.Test;

class ClasspathLibraryTest {
    private static final String REMEDY =
            "add the runtime dependency ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the classifier"
                    + " linux-x86_64, or let PYTORCH_LIBRARY_PATH (in the portable bundle: --pytorch) name the folder of a"
                    + " PyTorch 2.7.1 for cpu or CUDA 12 on linux-x86_64";

    @Test
    void the_native_artifact_is_found() {
        assertThat(NativeLibrary.find(FakeMachine.withCpuTorch()))
                .isEqualTo(new NativeLibrary(
                        "2.7.1",
                        "cpu",
                        "2.7.1-0.35.1",
                        "cpu",
                        "0.35.1",
                        "pytorch-native-cpu:2.7.1-20250812:linux-x86_64"));
    }

    @Test
    void the_one_of_this_very_build_is_found() {
        NativeLibrary library = NativeLibrary.find();
        assertThat(library.jni()).isEqualTo(library.version() + "-" + library.djl());
    }

    @Test
    void none_at_all_is_told_with_the_dependency_to_add() {
        refused(FakeMachine.withJni(), "no PyTorch library for linux-x86_64: none is on the classpath; " + REMEDY);
    }

    @Test
    void one_for_another_platform_is_none() {
        refused(
                FakeMachine.withJni().torch("2.7.1-20250812", "cpu", "osx-aarch64"),
                "no PyTorch library for linux-x86_64: the classpath holds pytorch-native-cpu:2.7.1-20250812:osx-aarch64"
                        + " (another platform); " + REMEDY);
    }

    @Test
    void a_cuda_build_needs_a_device() {
        refused(
                FakeMachine.withJni().torch("2.7.1-20250812", "cu128", "linux-x86_64"),
                "no PyTorch library for linux-x86_64: the classpath holds pytorch-native-cu128:2.7.1-20250812:linux-x86_64"
                        + " (and DJL sees no CUDA device here); " + REMEDY);
    }

    @Test
    void a_cuda_build_needs_a_runtime_that_is_as_new() {
        refusedContaining(
                FakeMachine.withJni()
                        .torch("2.7.1-20250812", "cu128", "linux-x86_64")
                        .cuda(12060, 1, "/dev/nvidia0"),
                "(and the CUDA runtime here is older)");
    }

    @Test
    void where_both_run_the_cuda_build_is_the_one_that_djl_takes() {
        NativeLibrary library = NativeLibrary.find(FakeMachine.withCpuTorch()
                .torch("2.7.1-20250812", "cu128", "linux-x86_64")
                .cuda(12080, 1, "/dev/nvidia0"));
        assertThat(library.flavor()).isEqualTo("cu128");
        assertThat(library.cudaVersion()).hasValue("12.8");
        assertThat(library.isCuda()).isTrue();
    }

    @Test
    void another_version_than_the_jni_librarys_is_refused() {
        refused(
                FakeMachine.withJni().torch("2.5.1-20250101", "cpu", "linux-x86_64"),
                "the classpath holds pytorch-native-cpu:2.5.1-20250101:linux-x86_64, DJL's JNI library 2.7.1-0.35.1 works with"
                        + " 2.7.1 only; bring both to one version of PyTorch");
    }

    @Test
    void a_flavor_that_the_jni_library_lacks_is_refused() {
        refusedContaining(
                FakeMachine.withJni()
                        .torch("2.7.1-20250812", "cu129", "linux-x86_64")
                        .cuda(12090, 1, "/dev/nvidia0"),
                "for which DJL's JNI library 2.7.1-0.35.1 has nothing; take ai.djl.pytorch:pytorch-native-cpu:2.7.1");
    }

    @Test
    void a_missing_jni_library_is_told_with_the_dependency_to_add() {
        refused(
                FakeMachine.withEngine(),
                "DJL's JNI library is missing from the classpath: add the runtime dependency"
                        + " ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1");
    }

    @Test
    void a_jni_library_of_another_djl_is_refused() {
        refusedContaining(
                FakeMachine.withEngine().with("jnilib/pytorch.properties", "jni_version", "2.7.1-0.34.0"),
                "take a pytorch-jni whose version ends in -0.35.1");
    }

    @Test
    void a_missing_engine_is_told() {
        refusedContaining(FakeMachine.bare(), "add ai.djl.pytorch:pytorch-engine");
    }

    @Test
    void a_version_that_would_make_djl_download_is_refused() {
        refusedContaining(FakeMachine.withCpuTorch().set("PYTORCH_VERSION", "2.6.0"), "unset PYTORCH_VERSION");
        assertThat(NativeLibrary.find(FakeMachine.withCpuTorch().set("PYTORCH_VERSION", "2.7.1")))
                .isNotNull();
    }

    private static void refused(Machine machine, String message) {
        assertThatThrownBy(() -> NativeLibrary.find(machine))
                .isInstanceOf(OracleException.class)
                .hasMessage(message);
    }

    private static void refusedContaining(Machine machine, String part) {
        assertThatThrownBy(() -> NativeLibrary.find(machine))
                .isInstanceOf(OracleException.class)
                .hasMessageContaining(part);
    }
}
