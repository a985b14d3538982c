package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = new Table(
            "faults & figures",
            List.of("kind", "both"),
            List.of(List.of("sign", "100"), List.of("none", "2.5 ALARM")),
            List.of("1 < 2"));

    @Test
    void a_table_has_its_title_its_header_its_rows_and_its_notes() {
        assertThat(TABLE.toHtml(cells -> false))
                .contains(
                        "<h1>faults &amp; figures</h1>",
                        "<tr><th>kind</th><th>both</th>",
                        "<tr><td>sign</td><td>100</td>",
                        "<tr><td>none</td><td>2.5 ALARM</td>",
                        "<p>1 &lt; 2</p>");
    }

    @Test
    void a_row_that_must_not_be_stands_out() {
        assertThat(TABLE.toHtml(cells -> cells.contains("2.5 ALARM")))
                .contains("<tr><td>sign", "<tr class=\"bad\"><td>none");
    }
}
