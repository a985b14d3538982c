package dev.gradcheck.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Golden files with one slip of the hand. */
final class Slips {
    private static final List<String> NUMBERS = List.of("x", "-1", "0", "1.5", "1e40", ".nan", "[1]", "true", "");
    private static final List<String> WORDS = List.of("relu", "linear", "conv2d", "mse", "foo", "float16", "a", "");

    /** What a person does to a file by mistake. */
    private static final List<BiFunction<String, Random, String>> SLIPS = List.of(
            (text, random) -> lines(text, random, line -> Stream.of()),
            (text, random) -> lines(text, random, line -> Stream.of(line, line)),
            (text, random) -> lines(text, random, line -> Stream.of(" " + line)),
            (text, random) -> replaced(text, "[A-Za-z_][A-Za-z_.-]{2,}(?=: )", random, Slips::exchanged),
            (text, random) -> replaced(text, ", -?[0-9.]+(?=[,\\]])", random, (number, r) -> ""),
            (text, random) -> replaced(text, "-?[0-9][0-9.e-]*", random, (number, r) -> one(NUMBERS, r)),
            (text, random) -> replaced(text, "[\\[\\]{}:,]", random, (sign, r) -> ""),
            (text, random) -> replaced(
                    text,
                    "(?<=(kind|name|match|dtype|parameters|inputs): )[A-Za-z0-9_-]+",
                    random,
                    (word, r) -> one(WORDS, r)));

    private Slips() {}

    /** A good file with the next kind of slip, at a place that is chosen at random. */
    static String slip(List<String> good, int next, Random random) {
        String text = one(good, random);
        return SLIPS.get(next % SLIPS.size()).apply(text, random);
    }

    static List<String> good() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("test-resources/golden"))) {
            return files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Slips::text)
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
