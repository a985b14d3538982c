package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.NotebookNetworks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Golden files with one slip of the hand, at random with a fixed seed: one mistake is one problem. */
class SingleMistakeTest {
    private static final int COUNT = Integer.getInteger("reader.slips", 1_600);

    private static final List<String> NUMBERS = List.of("x", "-1", "0", "1.5", "1e40", ".nan", "[1]", "true", "");
    private static final List<String> WORDS = List.of("relu", "linear", "conv2d", "mse", "foo", "float16", "a", "");

    /** What a person does to a file by mistake. */
    private static final List<BiFunction<String, Random, String>> SLIPS = List.of(
            (text, random) -> lines(text, random, line -> Stream.of()),
            (text, random) -> lines(text, random, line -> Stream.of(line, line)),
            (text, random) -> lines(text, random, line -> Stream.of(" " + line)),
            (text, random) -> replaced(text, "[A-Za-z_][A-Za-z_.-]{2,}(?=: )", random, SingleMistakeTest::exchanged),
            (text, random) -> replaced(text, ", -?[0-9.]+(?=[,\\]])", random, (number, r) -> ""),
            (text, random) -> replaced(text, "-?[0-9][0-9.e-]*", random, (number, r) -> one(NUMBERS, r)),
            (text, random) -> replaced(text, "[\\[\\]{}:,]", random, (sign, r) -> ""),
            (text, random) -> replaced(
                    text,
                    "(?<=(kind|name|match|dtype|parameters|inputs): )[A-Za-z0-9_-]+",
                    random,
                    (word, r) -> one(WORDS, r)));

    @TempDir
    private Path folder;

    /** One in a hundred: a name that several places take, and a line of several keys, are missed in several places. */
    @Test
    void one_slip_is_seldom_told_as_several_mistakes() throws IOException {
        List<String> good = good();
        GoldenReader reader = new GoldenReader(NotebookNetworks.catalog());
        Random random = new Random(20260101);
        List<List<GoldenProblem>> unreadable = new ArrayList<>();
        Path file = folder.resolve("case.yaml");
        for (int i = 0; i < COUNT; i++) {
            String text = one(good, random);
            Files.writeString(file, SLIPS.get(i % SLIPS.size()).apply(text, random));
            List<GoldenProblem> problems = reader.read(file).problems();
            if (!problems.isEmpty()) {
                unreadable.add(problems);
            }
        }
        assertThat(unreadable).hasSizeGreaterThan(COUNT / 2);
        assertThat(unreadable.stream().filter(problems -> problems.size() > 1).toList())
                .hasSizeLessThanOrEqualTo(unreadable.size() / 100);
    }

    private static List<String> good() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("test-resources/golden"))) {
            return files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .map(SingleMistakeTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(String text, Random random, Function<String, Stream<String>> change) {
        List<String> lines = text.lines().toList();
        int place = random.nextInt(lines.size());
        return String.join(
                "\n",
                IntStream.range(0, lines.size())
                        .boxed()
                        .flatMap(i -> i == place ? change.apply(lines.get(i)) : Stream.of(lines.get(i)))
                        .toList());
    }

    private static String replaced(
            String text, String pattern, Random random, BiFunction<String, Random, String> change) {
        List<MatchResult> places =
                Pattern.compile(pattern).matcher(text).results().toList();
        if (places.isEmpty()) {
            return text;
        }
        MatchResult place = one(places, random);
        return text.substring(0, place.start()) + change.apply(place.group(), random) + text.substring(place.end());
    }

    /** Two letters of a word. */
    private static String exchanged(String word, Random random) {
        int i = random.nextInt(word.length() - 1);
        return word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2);
    }

    private static <T> T one(List<T> things, Random random) {
        return things.get(random.nextInt(things.size()));
    }
}
