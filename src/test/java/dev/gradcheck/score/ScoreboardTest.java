package dev.gradcheck.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.gradcheck.function.Fault;
import dev.gradcheck.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
    private static final FaultKind NONE = new FaultKind("none", DType.FLOAT64);
    private static final FaultKind SIGN = new FaultKind("sign", DType.FLOAT64);
    private static final FaultKind ELEMENT = new FaultKind("element_1e-3", DType.FLOAT64);

    @Test
    void a_sample_has_so_many_of_every_kind() {
        List<PlantedRecord> sample = Scoreboard.sample(records(), 3, 5);
        assertThat(sample).hasSize(6).doesNotHaveDuplicates();
        assertThat(sample.stream().filter(PlantedRecord::isCorrect)).hasSize(3);
    }

    @Test
    void a_sample_of_more_than_there_are_has_all() {
        assertThat(Scoreboard.sample(records(), 100, 5)).containsExactlyInAnyOrderElementsOf(records());
    }

    @Test
    void the_same_seed_chooses_the_same_records_twice() {
        assertThat(Scoreboard.sample(records(), 3, 5)).isEqualTo(Scoreboard.sample(records(), 3, 5));
    }

    @Test
    void another_seed_chooses_others() {
        assertThat(Stream.of(6, 7, 8).map(seed -> Scoreboard.sample(records(), 3, seed)))
                .anyMatch(sample -> !sample.equals(Scoreboard.sample(records(), 3, 5)));
    }

    @Test
    void float32_and_float64_are_kinds_of_their_own() {
        List<PlantedRecord> both = List.of(
                Records.correct("none", DType.FLOAT32, "tanh", "mse"),
                Records.correct("none", DType.FLOAT64, "tanh", "mse"));
        assertThat(Scoreboard.sample(both, 1, 5)).hasSize(2);
    }

    @Test
    void correct_kinds_come_first_then_faults_by_name_each_in_every_mode() {
        List<PlantedRecord> records = List.of(
                Records.wrong("transpose", "0.weight", Fault.transposed()),
                Records.wrong("sign", "1.bias", Fault.sign()),
                Records.correct("none"));
        Scoreboard board = Scoreboard.of(records, 1);
        assertThat(board.rows())
                .extracting(r -> r.kind().kind() + " " + r.mode())
                .containsExactly(
                        "none DIFFERENCES",
                        "none AUTOGRAD",
                        "none BOTH",
                        "sign DIFFERENCES",
                        "sign AUTOGRAD",
                        "sign BOTH",
                        "transpose DIFFERENCES",
                        "transpose AUTOGRAD",
                        "transpose BOTH");
        assertThat(board.bad()).isEmpty();
        assertThat(board.named()).isOne();
        assertThat(board.misnamed()).isZero();
    }

    @Test
    void shares_are_of_the_structural_faults_that_were_flagged() {
        Scoreboard board = new Scoreboard(List.of(
                row(NONE, 40, 7, 0, 0, 0),
                row(SIGN, 40, 30, 30, 24, 3),
                row(SIGN, 40, 10, 10, 6, 1),
                row(ELEMENT, 40, 40, 40, 0, 0)));
        assertThat(board.named()).isEqualTo(0.75);
        assertThat(board.misnamed()).isEqualTo(0.1);
    }

    @Test
    void without_structural_faults_nothing_is_named_wrongly() {
        Scoreboard board = new Scoreboard(List.of(row(NONE, 40, 0, 0, 0, 0)));
        assertThat(board.named()).isOne();
        assertThat(board.misnamed()).isZero();
    }

    @Test
    void bad_rows_are_those_that_are_not_good() {
        ScoreRow alarm = row(NONE, 40, 1, 0, 0, 0);
        ScoreRow missed = row(SIGN, 40, 39, 39, 39, 0);
        Scoreboard board =
                new Scoreboard(List.of(alarm, row(NONE, 40, 0, 0, 0, 0), missed, row(SIGN, 40, 40, 40, 40, 0)));
        assertThat(board.bad()).containsExactly(alarm, missed);
    }

    @Test
    void the_map_has_the_shares_and_the_rows() {
        ScoreRow row = row(SIGN, 40, 40, 40, 40, 0);
        assertThat(new Scoreboard(List.of(row)).toMap())
                .containsExactly(entry("named", 1.0), entry("misnamed", 0.0), entry("rows", List.of(row.toMap())));
    }

    @Test
    void the_rows_are_copied() {
        List<ScoreRow> rows = new ArrayList<>(List.of(row(NONE, 1, 0, 0, 0, 0)));
        Scoreboard board = new Scoreboard(rows);
        rows.clear();
        assertThat(board.rows()).hasSize(1);
    }

    @Test
    void modes_have_labels() {
        assertThat(Stream.of(Mode.values()).map(Mode::label))
                .containsExactly("finite differences alone", "autograd alone", "both");
    }

    /** Ten correct ones, ten wrong ones, all different. */
    private static List<PlantedRecord> records() {
        List<PlantedRecord> records = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            records.add(Records.wrong("sign", "1.bias", Fault.factor(-i)));
            PlantedRecord correct = Records.correct("none");
            records.add(new PlantedRecord(
                    "none-" + i,
                    correct.kind(),
                    correct.dtype(),
                    correct.fault(),
                    correct.activation(),
                    correct.loss(),
                    correct.parameters(),
                    correct.input(),
                    correct.target(),
                    correct.claimed(),
                    correct.wrong(),
                    correct.element(),
                    correct.change()));
        }
        return records;
    }

    private static ScoreRow row(FaultKind kind, int records, int flagged, int located, int named, int misnamed) {
        return new ScoreRow(kind, Mode.BOTH, records, flagged, 0, located, named, misnamed, 0);
    }
}
