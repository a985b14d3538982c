package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.Findings;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dL/dWo is expected to be [[-1.4781952e-05], [-0.0]] as printed, at line 15, column 9. */
class ExpectedComparisonTest {
    private static final double PRINTED = -1.4781952e-05f;

    @TempDir
    private Path folder;

    @Test
    void a_value_that_matches_agrees_and_says_where_it_stands() {
        Finding finding = compared(column(PRINTED, -0.0));
        assertThat(finding.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(finding.reason()).startsWith("matches ").endsWith("case.yaml:15:9 as printed");
        assertThat(finding.witness().dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void a_mismatch_says_place_rule_both_numbers_and_ulps() {
        Finding finding = compared(column(Math.nextDown((float) PRINTED), -0.0));
        assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(finding.reason())
                .startsWith("expected at ")
                .endsWith("case.yaml:15:9 (as printed): -1.4781952e-05, found -1.4781953E-5, -1 ulps away");
    }

    @Test
    void only_the_elements_that_differ_disagree() {
        Finding finding = compared(column(PRINTED, 5));
        assertThat(finding.elements())
                .extracting(ElementVerdict::verdict)
                .containsExactly(Verdict.AGREES, Verdict.DISAGREES);
        assertThat(finding.worstElement().orElseThrow().element()).isEqualTo(1);
        assertThat(finding.worstElement().orElseThrow().slope().value()).isEqualTo(-0.0);
    }

    @Test
    void the_sign_of_zero_is_compared() {
        assertThat(compared(column(PRINTED, 0.0)).verdict()).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void nan_does_not_match_a_number() {
        Finding finding = compared(column(Double.NaN, -0.0));
        assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(finding.reason()).endsWith("found NaN");
    }

    @Test
    void a_wrong_shape_disagrees_and_says_both() {
        Finding finding = compared(Tensor.of(DType.FLOAT32, Shape.of(2), PRINTED, -0.0));
        assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(finding.shape()).isEqualTo(Shape.of(2));
        assertThat(finding.reason())
                .startsWith("shape (2) instead of (2,1), expected at ")
                .endsWith("case.yaml:15:9");
    }

    @Test
    void a_wrong_dtype_disagrees() {
        Finding finding = compared(Tensor.of(DType.FLOAT64, Shape.of(2, 1), PRINTED, -0.0));
        assertThat(finding.reason()).startsWith("dtype float64 instead of float32, expected at ");
    }

    @Test
    void a_value_that_the_pass_does_not_give_is_malformed() {
        Finding finding =
                ExpectedComparison.of(golden(), Subject.LOSS, expected(), Optional.empty(), Findings.report());
        assertThat(finding.verdict()).isEqualTo(Verdict.MALFORMED);
        assertThat(finding.reason()).endsWith("case.yaml:15:9, but the pass gives no such value");
    }

    @Test
    void within_budget_asks_the_oracles_of_the_same_element() {
        GoldenCase golden = GoldenText.GOOD
                .with("match: as printed", "match: within budget")
                .caseIn(folder);
        ExpectedValue expected = golden.expected().gradients().get("Wo");
        Finding budget = Findings.of(
                "Wo", Verdict.AGREES, Findings.DIFFERENCES, Shape.of(2, 1), new double[] {PRINTED, 0}, PRINTED, 0);
        assertThat(ExpectedComparison.of(
                                golden,
                                Subject.gradient("Wo"),
                                expected,
                                Optional.of(column(PRINTED, (float) 9e-13)),
                                Findings.report(budget))
                        .verdict())
                .isEqualTo(Verdict.AGREES);
        assertThat(ExpectedComparison.of(
                                golden,
                                Subject.gradient("Wo"),
                                expected,
                                Optional.of(column(PRINTED, (float) 9e-13)),
                                Findings.report())
                        .verdict())
                .isEqualTo(Verdict.DISAGREES);
    }

    private Finding compared(Tensor found) {
        return ExpectedComparison.of(golden(), Subject.LOSS, expected(), Optional.of(found), Findings.report());
    }

    private GoldenCase golden() {
        return GoldenText.GOOD.caseIn(folder);
    }

    private ExpectedValue expected() {
        return golden().expected().gradients().get("Wo");
    }

    private static Tensor column(double first, double second) {
        return Tensor.of(DType.FLOAT32, Shape.of(2, 1), first, second);
    }
}
