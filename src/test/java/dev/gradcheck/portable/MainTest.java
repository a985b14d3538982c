package dev.gradcheck.portable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the entry and the script say where the suite cannot be run. */
class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path home;

    @Test
    void help_is_no_failure() {
        assertThat(run("--help")).isZero();
        assertThat(said()).startsWith("gradcheck-suite [--pytorch FOLDER]");
    }

    @Test
    void a_bad_argument_is_told_with_what_there_is() {
        assertThat(run("--gpu")).isEqualTo(2);
        assertThat(said()).startsWith("gradcheck-suite: unknown argument --gpu").contains("--pytorch FOLDER");
    }

    @Test
    void half_a_bundle_is_told() {
        assertThat(run()).isEqualTo(2);
        assertThat(said())
                .isEqualToIgnoringNewLines("gradcheck-suite: " + home + " is no complete bundle: unpack it again");
    }

    @Test
    void the_commit_is_that_of_the_build_if_it_is_known() throws IOException {
        assertThat(new Bundle(home).commit()).isEqualTo("unknown");
        Files.writeString(home.resolve("commit"), "251ff0d\n");
        assertThat(new Bundle(home).commit()).isEqualTo("251ff0d");
    }

    @Test
    void a_bundle_knows_whether_it_brings_pytorch() throws IOException {
        Files.createDirectories(home.resolve("lib"));
        assertThat(new Bundle(home).hasPytorch()).isFalse();
        Files.createFile(home.resolve("lib/pytorch-native-cpu-2.7.1-linux-x86_64.jar"));
        assertThat(new Bundle(home).hasPytorch()).isTrue();
    }

    @Test
    void the_script_without_its_java_says_how_to_unpack_with_an_empty_path() throws Exception {
        Path script = Files.createDirectories(home.resolve("bin")).resolve("gradcheck-suite");
        Files.copy(Path.of("src/portable/bin/gradcheck-suite"), script);
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString()).redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("runtime/bin/java cannot be run: unpack the bundle with unzip");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    private int run(String... arguments) {
        return Main.run(new Bundle(home), List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
