package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The summary of a run as text for the console. */
final class SummaryPrinter {
    private static final String SCORE = "score.json";
    private static final int LONGEST_LINE = 500;
    private static final int MOST_LINES = 12;
    private static final int MOST_CASES = 8;
    private static final int MOST_ROWS = 2;

    private SummaryPrinter() {}

    /**
     * {@return the summary of a run as text for the console, with the report's path}
     *
     * @param reports the folder of the report
     * @param ending how the suite's JVMs ended
     * @throws IOException if the summary exists and cannot be read
     */
    static String text(Path reports, Ending ending) throws IOException {
        Path file = reports.resolve(Session.SUMMARY);
        if (!Files.exists(file)) {
            return "gradcheck: no " + file + ": "
                    + (ending.isEarly()
                            ? ending.sentence()
                            : "no check ran, or none could write its report (see above)")
                    + "\n" + where(reports);
        }
        Map<String, Object> summary = Json.map(Files.readString(file));
        int cases = list(summary, "cases").size();
        StringBuilder text = new StringBuilder("gradcheck: ").append(cases).append(cases == 1 ? " case" : " cases");
        new Digest(summary).share().ifPresent(share -> text.append(" of ").append(share));
        text.append(
                Boolean.TRUE.equals(summary.get("complete"))
                        ? ""
                        : ", INCOMPLETE: "
                                + line(ending.incomplete(ending.running()).sentence()));
        text.append("\n  verdicts: ").append(counts(summary)).append("\n");
        Set<Object> told = new HashSet<>();
        for (Map<String, Object> device : list(summary, "devices")) {
            text.append("  ").append(line(device.get("device"))).append(": ");
            Object reason = told.add(device.get("reason")) ? device.get("reason") : "as above";
            text.append(Boolean.TRUE.equals(device.get("ran")) ? "ran" : "not run: " + line(reason))
                    .append("\n");
        }
        properties(text, summary);
        blindSpots(text, summary);
        Unchecked.sentence(summary)
                .ifPresent(sentence -> text.append("  ").append(line(sentence)).append("\n"));
        score(text, reports.resolve(SCORE));
        Digest digest = new Digest(summary, History.read(reports));
        digest.news().ifPresent(news -> text.append("  ").append(news).append("\n"));
        failing(text, summary, told);
        return text.append(where(reports)).toString();
    }

    /** The whole table where the whole set ran; of a sample only whether all is as it should be. */
    private static void score(StringBuilder text, Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Map<String, Object> score = Json.map(Files.readString(file));
        long bad = list(score, "rows").stream()
                .filter(row -> !Boolean.TRUE.equals(row.get("good")))
                .count();
        text.append("  planted faults: ")
                .append(score.get("records"))
                .append(" records (")
                .append(score.get("set"));
        text.append(bad == 0 ? "), every bar reached\n" : "), " + bad + " rows BELOW THEIR BAR\n");
        if (!"sample".equals(score.get("set"))) {
            text.append(score.get("table")).append("\n");
        }
    }

    private static String counts(Map<String, Object> summary) {
        StringBuilder text = new StringBuilder();
        map(summary.get("counts")).forEach((verdict, count) -> {
            if (!Objects.equals(count, 0) && !verdict.equals("failing")) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(" ")
                        .append(verdict);
            }
        });
        return text.toString();
    }

    private static void properties(StringBuilder text, Map<String, Object> summary) {
        for (Map<String, Object> property : list(summary, "properties")) {
            text.append("  property: ").append(line(property.get("property")));
            text.append(Boolean.TRUE.equals(property.get("holds")) ? ", holds for " : ", FALSIFIED after ");
            text.append(property.get("checked")).append(" random functions");
            text.append(map(property.get("verdicts")).isEmpty() ? "\n" : ": " + property.get("verdicts") + "\n");
        }
    }

    /** A summary of an older run has none. */
    private static void blindSpots(StringBuilder text, Map<String, Object> summary) {
        if (summary.get("blindSpots") instanceof List<?> spots && !spots.isEmpty()) {
            Set<Object> cases = new HashSet<>();
            spots.forEach(spot -> cases.add(map(spot).get("case")));
            text.append("  blind spots: ")
                    .append(spots.size())
                    .append(spots.size() == 1 ? " mistake" : " mistakes")
                    .append(" would not have been seen, in ")
                    .append(cases.size())
                    .append(cases.size() == 1 ? " case" : " cases")
                    .append("; the report names them\n");
        }
    }

    /** Worst first, at most a screen; what fails several cases for one reason is told once. */
    private static void failing(StringBuilder text, Map<String, Object> summary, Set<Object> told) {
        Map<Object, List<Digest.Row>> rows = new Digest(summary)
                .rows().stream()
                        .filter(Digest.Row::fails)
                        .collect(Collectors.groupingBy(Digest.Row::name, LinkedHashMap::new, Collectors.toList()));
        List<Object> worst = new ArrayList<>(rows.keySet());
        List<Map<String, Object>> cases = list(summary, "cases").stream()
                .filter(c -> !Objects.equals(c.get("failing"), 0))
                .sorted(Comparator.comparing(c -> worst.contains(c.get("case")) ? worst.indexOf(c.get("case")) : -1))
                .toList();
        for (Map<String, Object> one : cases.subList(0, Math.min(MOST_CASES, cases.size()))) {
            text.append("  FAILS ").append(line(one.get("case"))).append(": ").append(one.get("verdict"));
            text.append(" (").append(line(one.get("file"))).append(")\n");
            ((List<?>) one.get("problems")).stream().filter(told::add).forEach(problem -> lines(text, problem));
            List<Digest.Row> wrong = rows.getOrDefault(one.get("case"), List.of());
            wrong.stream().limit(MOST_ROWS).forEach(row -> text.append("    ")
                    .append(line(row.sentence()))
                    .append("\n"));
            text.append(more(wrong.size() - MOST_ROWS));
        }
        text.append(more(cases.size() - MOST_CASES));
    }

    private static String more(int count) {
        return count > 0 ? "    … " + count + " more in the report\n" : "";
    }

    private static void lines(StringBuilder text, Object problem) {
        List<String> all = problem.toString().lines().toList();
        all.stream()
                .limit(MOST_LINES)
                .forEach(one -> text.append("    ").append(line(one)).append("\n"));
        if (all.size() > MOST_LINES) {
            text.append("    … ").append(all.size() - MOST_LINES).append(" more lines in the report\n");
        }
    }

    /** What a file or an exception says moves no terminal and fills no screen; the report has it whole. */
    private static String line(Object said) {
        return ReportText.line(String.valueOf(said), LONGEST_LINE);
    }

    private static String where(Path reports) {
        return "  report: " + reports.resolve("index.html").toAbsolutePath().normalize();
    }

    private static List<Map<String, Object>> list(Map<String, Object> summary, String key) {
        return ((List<?>) summary.get(key)).stream().map(SummaryPrinter::map).toList();
    }

    @SuppressWarnings("unchecked") // the reader of JSON makes maps with text keys only
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
