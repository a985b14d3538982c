package dev.gradcheck.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A scoreboard as people read it: a line for each kind of record, a column for each choice of oracles, and those of the best known tools.
 *
 * @param header of the columns
 * @param rows one text for each column
 * @param notes what has to be said below
 */
public record ScoreTable(List<String> header, List<List<String>> rows, List<String> notes) {
    private static final String ALARM = " ALARM";
    private static final String OVERCLAIMED = ", OVERCLAIMED ";

    private static final String LEGEND =
            "Numbers are % of the records flagged, in brackets those left undecided: of correct records (none…)"
                    + " nothing may be flagged, of the others all should be. Whatever is flagged is located (just the wrong tensor and element) and"
                    + " rightly named, unless the cell says of how many this holds. ALARM and OVERCLAIMED mark what must not be.";

    /**
     * Copies.
     *
     * @param header of the columns
     * @param rows one text for each column
     * @param notes what has to be said below
     */
    public ScoreTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * {@return the table of a scoreboard}
     *
     * @param board the scores
     */
    static ScoreTable of(Scoreboard board) {
        List<String> header = new ArrayList<>(List.of("kind", "records"));
        for (Mode mode : Mode.values()) {
            header.add(mode.label());
        }
        header.addAll(Peers.tools());
        Map<FaultKind, List<ScoreRow>> byKind = board.rows().stream()
                .collect(Collectors.groupingBy(ScoreRow::kind, LinkedHashMap::new, Collectors.toList()));
        List<List<String>> rows = new ArrayList<>();
        byKind.forEach((kind, ofKind) -> rows.add(row(kind, ofKind)));
        String named = String.format(
                Locale.ROOT,
                "Structural faults named right first: %.1f %%, wrong: %.1f %%.",
                100 * board.named(),
                100 * board.misnamed());
        return new ScoreTable(header, rows, List.of(named, LEGEND, Peers.NOTE));
    }

    private static List<String> row(FaultKind kind, List<ScoreRow> ofKind) {
        List<String> cells = new ArrayList<>(
                List.of(kind.toString(), String.valueOf(ofKind.get(0).records())));
        for (Mode mode : Mode.values()) {
            cells.add(ofKind.stream()
                    .filter(row -> row.mode() == mode)
                    .map(ScoreTable::cell)
                    .findFirst()
                    .orElse("not run"));
        }
        cells.addAll(Peers.flagged(kind));
        return cells;
    }

    private static String cell(ScoreRow row) {
        StringBuilder cell = new StringBuilder(share(row.flagged(), row.records()));
        if (row.undecided() > 0) {
            cell.append(" (").append(share(row.undecided(), row.records())).append(")");
        }
        if (row.kind().isCorrect()) {
            return cell.append(row.flagged() > 0 ? ALARM : "").toString();
        }
        if (row.located() != row.flagged()) {
            cell.append(", located ").append(row.located()).append(" of ").append(row.flagged());
        }
        if (row.kind().rightName().isPresent() && row.named() != row.flagged()) {
            cell.append(", named ").append(row.named()).append(" of ").append(row.flagged());
        }
        return cell.append(row.overclaimed() > 0 ? OVERCLAIMED + row.overclaimed() : "")
                .toString();
    }

    /** In %, to one decimal where it is no whole number. */
    private static String share(int count, int of) {
        String text = String.format(Locale.ROOT, "%.1f", 100.0 * count / of);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /**
     * {@return whether a row has what must not be: a false alarm, or an overclaim}
     *
     * @param cells of the row
     */
    public static boolean isBad(List<String> cells) {
        return cells.stream().anyMatch(cell -> cell.endsWith(ALARM) || cell.contains(OVERCLAIMED));
    }

    /** {@return the same in Markdown} */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder(line(header));
        text.append("|").append("---|".repeat(header.size())).append("\n");
        rows.forEach(cells -> text.append(line(cells)));
        notes.forEach(note -> text.append("\n").append(escape(note)).append("\n"));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return "| " + escape(String.join(" | ", cells)) + " |\n";
    }

    private static String escape(String text) {
        return text.replace("*", "\\*");
    }
}
