package dev.gradcheck.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which classes with a backward pass somebody wants to see judged, and what becomes of a run in which no check does.
 *
 * @param classes by name
 * @param fails whether a class that no check has judged fails the run
 */
public record Unchecked(Set<String> classes, boolean fails) {
    /** Nobody asks. */
    public static final Unchecked NOBODY_ASKS = new Unchecked(Set.of(), false);

    /** Of the summary, and of what one JVM adds to it. */
    static final String KEY = "unchecked";

    private static final String CLASSES = "classes";
    private static final String JUDGED = "judged";
    private static final String OF = "of";
    private static final String FAILS = "fails";

    /**
     * Copies.
     *
     * @param classes by name
     * @param fails whether one that is not judged fails the run
     */
    public Unchecked {
        classes = Set.copyOf(classes);
    }

    /** What one JVM knows: what is wanted, and what it has judged of that. */
    Map<String, Object> part(Set<String> judged) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put(CLASSES, List.copyOf(new TreeSet<>(classes)));
        part.put(JUDGED, classes.stream().filter(judged::contains).sorted().toList());
        part.put(FAILS, fails);
        return part;
    }

    /** Of all that is wanted anywhere, what nobody has judged. */
    static Map<String, Object> merged(List<Map<String, Object>> parts) {
        Set<String> wanted = names(parts, CLASSES);
        Set<String> left = new TreeSet<>(wanted);
        left.removeAll(names(parts, JUDGED));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(CLASSES, List.copyOf(left));
        entry.put(OF, wanted.size());
        entry.put(FAILS, entries(parts).anyMatch(part -> Boolean.TRUE.equals(part.get(FAILS))));
        return entry;
    }

    /** {@return one sentence on what a summary says that no check has judged; empty where that is nothing} */
    static Optional<String> sentence(Map<String, Object> summary) {
        List<?> left = left(summary);
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("no check has judged " + left.size() + " of "
                        + ((Map<?, ?>) summary.get(KEY)).get(OF) + " classes: "
                        + left.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    /** The same where it fails the run. */
    static Optional<String> failure(Map<String, Object> summary) {
        return summary.get(KEY) instanceof Map<?, ?> entry && Boolean.TRUE.equals(entry.get(FAILS))
                ? sentence(summary)
                        .map(left -> left + "; judge each in a test, or leave out -Dgradcheck.unchecked=fail")
                : Optional.empty();
    }

    /** A summary of an older run does not say. */
    static List<?> left(Map<String, Object> summary) {
        return summary.get(KEY) instanceof Map<?, ?> entry ? (List<?>) entry.get(CLASSES) : List.of();
    }

    private static Set<String> names(List<Map<String, Object>> parts, String key) {
        return entries(parts)
                .flatMap(part -> ((List<?>) part.get(key)).stream())
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Map<?, ?>> entries(List<Map<String, Object>> parts) {
        return parts.stream()
                .map(part -> part.get(KEY))
                .filter(Map.class::isInstance)
                .map(part -> (Map<?, ?>) part);
    }
}
