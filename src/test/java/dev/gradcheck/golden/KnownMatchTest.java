package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.Findings;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every component of a declaration, alone: what it accepts, and what it does not. */
class KnownMatchTest {
    private static final double[] ANALYTIC = {2, 3, -4, 7};
    private static final Finding DISAGREES = wh(Verdict.DISAGREES, Findings.DIFFERENCES, ANALYTIC, 2, 2, -4, 7)
            .diagnosed(new Diagnosis("broadcast along the wrong axis", "Wo lies along the columns", "", 0));

    @TempDir
    private Path folder;

    @Test
    void a_wrong_gradient_seen_again_by_taylors_test_is_excused_and_does_not_stand_for_it() {
        Witness taylor = Source.TAYLOR.in(DType.FLOAT64);
        Finding again = Finding.of("Wh", Verdict.DISAGREES, taylor, Shape.of(2, 2), "first order");
        KnownDiscrepancy wrong = known("disagrees", "elements: [[0, 1]]");
        assertThat(KnownMatch.isSeenAgain(wrong, again)).isTrue();
        assertThat(KnownMatch.of(wrong, again)).isFalse();
        assertThat(KnownMatch.of(known("disagrees", ""), again)).isFalse();
        assertThat(KnownMatch.of(known("disagrees", "oracle: taylor"), again)).isTrue();
        assertThat(KnownMatch.isSeenAgain(known("imprecise", ""), again)).isFalse();
        assertThat(KnownMatch.isSeenAgain(known("disagrees", "dtype: float32"), again))
                .isFalse();
        assertThat(KnownMatch.isSeenAgain(known("disagrees", "oracle: autograd"), again))
                .isFalse();
        assertThat(KnownMatch.isSeenAgain(wrong, DISAGREES)).isFalse();
    }

    @Test
    void a_contract_is_excused_only_by_name() {
        Finding broken = wh(Verdict.DISAGREES, Source.CONTRACT.in(DType.FLOAT64), ANALYTIC, 2, 2, -4, 7);
        assertThat(KnownMatch.of(known("disagrees", ""), broken)).isFalse();
        assertThat(KnownMatch.of(known("disagrees", "oracle: contract"), broken))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; true",
                "elements: [[0, 1]]; true",
                "elements: [[0, 0]]; false",
                "elements: [[0, 1], [1, 1]]; false",
                "ratio: 1.5; true",
                "ratio: 2; true",
                "ratio: 1.50; true",
                "ratio: 1.51; false",
                "ratio: -1.5; false",
                "analytic: 3; true",
                "analytic: 3.1; false",
                "analytic: .nan; false",
                "dtype: float64; true",
                "dtype: float32; false",
                "oracle: finite differences; true",
                "oracle: autograd; false",
                "diagnosis: wrong axis; true",
                "diagnosis: along the columns; true",
                "diagnosis: sign; false",
                "error: because disagrees; true",
                "error: ambiguous; false",
                "shape: [2, 2]; false",
            })
    void a_component_is_met_or_not(String component, boolean met) {
        assertThat(KnownMatch.of(known("disagrees", component == null ? "" : component), DISAGREES))
                .isEqualTo(met);
    }

    @Test
    void another_verdict_is_another_finding() {
        assertThat(KnownMatch.of(known("imprecise", ""), DISAGREES)).isFalse();
        assertThat(KnownMatch.of(known("undecided", ""), wh(Verdict.UNDECIDED, Findings.AUTOGRAD, ANALYTIC, ANALYTIC)))
                .isTrue();
    }

    @Test
    void another_gradient_is_another_finding() {
        Finding other = Findings.of("bh", Verdict.DISAGREES, Findings.AUTOGRAD, new double[] {1, 2}, 1, 1);
        assertThat(KnownMatch.of(known("disagrees", ""), other)).isFalse();
    }

    @Test
    void a_ratio_must_hold_at_every_element_concerned() {
        Finding two = wh(Verdict.DISAGREES, Findings.DIFFERENCES, ANALYTIC, 2, 2, -4, 3.5);
        assertThat(KnownMatch.of(known("disagrees", "ratio: 1.5"), two)).isFalse();
        assertThat(KnownMatch.of(known("disagrees", "elements: [[0, 1], [1, 1]]"), two))
                .isTrue();
    }

    @Test
    void a_ratio_to_a_true_zero_is_infinite_whatever_the_sign_of_the_zero() {
        Finding infinite = wh(Verdict.DISAGREES, Findings.DIFFERENCES, ANALYTIC, 2, -0.0, -4, 7);
        assertThat(KnownMatch.of(known("disagrees", "ratio: .inf"), infinite)).isTrue();
        assertThat(KnownMatch.of(known("disagrees", "ratio: -.inf"), infinite)).isFalse();
    }

    @Test
    void a_declared_number_needs_elements_to_be_found_in() {
        Finding form = Finding.of("Wh", Verdict.DISAGREES, Findings.AUTOGRAD, Shape.of(2, 2), "by form");
        assertThat(KnownMatch.of(known("disagrees", "ratio: 1.5"), form)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({".nan, NaN, true", ".nan, Infinity, false", ".inf, Infinity, true", ".inf, -Infinity, false"})
    void nan_and_infinity_stand_for_themselves(String declared, double found, boolean met) {
        assertThat(KnownMatch.of(known("malformed", "analytic: " + declared), notFinite(found)))
                .isEqualTo(met);
    }

    @Test
    void a_shape_is_met_by_a_finding_about_form_alone() {
        KnownDiscrepancy known = known("malformed", "shape: [1]");
        assertThat(KnownMatch.of(known, Findings.malformed("Wh", Shape.of(1), "shape")))
                .isTrue();
        assertThat(KnownMatch.of(known, Findings.malformed("Wh", Shape.of(2), "shape")))
                .isFalse();
        assertThat(KnownMatch.of(known("malformed", "shape: [2, 2]"), notFinite(Double.NaN)))
                .isFalse();
    }

    @Test
    void an_error_is_met_by_a_piece_of_the_message() {
        Finding thrown = Findings.malformed("Wh", Shape.of(2, 2), "the backward pass throws: it is ambiguous");
        assertThat(KnownMatch.of(known("malformed", "error: is ambiguous"), thrown))
                .isTrue();
        assertThat(KnownMatch.of(known("malformed", "error: out of memory"), thrown))
                .isFalse();
    }

    @Test
    void a_diagnosis_is_not_met_where_there_is_none() {
        Finding plain = wh(Verdict.DISAGREES, Findings.AUTOGRAD, ANALYTIC, 2, 2, -4, 7);
        assertThat(KnownMatch.of(known("disagrees", "diagnosis: wrong axis"), plain))
                .isFalse();
    }

    @Test
    void a_golden_value_is_excused_only_by_name() {
        Finding mismatch = wh(Verdict.DISAGREES, Findings.GOLDEN, ANALYTIC, 2, 2, -4, 7);
        assertThat(KnownMatch.of(known("disagrees", "elements: [[0, 1]]"), mismatch))
                .isFalse();
        assertThat(KnownMatch.of(known("disagrees", "oracle: golden value"), mismatch))
                .isTrue();
    }

    private KnownDiscrepancy known(String verdict, String component) {
        return GoldenText.GOOD
                .with("gradient: Wo", "gradient: Wh")
                .with("verdict: malformed", "verdict: " + verdict)
                .with("    shape: [2, 1]\n", component.isEmpty() ? "" : "    " + component + "\n")
                .caseIn(folder)
                .known()
                .get(0);
    }

    private static Finding wh(Verdict verdict, Witness witness, double[] analytic, double... truth) {
        return Findings.of("Wh", verdict, witness, Shape.of(2, 2), analytic, truth);
    }

    private static Finding notFinite(double value) {
        Slope nothing = Slope.of(Double.NaN, Double.POSITIVE_INFINITY);
        ElementVerdict element = new ElementVerdict(1, value, nothing, 0, Verdict.MALFORMED);
        OptionalInt worst = OptionalInt.of(0);
        return Finding.of(
                "Wh", Verdict.MALFORMED, Findings.STRUCTURE, Shape.of(2, 2), List.of(element), worst, "not finite");
    }
}
