package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Allure's results as Allure 2 can be given them: it puts a failure's message and trace into its page as they are, so that markup in a name
 * or an exception would run. The results themselves stay as they are, for tools that escape by themselves.
 */
final class EscapedResults {
    private static final String DETAILS = "statusDetails";
    private static final Set<String> RAW = Set.of("message", "trace");

    private EscapedResults() {}

    /**
     * Copies results, with what Allure does not escape escaped.
     *
     * @param from the results
     * @param to a folder that does not exist yet
     */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = to.resolve(file.getFileName());
            if (file.toString().endsWith("-result.json") || file.toString().endsWith("-container.json")) {
                Files.writeString(copy, escaped(Files.readString(file)));
            } else {
                Files.copy(file, copy);
            }
        }
    }

    /** What is no JSON is Allure's to complain of. */
    static String escaped(String text) {
        try {
            return Json.text(escaped((Object) Json.map(text), false));
        } catch (IllegalArgumentException e) {
            return PageHtml.escape(text);
        }
    }

    private static Object escaped(Object value, boolean details) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(
                    key,
                    details && inner instanceof String text && RAW.contains(key)
                            ? PageHtml.escape(text)
                            : escaped(inner, DETAILS.equals(key))));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(escaped(inner, false)));
            return copy;
        }
        return value;
    }
}
