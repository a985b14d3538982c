package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import dev.gradcheck.report.Digest.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What other programs show of a run: {@code summary.md}, at most a screen for a job's summary or a pull request, and {@code
 * findings.jsonl}, every finding on a line of its own.
 *
 * @param digest of the run
 */
record Digests(Digest digest) {
    static final String MARKDOWN = "summary.md";
    static final String LINES = "findings.jsonl";

    private static final int WORST = 10;
    private static final int LONGEST = 120;

    void write(Path reports) throws IOException {
        Files.write(reports.resolve(MARKDOWN), markdown().getBytes(StandardCharsets.UTF_8));
        Files.write(reports.resolve(LINES), lines().getBytes(StandardCharsets.UTF_8));
    }

    String markdown() {
        List<Row> rows = digest.rows();
        List<Row> wrong = rows.stream().filter(Row::fails).toList();
        StringBuilder text = new StringBuilder("## gradcheck: " + plain(digest.sentence()) + "\n\n");
        digest.news().ifPresent(news -> text.append(plain(news)).append(".\n\n"));
        if (!wrong.isEmpty()) {
            text.append(
                    "| verdict | case | gradient | worst element | ratio | likely fault |\n|---|---|---|---|---|---|\n");
            wrong.stream().limit(WORST).forEach(row -> text.append(cells(row)));
            text.append(wrong.size() > WORST ? "\n" + (wrong.size() - WORST) + " more are in the report.\n" : "");
        }
        digest.unchecked().stream().limit(WORST).forEach(c -> text.append("- ")
                .append(plain(Digest.text(c.get("case")) + " " + Digest.text(c.get("verdict"))))
                .append("\n"));
        digest.falsified().stream().limit(WORST).forEach(p -> text.append("- falsified: ")
                .append(plain(Digest.text(p.get("property"))))
                .append("\n"));
        Unchecked.sentence(digest.summary())
                .ifPresent(sentence -> text.append("- ").append(plain(sentence)).append("\n"));
        long known = rows.stream().filter(Row::isKnown).count();
        text.append("\n").append(rows.size()).append(" gradients and values");
        digest.share().ifPresent(share -> text.append(" of ").append(share));
        text.append(known > 0 ? ", " + known + " of them known discrepancies" : "");
        Map<String, Set<String>> notRun = digest.notRun();
        text.append(
                notRun.isEmpty()
                        ? ""
                        : "; not run: "
                                + plain(notRun.values()
                                        .iterator()
                                        .next()
                                        .iterator()
                                        .next()));
        return text.append(". The report: [index.html](index.html)\n").toString();
    }

    private String cells(Row row) {
        String fault = row.fault().isEmpty() ? row.reason() : row.fault();
        return List.of(
                                row.verdict() + (digest.history().isNew(row) ? ", new" : ""),
                                row.name(),
                                row.subject(),
                                row.place(),
                                row.ratio(),
                                fault)
                        .stream()
                        .map(Digests::plain)
                        .collect(Collectors.joining(" | ", "| ", " |"))
                + "\n";
    }

    /** Text that means nothing to Markdown, on one line, not endless. */
    private static String plain(String text) {
        String line = Html.visible(text).replaceAll("\\s+", " ");
        String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return cut.replace("&", "&amp;").replace("<", "&lt;").replaceAll("[\\\\`*_\\[\\]|~#!]", "\\\\$0");
    }

    private String lines() {
        StringBuilder text = new StringBuilder();
        for (Row row : digest.rows()) {
            row.findings().forEach(finding -> {
                Map<String, Object> line = new LinkedHashMap<>(finding);
                line.put("fails", Digest.fails(finding));
                line.put("new", Digest.fails(finding) && digest.history().isNew(row));
                text.append(Json.text(line).replaceAll("\\R\\s*", " ").strip()).append("\n");
            });
        }
        return text.toString();
    }
}
