package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import j2html.utils.EscapeUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Allure's results as Allure 2 can be given them: it puts a failure's message and trace into its page as they are, so that markup in a name
 * or an exception would run, and links to wherever they lead, so that a script in the place of an address would run when it is clicked. All
 * else it escapes, which a test sees in a browser. The results themselves stay as they are, for tools that escape by themselves.
 */
final class EscapedResults {
    private static final String DETAILS = "statusDetails";
    private static final Set<String> RAW = Set.of("message", "trace");
    private static final String LINKS = "links";
    private static final Pattern WEB = Pattern.compile("https?://.*", Pattern.CASE_INSENSITIVE);

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
            return Json.text(escaped(Json.map(text), ""));
        } catch (IllegalArgumentException e) {
            return EscapeUtil.escape(text);
        }
    }

    /** {@return whether an address is one of the web, and no script} */
    static boolean isWeb(Object address) {
        return address instanceof String text && WEB.matcher(text).matches();
    }

    private static Object escaped(Object value, String place) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(
                    key,
                    place.equals(DETAILS) && inner instanceof String text && RAW.contains(key)
                            ? EscapeUtil.escape(text)
                            : escaped(inner, String.valueOf(key))));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.stream()
                    .filter(inner -> !place.equals(LINKS) || inner instanceof Map<?, ?> link && isWeb(link.get("url")))
                    .forEach(inner -> copy.add(escaped(inner, "")));
            return copy;
        }
        return value;
    }
}
