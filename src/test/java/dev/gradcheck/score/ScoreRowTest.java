package dev.gradcheck.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.gradcheck.function.Fault;
import dev.gradcheck.tensor.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreRowTest {
    private static final FaultKind NONE = new FaultKind("none", DType.FLOAT64);
    private static final FaultKind SIGN = new FaultKind("sign", DType.FLOAT64);
    private static final FaultKind FINE = new FaultKind("element_1e-8", DType.FLOAT64);
    private static final FaultKind FINEST = new FaultKind("element_1e-10", DType.FLOAT64);

    @Test
    void correct_records_are_good_unless_one_is_flagged() {
        assertThat(row(NONE, 100, 0, 0, 0).isGood()).isTrue();
        assertThat(row(NONE, 100, 1, 0, 0).isGood()).isFalse();
    }

    @Test
    void faults_are_good_if_all_that_must_be_are_flagged() {
        assertThat(row(SIGN, 100, 100, 100, 0).isGood()).isTrue();
        assertThat(row(SIGN, 100, 99, 99, 0).isGood()).isFalse();
    }

    @Test
    void a_bar_below_one_may_be_reached_exactly() {
        assertThat(row(FINE, 100, 97, 97, 0).isGood()).isTrue();
        assertThat(row(FINE, 100, 96, 96, 0).isGood()).isFalse();
    }

    @Test
    void where_there_is_no_bar_nothing_need_be_flagged() {
        assertThat(row(FINEST, 100, 0, 0, 0).isGood()).isTrue();
    }

    @Test
    void what_is_flagged_must_be_located() {
        assertThat(row(SIGN, 100, 100, 99, 0).isGood()).isFalse();
        assertThat(row(FINEST, 100, 3, 2, 0).isGood()).isFalse();
        assertThat(row(FINEST, 100, 3, 3, 0).isGood()).isTrue();
    }

    @Test
    void structural_faults_must_be_named_and_hardly_ever_misnamed() {
        assertThat(row(SIGN, 200, 200, 200, 180, 2).isGood()).isTrue();
        assertThat(row(SIGN, 200, 200, 200, 179, 2).isGood()).isFalse();
        assertThat(row(SIGN, 200, 200, 200, 180, 3).isGood()).isFalse();
    }

    @Test
    void other_faults_have_no_name_to_be_given() {
        assertThat(row(FINE, 100, 100, 100, 0, 0).isGood()).isTrue();
    }

    @Test
    void nothing_may_be_overclaimed() {
        assertThat(row(FINEST, 100, 0, 0, 1).isGood()).isFalse();
    }

    @Test
    void outcomes_are_counted_each_by_what_it_is() {
        List<Outcome> outcomes = List.of(
                outcome(Records.wrong("sign", "1.weight", Fault.sign())),
                outcome(Records.wrong("sign", "1.weight", Fault.sign())),
                outcome(Records.wrong("sign", "1.weight", Fault.factor(3))),
                outcome(Records.correct("sign")));
        assertThat(ScoreRow.of(SIGN, Mode.DIFFERENCES, outcomes))
                .isEqualTo(new ScoreRow(SIGN, Mode.DIFFERENCES, 4, 3, 0, 4, 2, 1, 0));
    }

    @Test
    void correct_records_have_nothing_to_locate() {
        List<Outcome> outcomes = List.of(outcome(Records.correct("none")));
        assertThat(ScoreRow.of(NONE, Mode.DIFFERENCES, outcomes))
                .isEqualTo(new ScoreRow(NONE, Mode.DIFFERENCES, 1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void the_map_of_correct_records_speaks_of_false_alarms() {
        assertThat(new ScoreRow(NONE, Mode.BOTH, 40, 1, 2, 0, 0, 0, 0).toMap())
                .containsExactly(
                        entry("kind", "none"),
                        entry("dtype", "float64"),
                        entry("oracles", "both"),
                        entry("records", 40),
                        entry("falseAlarms", 1),
                        entry("undecided", 2),
                        entry("good", false));
    }

    @Test
    void the_map_of_structural_faults_has_names_too() {
        assertThat(new ScoreRow(SIGN, Mode.AUTOGRAD, 40, 40, 0, 40, 39, 0, 0).toMap())
                .containsExactly(
                        entry("kind", "sign"),
                        entry("dtype", "float64"),
                        entry("oracles", "autograd alone"),
                        entry("records", 40),
                        entry("detected", 40),
                        entry("undecided", 0),
                        entry("located", 40),
                        entry("overclaimed", 0),
                        entry("rightName", "sign"),
                        entry("named", 39),
                        entry("misnamed", 0),
                        entry("good", true));
    }

    private static Outcome outcome(PlantedRecord record) {
        return Outcome.of(record, Mode.DIFFERENCES, 1);
    }

    private static ScoreRow row(FaultKind kind, int records, int flagged, int located, int overclaimed) {
        return new ScoreRow(kind, Mode.DIFFERENCES, records, flagged, 0, located, flagged, 0, overclaimed);
    }

    private static ScoreRow row(FaultKind kind, int records, int flagged, int located, int named, int misnamed) {
        return new ScoreRow(kind, Mode.DIFFERENCES, records, flagged, 0, located, named, misnamed, 0);
    }
}
