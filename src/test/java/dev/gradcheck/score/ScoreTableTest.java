package dev.gradcheck.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.tensor.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTableTest {
    private static final FaultKind NONE = new FaultKind("none", DType.FLOAT64);
    private static final FaultKind SIGN = new FaultKind("sign", DType.FLOAT64);
    private static final FaultKind ELEMENT = new FaultKind("element_1e-10", DType.FLOAT64);

    @Test
    void there_is_a_column_for_each_choice_of_oracles_and_for_each_tool() {
        assertThat(new Scoreboard(List.of()).table().header())
                .containsExactly(
                        "kind",
                        "records",
                        "finite differences alone",
                        "autograd alone",
                        "both",
                        "torch slow",
                        "torch fast",
                        "DL4J*",
                        "cs231n 1e-4*",
                        "JAX*",
                        "HIPS*");
    }

    @Test
    void a_kind_has_a_line_with_its_shares_and_those_of_the_tools() {
        assertThat(line(
                        new ScoreRow(SIGN, Mode.DIFFERENCES, 40, 39, 1, 39, 39, 0, 0),
                        new ScoreRow(SIGN, Mode.AUTOGRAD, 40, 40, 0, 40, 40, 0, 0),
                        new ScoreRow(SIGN, Mode.BOTH, 40, 30, 0, 30, 30, 0, 0)))
                .containsExactly(
                        "sign float64", "40", "97.5 (2.5)", "100", "75", "98.7", "96.0", "100", "100", "98.0", "99.7");
    }

    @Test
    void what_is_not_located_or_not_named_is_counted() {
        assertThat(cell(new ScoreRow(SIGN, Mode.BOTH, 40, 40, 0, 38, 37, 1, 0)))
                .isEqualTo("100, located 38 of 40, named 37 of 40");
        assertThat(cell(new ScoreRow(ELEMENT, Mode.BOTH, 40, 20, 0, 20, 0, 0, 0)))
                .isEqualTo("50");
    }

    @Test
    void what_must_not_be_is_marked() {
        assertThat(cell(new ScoreRow(NONE, Mode.BOTH, 40, 1, 2, 0, 0, 0, 0))).isEqualTo("2.5 (5) ALARM");
        assertThat(cell(new ScoreRow(NONE, Mode.BOTH, 40, 0, 0, 0, 0, 0, 0))).isEqualTo("0");
        assertThat(cell(new ScoreRow(ELEMENT, Mode.BOTH, 40, 20, 0, 20, 0, 0, 3)))
                .isEqualTo("50, OVERCLAIMED 3");
    }

    @Test
    void a_row_with_an_alarm_or_an_overclaim_is_bad() {
        assertThat(ScoreTable.isBad(line(new ScoreRow(NONE, Mode.BOTH, 40, 1, 2, 0, 0, 0, 0))))
                .isTrue();
        assertThat(ScoreTable.isBad(line(new ScoreRow(ELEMENT, Mode.BOTH, 40, 20, 0, 20, 0, 0, 3))))
                .isTrue();
        assertThat(ScoreTable.isBad(line(new ScoreRow(SIGN, Mode.BOTH, 40, 20, 1, 20, 19, 1, 0))))
                .isFalse();
    }

    @Test
    void a_mode_without_a_row_was_not_run() {
        assertThat(line(new ScoreRow(SIGN, Mode.BOTH, 40, 40, 0, 40, 40, 0, 0)))
                .startsWith("sign float64", "40", "not run", "not run", "100");
    }

    @Test
    void the_tools_were_not_measured_in_float32_nor_on_every_kind() {
        assertThat(Peers.flagged(new FaultKind("sign", DType.FLOAT32)))
                .containsOnly("")
                .hasSize(6);
        assertThat(Peers.flagged(ELEMENT)).containsOnly("").hasSize(6);
    }

    @Test
    void the_shares_of_names_stand_below() {
        Scoreboard board = new Scoreboard(List.of(new ScoreRow(SIGN, Mode.BOTH, 40, 40, 0, 40, 37, 1, 0)));
        assertThat(board.table().notes())
                .startsWith("Structural faults named right first: 92.5 %, wrong: 2.5 %.")
                .contains(Peers.NOTE);
    }

    @Test
    void in_markdown_a_star_is_no_emphasis() {
        ScoreTable table =
                new ScoreTable(List.of("kind", "DL4J*"), List.of(List.of("none", "0.2")), List.of("(*) rule"));
        assertThat(table.toMarkdown().lines())
                .containsExactly("| kind | DL4J\\* |", "|---|---|", "| none | 0.2 |", "", "(\\*) rule");
    }

    private static String cell(ScoreRow row) {
        return line(row).get(2 + row.mode().ordinal());
    }

    private static List<String> line(ScoreRow... rows) {
        return new Scoreboard(List.of(rows)).table().rows().get(0);
    }
}
