package dev.gradcheck.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.Findings;
import dev.gradcheck.function.Fault;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a report: which tensors and which element were wrong is known from the record, 0.bias at element 1. */
class OutcomeTest {
    private static final PlantedRecord ELEMENT = Records.element("element_1e-6", "0.bias", 1, 1e-6);
    private static final Diagnosis SIGN = new Diagnosis("sign", "", "", 0);
    private static final Diagnosis FACTOR = new Diagnosis("factor", "", "", 0);

    @ParameterizedTest
    @CsvSource({
        "AGREES, false, false",
        "AGREES_AT_A_KINK, false, false",
        "IMPRECISE, false, false",
        "UNDECIDED, false, true",
        "MALFORMED, true, false",
        "ORACLE_CONFLICT, true, false",
        "DISAGREES, true, false"
    })
    void a_verdict_flags_a_record_or_leaves_it_undecided_or_neither(
            Verdict verdict, boolean flagged, boolean undecided) {
        Outcome outcome = outcome(finding("0.bias", verdict, 0, 1));
        assertThat(outcome.isFlagged()).isEqualTo(flagged);
        assertThat(outcome.isUndecided()).isEqualTo(undecided);
    }

    @Test
    void what_is_flagged_is_not_undecided_too() {
        Outcome outcome = outcome(finding("0.bias", Verdict.DISAGREES, 0, 1), finding("1.bias", Verdict.UNDECIDED, 0));
        assertThat(outcome.isFlagged()).isTrue();
        assertThat(outcome.isUndecided()).isFalse();
    }

    @Test
    void what_another_witness_settled_is_not_undecided() {
        Outcome outcome = outcome(finding("0.bias", Verdict.UNDECIDED, 1).settled(Findings.AUTOGRAD));
        assertThat(outcome.isUndecided()).isFalse();
    }

    @Test
    void the_right_element_of_the_right_tensor_is_located() {
        assertThat(outcome(finding("0.bias", Verdict.DISAGREES, 1)).isLocated()).isTrue();
    }

    @Test
    void another_element_is_not_located() {
        assertThat(outcome(finding("0.bias", Verdict.DISAGREES, 0)).isLocated()).isFalse();
    }

    @Test
    void the_right_element_among_others_is_not_located() {
        assertThat(outcome(finding("0.bias", Verdict.DISAGREES, 1, 0)).isLocated())
                .isFalse();
    }

    @Test
    void another_tensor_is_not_located() {
        assertThat(outcome(finding("1.bias", Verdict.DISAGREES, 1)).isLocated()).isFalse();
    }

    @Test
    void the_right_tensor_among_others_is_not_located() {
        assertThat(outcome(finding("0.bias", Verdict.DISAGREES, 1), finding("1.bias", Verdict.DISAGREES, 1))
                        .isLocated())
                .isFalse();
    }

    @Test
    void nothing_flagged_is_nothing_located() {
        assertThat(outcome(finding("0.bias", Verdict.AGREES)).isLocated()).isFalse();
    }

    @Test
    void one_witness_with_another_element_spoils_the_location() {
        assertThat(outcome(
                                finding("0.bias", Verdict.DISAGREES, 1),
                                finding("0.bias", Verdict.DISAGREES, Findings.AUTOGRAD, 0))
                        .isLocated())
                .isFalse();
    }

    @Test
    void without_a_single_element_the_tensors_suffice() {
        PlantedRecord tensor = Records.wrong("sign", "0.bias", Fault.sign());
        Outcome outcome =
                new Outcome(tensor, Mode.DIFFERENCES, Findings.report(finding("0.bias", Verdict.DISAGREES, 0, 1)));
        assertThat(outcome.isLocated()).isTrue();
    }

    @Test
    void what_is_no_oracle_locates_nothing() {
        assertThat(outcome(finding("0.bias", Verdict.DISAGREES, Findings.GOLDEN, 1))
                        .isLocated())
                .isFalse();
    }

    @Test
    void the_first_diagnosis_of_a_wrong_tensor_names_the_record() {
        Outcome outcome = outcome(
                finding("1.bias", Verdict.AGREES).diagnosed(SIGN),
                finding("0.bias", Verdict.DISAGREES, 1),
                finding("0.bias", Verdict.DISAGREES, 1).diagnosed(FACTOR),
                finding("0.bias", Verdict.DISAGREES, 1).diagnosed(SIGN));
        assertThat(outcome.named()).contains("factor");
        assertThat(outcome.diagnoses()).containsExactly(FACTOR, SIGN);
    }

    @Test
    void without_a_diagnosis_there_is_no_name() {
        assertThat(outcome(finding("0.bias", Verdict.DISAGREES, 1)).named()).isEmpty();
    }

    /** The fault is 1e-6 of the element, whose value is 2: a comparison that allows 1e-6, half of that, could just not have
     * missed it. */
    @ParameterizedTest
    @CsvSource({"0.5e-6, true", "2e-6, false", "1e-6, false"})
    void agreement_with_a_finer_resolution_than_the_fault_is_overclaimed(double allowed, boolean overclaimed) {
        assertThat(outcome(agreeing("0.bias", 1, Verdict.AGREES, allowed)).isOverclaimed())
                .isEqualTo(overclaimed);
    }

    @Test
    void agreement_of_other_elements_or_tensors_claims_nothing_of_the_fault() {
        assertThat(outcome(agreeing("0.bias", 0, Verdict.AGREES, 1e-9)).isOverclaimed())
                .isFalse();
        assertThat(outcome(agreeing("1.bias", 1, Verdict.AGREES, 1e-9)).isOverclaimed())
                .isFalse();
    }

    @Test
    void an_undecided_element_claims_nothing() {
        assertThat(outcome(agreeing("0.bias", 1, Verdict.UNDECIDED, 1e-9)).isOverclaimed())
                .isFalse();
    }

    @Test
    void what_is_no_oracle_claims_nothing() {
        Finding agrees = agreeing("0.bias", 1, Verdict.AGREES, 1e-9);
        Finding shadow = Finding.of(
                "0.bias", Verdict.AGREES, Findings.SHADOW, agrees.shape(), agrees.elements(), agrees.worst(), "");
        assertThat(outcome(shadow).isOverclaimed()).isFalse();
    }

    @Test
    void a_flagged_record_is_not_overclaimed() {
        assertThat(outcome(agreeing("0.bias", 1, Verdict.AGREES, 1e-9), finding("0.bias", Verdict.DISAGREES, 1))
                        .isOverclaimed())
                .isFalse();
    }

    @Test
    void a_correct_record_cannot_be_overclaimed() {
        CheckReport report = Findings.report(agreeing("0.bias", 1, Verdict.AGREES, 1e-9));
        assertThat(new Outcome(Records.correct("none"), Mode.DIFFERENCES, report).isOverclaimed())
                .isFalse();
    }

    private static Outcome outcome(Finding... findings) {
        return new Outcome(ELEMENT, Mode.DIFFERENCES, Findings.report(findings));
    }

    private static Finding finding(String gradient, Verdict verdict, int... wrong) {
        return finding(gradient, verdict, Findings.DIFFERENCES, wrong);
    }

    private static Finding finding(String gradient, Verdict verdict, Witness witness, int... wrong) {
        double[] analytic = {1, 2};
        for (int i : wrong) {
            analytic[i] += 1;
        }
        return Findings.of(gradient, verdict, witness, analytic, 1, 2);
    }

    private static Finding agreeing(String gradient, int element, Verdict verdict, double allowed) {
        ElementVerdict judged = new ElementVerdict(element, 2, Slope.of(2, allowed), 0, verdict);
        return Finding.of(
                gradient, verdict, Findings.DIFFERENCES, Shape.of(2), List.of(judged), OptionalInt.of(0), "by hand");
    }
}
