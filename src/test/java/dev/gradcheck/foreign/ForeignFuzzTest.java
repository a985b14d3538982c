package dev.gradcheck.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gradcheck.tensor.DType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps and notebooks spoilt at random, with a fixed seed: each becomes a case or is refused, after a second of computing at most. */
class ForeignFuzzTest {
    private static final Path DUMPS = Path.of("test-resources/dumps");
    private static final int COUNT = Integer.getInteger("foreign.fuzz", 100);
    private static final long LONGEST = 1_000_000_000;
    private static final List<String> SPICE = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            "=",
            ": ",
            "%",
            "\"",
            "'",
            "\n",
            "  ",
            "...",
            "-",
            "0",
            "99999999",
            "1e999",
            "None",
            "True",
            "nan",
            "(0-9999): 2 x ",
            "Linear(",
            "graph():\n",
            "getitem",
            "tensor([",
            "loss = ",
            "\u0000",
            "∂");

    @TempDir
    private Path folder;

    /** What is made of a file. */
    private interface Reading {
        void run() throws Refusal;
    }

    @ParameterizedTest
    @ValueSource(strings = {"residual", "words", "image", "step", "evaluated"})
    void whatever_stands_in_a_dump_is_a_case_or_one_mistake(String name) throws IOException {
        List<Path> copies = copies(name);
        Random random = new Random(20260101);
        for (int i = 0; i < COUNT; i++) {
            Path file =
                    copies.get(i % 4 == 0 ? random.nextInt(copies.size()) : copies.indexOf(folder.resolve("net.txt")));
            byte[] good = Files.readAllBytes(file);
            Files.write(
                    file,
                    file.endsWith("net.txt")
                            ? spoilt(new String(good, StandardCharsets.UTF_8), random)
                                    .getBytes(StandardCharsets.UTF_8)
                            : bent(good, random));
            requireRefusalAtMost(() -> TorchImport.of(List.of(folder), "x"), file);
            Files.write(file, good);
        }
    }

    @Test
    void whatever_stands_in_a_notebook_is_values_or_one_mistake() throws IOException {
        Random random = new Random(20260101);
        String good = Files.readString(DUMPS.resolve("notebook.ipynb"));
        Path file = folder.resolve("n.ipynb");
        for (int i = 0; i < 5 * COUNT; i++) {
            Files.writeString(file, spoilt(good, random).replace('\ud83d', ' '));
            requireRefusalAtMost(
                    () -> NotebookImport.of(file, Set.of(), DType.FLOAT32).draft(), file);
        }
    }

    private static void requireRefusalAtMost(Reading reading, Path file) throws IOException {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try {
            reading.run();
        } catch (Refusal refusal) {
            assertThat(refusal.problem().text()).contains("Rule: ", "Remedy: ");
        } catch (RuntimeException | Error e) {
            fail(file + ":\n" + Files.readString(file, StandardCharsets.ISO_8859_1), e);
        }
        assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before)
                .isLessThan(LONGEST);
    }

    private List<Path> copies(String name) throws IOException {
        try (Stream<Path> files = Files.list(DUMPS.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** A piece inserted, cut, doubled or moved. */
    private static String spoilt(String text, Random random) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(spoilt.length() + 1);
            int end = Math.min(spoilt.length(), at + random.nextInt(30));
            switch (random.nextInt(4)) {
                case 0 -> spoilt.delete(at, end);
                case 1 -> spoilt.insert(random.nextInt(spoilt.length() + 1), spoilt.substring(at, end));
                default -> spoilt.insert(at, SPICE.get(random.nextInt(SPICE.size())));
            }
        }
        return spoilt.toString();
    }

    private static byte[] bent(byte[] good, Random random) {
        byte[] bent = good.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
        }
        return bent;
    }
}
