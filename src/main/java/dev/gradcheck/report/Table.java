package dev.gradcheck.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
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
        DomContent body = table(
                thead(tr(each(header, cell -> th(cell)))), tbody(each(rows, cells -> tr(each(cells, cell -> td(cell)))
                        .withCondClass(mustNotBe.test(cells), "bad"))));
        return Html.page(title, List.of(h1(title), div(body).withClass("scroll"), each(notes, note -> p(note))));
    }
}
