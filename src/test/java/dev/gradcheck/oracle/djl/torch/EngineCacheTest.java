package dev.gradcheck.oracle.djl.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.oracle.OracleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCacheTest {
    @TempDir
    private Path root;

    private Path unpacked;

    @BeforeEach
    void a_cache_in_which_everything_is_whole() throws IOException {
        unpacked = Files.createDirectories(root.resolve("2.7.1-20250812-cpu-linux-x86_64"));
        Files.writeString(unpacked.resolve("libtorch.so"), "torch");
        Files.writeString(unpacked.resolve("0.35.1-libdjl_torch.so"), "the jni");
    }

    @Test
    void a_whole_cache_is_taken() {
        assertThatCode(() -> check(root, 5)).doesNotThrowAnyException();
    }

    @Test
    void a_cache_that_is_not_there_yet_is_made() {
        assertThatCode(() -> check(root.resolve("new"), 5)).doesNotThrowAnyException();
    }

    @Test
    void a_library_that_was_cut_short_is_told_before_it_ends_the_jvm() throws IOException {
        Files.writeString(unpacked.resolve("libtorch.so"), "tor");
        refused(
                root,
                5,
                "DJL's cache is damaged: " + unpacked.resolve("libtorch.so") + " has 3 bytes, where 5 belong; delete "
                        + unpacked + ", the next run unpacks it again");
    }

    @Test
    void a_folder_that_somebody_named_is_not_to_be_deleted() {
        EngineCache cache = new EngineCache(root);
        assertThat(cache.remedy(library("/opt/libtorch/lib"))).isEmpty();
        assertThat(cache.remedy(library("pytorch-native-cpu:2.7.1:linux-x86_64")))
                .isEqualTo(": if it lies in " + root + ", delete that folder, the next run unpacks it again");
    }

    private static NativeLibrary library(String origin) {
        return new NativeLibrary("2.7.1", "cpu", "2.7.1-0.35.1", "cpu", "0.35.1", origin);
    }

    @Test
    void a_library_that_is_missing_is_told() throws IOException {
        Files.delete(unpacked.resolve("libtorch.so"));
        refused(
                root,
                5,
                "DJL's cache is damaged: " + unpacked.resolve("libtorch.so") + " is missing, where 5 belong; delete "
                        + unpacked + ", the next run unpacks it again");
    }

    @Test
    void bindings_that_were_cut_short_are_told_and_missing_ones_are_unpacked() throws IOException {
        Path bindings = unpacked.resolve("0.35.1-libdjl_torch.so");
        Files.writeString(bindings, "");
        refused(
                root,
                5,
                "DJL's cache is damaged: " + bindings + " has 0 bytes, where 7 belong; delete " + unpacked
                        + ", the next run unpacks it again");
        Files.delete(bindings);
        assertThatCode(() -> check(root, 5)).doesNotThrowAnyException();
    }

    @Test
    void a_file_where_the_folder_has_to_be_is_told() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        refused(
                file,
                5,
                "PyTorch cannot be unpacked into DJL's cache " + file + ": " + file
                        + ": a file is there, where a folder has to be; let ENGINE_CACHE_DIR or DJL_CACHE_DIR name a folder that"
                        + " can be written and has room");
    }

    @Test
    void too_little_room_is_told_before_the_disk_is_full() {
        Path empty = root.resolve("empty");
        assertThatThrownBy(() -> check(empty, Long.MAX_VALUE / 2))
                .isInstanceOf(OracleException.class)
                .hasMessageMatching("PyTorch cannot be unpacked into DJL's cache \\Q" + empty
                        + "\\E: it takes \\d+ MB, and \\d+ MB are free; make room, or let ENGINE_CACHE_DIR or DJL_CACHE_DIR"
                        + " name a folder that has some");
    }

    private static void check(Path root, long length) {
        Machine machine = FakeMachine.withJni()
                .with(
                        "native/lib/pytorch.properties",
                        "version",
                        "2.7.1-20250812",
                        "flavor",
                        "cpu",
                        "classifier",
                        "linux-x86_64",
                        "libraries",
                        "libtorch.so")
                .resource("pytorch/cpu/linux-x86_64/libtorch.so", length);
        new EngineCache(root).check(machine, NativeLibrary.find(machine));
    }

    private static void refused(Path root, long length, String message) {
        assertThatThrownBy(() -> check(root, length))
                .isInstanceOf(OracleException.class)
                .hasMessage(message);
    }
}
