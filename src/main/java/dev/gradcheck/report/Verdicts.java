package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a report is one with which a build may pass, whatever its tests made of it. */
public final class Verdicts {
    private static final List<String> BAD = List.of("failing", Summary.UNREADABLE, Summary.BROKEN);

    private Verdicts() {}

    /**
     * {@return why the build must fail, in one sentence: the summary is missing, damaged or incomplete, or something in it fails, is broken
     *     or cannot be read; empty if it may pass}
     *
     * @param reports the folder of the report
     */
    public static Optional<String> failure(Path reports) {
        Path file = reports.resolve(Session.SUMMARY);
        if (!Files.exists(file)) {
            return Optional.of("no check left a report in " + file);
        }
        try {
            return failure(file, Json.map(Files.readString(file)));
        } catch (IOException | RuntimeException e) {
            return Optional.of(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Whether the suite came to its end; not so where there is no summary, or half of one. */
    static boolean isComplete(Path reports) {
        try {
            return isComplete(Json.map(Files.readString(reports.resolve(Session.SUMMARY))));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isComplete(Map<String, Object> summary) {
        return Boolean.TRUE.equals(summary.get("complete"));
    }

    /** The same of a summary that is not yet in its file. */
    static Optional<String> failure(Path file, Map<String, Object> summary) {
        Map<?, ?> counts = (Map<?, ?>) summary.get("counts");
        Stream<String> bad = BAD.stream()
                .filter(key -> ((Number) counts.get(key)).longValue() != 0)
                .map(key -> counts.get(key) + " " + key);
        Stream<String> properties = ((List<?>) summary.get("properties"))
                .stream()
                        .map(property -> (Map<?, ?>) property)
                        .filter(property -> !Boolean.TRUE.equals(property.get("holds")))
                        .map(property -> "falsified: " + property.get("property"));
        Stream<String> open = isComplete(summary) ? Unchecked.failure(summary).stream() : Stream.of("incomplete");
        String all = Stream.of(bad, properties, open).flatMap(part -> part).collect(Collectors.joining(", "));
        return all.isEmpty() ? Optional.empty() : Optional.of("the report fails (" + all + ", see " + file + ")");
    }
}
