package dev.gradcheck.report;

import java.util.List;
import java.util.function.Predicate;

/**
 * A table of texts for the report.
 *
 * @param title above it
 * @param header of the columns
 * @param rows one text for each column
 * @param notes below it
 */
public record Table(String title, List<String> header, List<List<String>> rows, List<String> notes) {
    /**
     * Copies.
     *
     * @param title above it
     * @param header of the columns
     * @param rows one text for each column
     * @param notes below it
     */
    public Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** As HTML that stands alone; rows that must not be catch the eye. */
    String toHtml(Predicate<List<String>> mustNotBe) {
        StringBuilder html = new StringBuilder(PageHtml.HEAD)
                .append("<h2>")
                .append(PageHtml.escape(title))
                .append("</h2><table>");
        row(html, header, "th", "");
        rows.forEach(cells -> row(html, cells, "td", mustNotBe.test(cells) ? " class=\"bad\"" : ""));
        html.append("</table>");
        notes.forEach(note -> html.append("<p>").append(PageHtml.escape(note)));
        return html.toString();
    }

    private static void row(StringBuilder html, List<String> cells, String tag, String style) {
        html.append("<tr").append(style).append(">");
        cells.forEach(cell -> html.append("<").append(tag).append(">").append(PageHtml.escape(cell)));
    }
}
