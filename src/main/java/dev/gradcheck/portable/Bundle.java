package dev.gradcheck.portable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The unpacked bundle.
 *
 * @param home its folder, absolute
 */
record Bundle(Path home) {
    Path java() {
        return home.resolve("runtime/bin/java");
    }

    Path golden() {
        return home.resolve("test-resources/golden");
    }

    Path allure() {
        return home.resolve("allure");
    }

    /** As Java's own {@code -cp} has it. */
    String classpath() {
        return home.resolve("lib") + "/*";
    }

    /** The commit it was built of, or "unknown". */
    String commit() {
        try {
            return Files.readString(home.resolve("commit")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Whether PyTorch's libraries are in it. */
    boolean hasPytorch() {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            return jars.anyMatch(jar -> jar.getFileName().toString().startsWith("pytorch-native-"));
        } catch (IOException e) {
            throw new UncheckedIOException(home + " is no complete bundle: unpack it again", e);
        }
    }
}
