package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.NotebookNetworks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Golden files spoilt at random, with a fixed seed: 20,000 in every build, 1,000,000 with {@code -Pfuzz}. Whatever stands in a file, it is
 * its cases or its problems, each with a line, after a second of computing at most.
 */
class ReaderFuzzTest {
    private static final int COUNT = Integer.getInteger("reader.fuzz", 20_000);

    private static final long LONGEST = 1_000_000_000;

    /** What means something in YAML, in numbers and in the vocabulary of golden files. */
    private static final List<String> SPICE = List.of(
            "[",
            "]",
            "{",
            "}",
            ":",
            ": ",
            ",",
            "-",
            "- ",
            "#",
            "&a ",
            "*a",
            "!",
            "!!int ",
            "|",
            ">",
            "'",
            "\"",
            "%",
            "@",
            "`",
            "?",
            "\n",
            "  ",
            "\t",
            "\r",
            "\u0000",
            "\u0007",
            "\u00e9",
            "\u2028",
            "\ufeff",
            "\ud83d\ude00",
            "0",
            "9",
            "-0.0",
            "1e999",
            ".nan",
            "0x1p3",
            "99999999",
            "null",
            "~",
            "true",
            "input",
            "kind: ",
            "relu",
            "conv2d",
            "linear",
            "padding: 99999999",
            "file: ",
            "../x.npy",
            "draw: normal",
            "shape: [9999, 9999]",
            "seed: 1",
            "claimed: ",
            "expected: ",
            "match: bitwise",
            "known: ",
            "---\n",
            "<<: ");

    @TempDir
    private Path folder;

    @Test
    void whatever_stands_in_a_file_is_its_cases_or_its_problems_with_lines() throws IOException {
        List<String> good = good();
        GoldenReader reader = new GoldenReader(NotebookNetworks.catalog());
        Random random = new Random(20260101);
        Path file = folder.resolve("case.yaml");
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < COUNT; i++) {
                String spoilt = spoilt(good.get(random.nextInt(good.size())), good, random);
                write(spoilt, open);
                long before = computing();
                GoldenFile read = reader.read(file);
                long spent = computing() - before;
                if (spent > LONGEST) {
                    assertThat(spent).as("file %d:\n%s", i, spoilt).isLessThanOrEqualTo(LONGEST);
                }
                if (read.cases().isEmpty() == read.problems().isEmpty()
                        || read.problems().stream().anyMatch(p -> p.location().line() < 1)) {
                    assertThat(read.problems())
                            .as("file %d:\n%s", i, spoilt)
                            .allMatch(p -> p.location().line() >= 1);
                    assertThat(read.cases().isEmpty())
                            .as("file %d:\n%s", i, spoilt)
                            .isNotEqualTo(read.problems().isEmpty());
                }
            }
        }
    }

    /** Nanoseconds of this thread alone: others on the machine may keep it waiting. */
    private static long computing() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Over what stands there: a file that is emptied first is written through to the disk, which costs more than to read it. */
    private static void write(String text, FileChannel file) throws IOException {
        // getBytes: a change may halve a pair of surrogates, which no file in UTF-8 can hold.
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        file.truncate(bytes.remaining());
        file.position(0);
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static List<String> good() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("test-resources/golden"))) {
            return files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .map(path -> {
                        try {
                            return Files.readString(path, StandardCharsets.UTF_8);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    /** One to four changes: a piece inserted, cut, doubled, or taken from another file. */
    private static String spoilt(String text, List<String> others, Random random) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(spoilt.length() + 1);
            int end = Math.min(spoilt.length(), at + random.nextInt(1 + random.nextInt(40)));
            switch (random.nextInt(5)) {
                case 0, 1 -> spoilt.insert(at, SPICE.get(random.nextInt(SPICE.size())));
                case 2 -> spoilt.delete(at, end);
                case 3 -> spoilt.insert(at, spoilt.substring(at, end));
                default -> {
                    String other = others.get(random.nextInt(others.size()));
                    int from = random.nextInt(other.length());
                    spoilt.replace(at, end, other.substring(from, Math.min(other.length(), from + random.nextInt(60))));
                }
            }
        }
        return spoilt.toString();
    }
}
