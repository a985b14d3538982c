package dev.gradcheck.strangers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Measures every kind: {@code StrangersReport [points] [seed]} writes target/strangers.txt, the worst kinds first. */
final class StrangersReport {
    private static final String HEAD = "%-48s %-5s %4s %6s %9s %6s %6s %7s"
            .formatted("kind", "", "N", "called", "undecided", "missed", "broken", "seconds");

    private StrangersReport() {}

    static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>(PlainLoops.kinds());
        kinds.addAll(Scalars.calledWrong());
        kinds.addAll(Scalars.undecided());
        kinds.addAll(Cancelling.kinds());
        kinds.addAll(Wrong.kinds());
        return kinds;
    }

    public static void main(String[] arguments) throws IOException {
        int n = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        List<String> lines = new ArrayList<>(List.of(HEAD));
        kinds().stream()
                .map(kind -> Tally.of(kind, n, seed))
                .sorted(Comparator.comparingInt(Tally::bad).reversed())
                .map(Tally::row)
                .forEach(lines::add);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/strangers.txt"), lines);
    }
}
