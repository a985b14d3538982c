package dev.gradcheck.oracle.djl.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    private static final int WINDOW = (1 << 20) + 6 + 4;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, WINDOW - 11, WINDOW - 10, WINDOW - 9, WINDOW - 6, WINDOW - 3, WINDOW - 1, WINDOW, 2 * WINDOW})
    void what_follows_is_found_wherever_the_file_is_cut(int offset) throws IOException {
        assertThat(Bytes.after("needle", file("n".repeat(offset) + "needle1.2.3"), 4))
                .hasValue("1.2.".getBytes());
        assertThat(Bytes.after("needle", file("n".repeat(offset) + "needle1"), 4))
                .hasValue("1".getBytes());
    }

    @Test
    void what_is_not_there_is_not_found() throws IOException {
        assertThat(Bytes.after("needle", file("needl".repeat(500_000)), 4)).isEmpty();
        assertThat(Bytes.after("needle", folder.resolve("gone"), 4)).isEmpty();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("file"), content);
    }
}
