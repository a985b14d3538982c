package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.check.Findings;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.BlindSpot;
import dev.gradcheck.verdict.BlindSpots;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    private static final Finding WRONG =
            Findings.of("b", Verdict.DISAGREES, Findings.DIFFERENCES, new double[] {1, 3}, 1, 2);
    private static final Finding RIGHT = Findings.of("b", Verdict.AGREES, Findings.AUTOGRAD, new double[] {1, 3}, 1, 3);

    @Test
    void the_values_of_the_facts_are_aligned_under_a_heading() {
        assertThat(ReportText.failures(page(WRONG))).containsExactly("""
                dL/db disagrees, says finite differences (float64, cpu)
                  element                           : b[1] of shape (2), float64
                  analytic                          : 3.0000000000000000e+00
                  finite differences (float64, cpu) : 2.0000000000000000e+00 ± 1.0e-12
                  difference                        : 1.0, ratio 1.50000
                  allowed                           : 1.0e-12 by the oracle's bound + 1.0e-15 for rounding
                  because                           : because disagrees it is
                  concerned                         : 1 of 2 elements: [1] ×1.50000
                """);
    }

    @Test
    void only_what_fails_is_a_failure() {
        assertThat(ReportText.failures(page(RIGHT, WRONG.declared("known")))).isEmpty();
    }

    @Test
    void the_failures_of_all_gradients_are_told_each_with_the_checks_name() {
        Finding form = Findings.malformed("W", Shape.of(4), "the gradient has shape (4)");
        assertThat(ReportText.failures(Findings.report(WRONG, form)))
                .contains("net: dL/db disagrees")
                .contains("net: dL/dW malformed")
                .contains("because : the gradient has shape (4)");
    }

    @Test
    void a_page_begins_with_its_headline_and_ends_with_what_was_not_run() {
        CheckReport report = Findings.report(RIGHT).notRun(List.of(new NotRun("autograd on cuda", "no device")));
        assertThat(ReportText.page(new GradientPage(report, Subject.gradient("b"), List.of(RIGHT))))
                .startsWith("dL/db agrees\n\ndL/db agrees, says autograd (float64, cpu)\n")
                .endsWith("\nnot run: autograd on cuda: no device\n");
    }

    @Test
    void what_agrees_carries_its_blind_spots_and_those_of_the_whole_function() {
        BlindSpot own = new BlindSpot(Subject.gradient("b"), "a transposed gradient", "dL/db is symmetric");
        BlindSpot other = new BlindSpot(Subject.gradient("W"), "a wrong sign", "dL/dW is zero");
        BlindSpot whole = new BlindSpot(Subject.LOSS, "a forgotten 1/B", "B = 1");
        CheckReport report = Findings.report(RIGHT).blind(new BlindSpots(List.of(own, other, whole)));
        assertThat(ReportText.page(new GradientPage(report, Subject.gradient("b"), List.of(RIGHT))))
                .contains(
                        " : dL/db is symmetric: a transposed gradient would not be seen\n",
                        " : B = 1: a forgotten 1/B would not be seen\n")
                .doesNotContain("dL/dW");
    }

    @Test
    void what_a_users_code_says_moves_no_terminal_and_stays_on_its_line() {
        Finding form = Findings.malformed("W\u001b[2J", Shape.of(4), "throws \u202eX: a\nBUILD SUCCESS");
        CheckReport report = Findings.report(form).named("net\r");
        assertThat(ReportText.failures(report)).isEqualTo("""
                net\\u000d: dL/dW\\u001b[2J malformed, says structure (float32, cpu)
                  because : throws \\u202eX: a\\u000aBUILD SUCCESS
                """);
        assertThat(GradientPage.of(report).get(0).headline()).isEqualTo("dL/dW\\u001b[2J malformed");
    }

    @Test
    void a_long_text_is_cut_in_a_message_and_whole_in_the_report() {
        CheckReport report = Findings.report(Findings.malformed("W", Shape.of(4), "x".repeat(10_000)));
        assertThat(ReportText.failures(report))
                .contains("x… (10000 characters, whole in the report)")
                .hasSizeLessThan(2_000);
        assertThat(ReportText.page(GradientPage.of(report).get(0))).contains("x".repeat(10_000));
    }

    @Test
    void float32_numbers_have_nine_digits() {
        Finding golden = Findings.of("b", Verdict.DISAGREES, Findings.GOLDEN, new double[] {1, 0.1f}, 1, 2);
        assertThat(ReportText.failures(page(golden)).get(0)).contains("analytic                    : 1.00000001e-01\n");
    }

    private static GradientPage page(Finding... findings) {
        return new GradientPage(Findings.report(findings), Subject.gradient("b"), List.of(findings));
    }
}
