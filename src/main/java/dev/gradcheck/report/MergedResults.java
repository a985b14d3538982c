package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Allure's results of several shards in one folder. A test that was shared out, or that every shard ran, is one test: two results of one
 * identity would be a test and its retry to Allure, which shows the last and hides the other.
 */
final class MergedResults {
    private static final String SUFFIX = "-result.json";
    private static final String ATTACHMENTS = "attachments";
    private static final String DETAILS = "statusDetails";
    private static final String MESSAGE = "message";

    /** The gravest first. */
    private static final List<String> STATUS = List.of("failed", "broken", "passed", "skipped");

    private MergedResults() {}

    /** Copies everything; what shards have under one name is that of the last. */
    static void write(List<Path> from, Path to) throws IOException {
        Map<Object, List<Map<String, Object>>> tests = new LinkedHashMap<>();
        Files.createDirectories(to);
        for (Path folder : from) {
            for (Path file : files(folder)) {
                if (file.toString().endsWith(SUFFIX)) {
                    Map<String, Object> test = Json.map(Files.readString(file));
                    Object identity = Objects.requireNonNullElse(test.get("historyId"), file);
                    tests.computeIfAbsent(identity, key -> new ArrayList<>()).add(test);
                } else {
                    Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
                }
            }
        }
        for (List<Map<String, Object>> ofOne : tests.values()) {
            Map<String, Object> test = merged(ofOne);
            Files.writeString(to.resolve(test.get("uuid") + SUFFIX), Json.text(test));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The gravest, with what all of them say and show. */
    private static Map<String, Object> merged(List<Map<String, Object>> results) {
        List<Map<String, Object>> byGravity = results.stream()
                .sorted(java.util.Comparator.comparing(result -> STATUS.indexOf(Digest.text(result.get("status")))))
                .toList();
        Map<String, Object> merged = new LinkedHashMap<>(byGravity.get(0));
        if (results.size() > 1) {
            merged.put(
                    ATTACHMENTS,
                    results.stream()
                            .flatMap(result ->
                                    result.get(ATTACHMENTS) instanceof List<?> list ? list.stream() : Stream.of())
                            .distinct()
                            .toList());
            details(byGravity, merged);
        }
        return merged;
    }

    private static void details(List<Map<String, Object>> byGravity, Map<String, Object> merged) {
        if (merged.get(DETAILS) instanceof Map<?, ?> details && details.containsKey(MESSAGE)) {
            Map<Object, Object> all = new LinkedHashMap<>(details);
            all.put(
                    MESSAGE,
                    byGravity.stream()
                            .filter(result -> Objects.equals(result.get("status"), merged.get("status")))
                            .map(result -> result.get(DETAILS) instanceof Map<?, ?> map ? map.get(MESSAGE) : null)
                            .filter(Objects::nonNull)
                            .map(Object::toString)
                            .distinct()
                            .collect(Collectors.joining("\n")));
            merged.put(DETAILS, all);
        }
    }
}
