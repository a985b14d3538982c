package dev.gradcheck.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** The {@code score.json} of several shards in one: each kind of record is of one shard, so rows are put together and not added. */
final class MergedScore {
    private static final String TABLE = "table";
    private static final String ROWS = "rows";

    private MergedScore() {}

    /** {@return the score of all shards} */
    static Map<String, Object> of(List<Map<String, Object>> scores) {
        List<Map<String, Object>> rows = MergedFolders.inTurn(
                        scores.stream().map(MergedScore::kinds).toList())
                .stream()
                .flatMap(List::stream)
                .toList();
        double named = share(rows, "named", 1);
        double misnamed = share(rows, "misnamed", 0);
        Map<String, Object> merged = new LinkedHashMap<>(scores.get(0));
        merged.put(
                "records",
                scores.stream()
                        .mapToInt(score -> (Integer) score.get("records"))
                        .sum());
        merged.put("named", named);
        merged.put("misnamed", misnamed);
        merged.put(ROWS, rows);
        merged.put(TABLE, table(scores, named, misnamed));
        return merged;
    }

    /** The rows of each kind. */
    private static List<List<Map<String, Object>>> kinds(Map<String, Object> score) {
        return List.copyOf(((List<?>) score.get(ROWS))
                .stream()
                        .map(MergedScore::map)
                        .collect(Collectors.groupingBy(
                                row -> List.of(row.get("kind"), row.get("dtype")),
                                LinkedHashMap::new,
                                Collectors.toList()))
                        .values());
    }

    /** Of the flagged faults that have a right name; of none, as given. */
    private static double share(List<Map<String, Object>> rows, String key, double ofNone) {
        List<Map<String, Object>> structural =
                rows.stream().filter(row -> row.containsKey("rightName")).toList();
        int flagged = sum(structural, "detected");
        return flagged == 0 ? ofNone : (double) sum(structural, key) / flagged;
    }

    private static int sum(List<Map<String, Object>> rows, String key) {
        return rows.stream().mapToInt(row -> (Integer) row.get(key)).sum();
    }

    /** Title, rule, rows, then notes, of which one has the shares. */
    private static String table(List<Map<String, Object>> scores, double named, double misnamed) {
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, Object> score : scores) {
            List<String> lines =
                    text(score).lines().filter(line -> line.startsWith("|")).toList();
            rows.add(lines.subList(2, lines.size()));
        }
        String first = text(scores.get(0));
        String title = first.lines().limit(2).collect(Collectors.joining("\n"));
        String notes = first.substring(first.indexOf("\n\n"))
                .replaceFirst(
                        "first: [0-9.]+ %, wrong: [0-9.]+ %",
                        Matcher.quoteReplacement(String.format(
                                Locale.ROOT, "first: %.1f %%, wrong: %.1f %%", 100 * named, 100 * misnamed)));
        return title + "\n" + String.join("\n", MergedFolders.inTurn(rows)) + notes;
    }

    private static String text(Map<String, Object> score) {
        return (String) score.get(TABLE);
    }

    @SuppressWarnings("unchecked") // the reader of JSON makes maps with text keys only
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
