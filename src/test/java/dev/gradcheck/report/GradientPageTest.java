package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.check.Findings;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The facts of a page: keys, values, and their order. */
class GradientPageTest {
    private static final Finding WRONG = w(Verdict.DISAGREES, Findings.DIFFERENCES, 2, 3, -4, 7)
            .diagnosed(new Diagnosis("single element", "only element [0, 1] is wrong", "look there", 0));
    private static final Finding WRONG_TOO = w(Verdict.DISAGREES, Findings.AUTOGRAD, 2, 3, -4, 7);
    private static final Finding RIGHT = w(Verdict.AGREES, Findings.DIFFERENCES, 2, 2, -4, 7);
    private static final Finding FORM = Findings.malformed("W", Shape.of(4), "the gradient has shape (4)");

    @Test
    void a_disagreement_tells_its_evidence_in_this_order() {
        assertThat(facts(page(WRONG, WRONG_TOO)))
                .extracting(Fact::key)
                .containsExactly(
                        "verdict",
                        "element",
                        "analytic",
                        "finite differences (float64, cpu)",
                        "autograd (float64, cpu)",
                        "difference",
                        "allowed",
                        "because",
                        "concerned",
                        "likely fault",
                        "remedy");
    }

    @Test
    void a_disagreement_tells_each_number() {
        assertThat(facts(page(WRONG, WRONG_TOO)))
                .contains(
                        new Fact(
                                "verdict",
                                "dL/dW disagrees, say finite differences (float64, cpu) and autograd (float64, cpu)"),
                        new Fact("element", "W[0][1] of shape (2,2), float64"),
                        new Fact("analytic", "3.0000000000000000e+00"),
                        new Fact("autograd (float64, cpu)", "2.0000000000000000e+00 ± 1.0e-12"),
                        new Fact("difference", "1.0, ratio 1.50000"),
                        new Fact("allowed", "1.0e-12 by the oracle's bound + 1.0e-15 for rounding"),
                        new Fact("concerned", "1 of 4 elements: [0][1] ×1.50000"),
                        new Fact("likely fault", "single element (residual 0): only element [0, 1] is wrong"),
                        new Fact("remedy", "look there"));
    }

    /** Its values are of another cotangent than the oracles'. */
    @Test
    void a_broken_contract_does_not_stand_beside_the_values_of_oracles() {
        Finding broken = w(Verdict.DISAGREES, Source.CONTRACT.in(DType.FLOAT64), 2, 3, -4, 7);
        assertThat(facts(page(broken, RIGHT)))
                .extracting(Fact::key)
                .containsExactly(
                        "verdict",
                        "element",
                        "analytic",
                        "contract (float64, cpu)",
                        "difference",
                        "allowed",
                        "because",
                        "concerned");
    }

    @Test
    void an_agreement_tells_who_agrees_and_how_fine_they_look() {
        assertThat(facts(page(RIGHT)))
                .containsExactly(
                        new Fact("verdict", "dL/dW agrees, says finite differences (float64, cpu)"),
                        new Fact(
                                "finite differences (float64, cpu)",
                                "because agrees it is; relative errors above 1.0e-12 would surely be seen"));
    }

    @Test
    void a_number_that_is_none_is_compared_with_nothing() {
        assertThat(facts(page(Findings.nan("W", Shape.of(2, 2), 2))))
                .containsExactly(
                        new Fact("verdict", "dL/dW malformed, says structure (float32, cpu)"),
                        new Fact("element", "W[1][0] of shape (2,2), float32"),
                        new Fact("analytic", "NaN"),
                        new Fact("because", "not finite"));
    }

    @Test
    void what_a_golden_file_allows_is_no_bound() {
        assertThat(facts(page(w(Verdict.DISAGREES, Findings.GOLDEN, 2, 3, -4, 7))))
                .extracting(Fact::key)
                .doesNotContain("allowed");
    }

    @Test
    void a_known_or_settled_finding_says_why() {
        assertThat(facts(page(WRONG.declared("defect 1")))).last().isEqualTo(new Fact("known", "defect 1"));
        Finding settled =
                w(Verdict.UNDECIDED, Findings.DIFFERENCES, 2, 3, -4, 7).settled(Findings.AUTOGRAD);
        assertThat(facts(page(settled))).last().isEqualTo(new Fact("settled by", "autograd (float64, cpu)"));
    }

    @Test
    void the_headline_names_gradient_verdict_place_and_whether_it_is_known() {
        assertThat(page(RIGHT, WRONG).headline()).isEqualTo("dL/dW disagrees at W[0][1]");
        assertThat(page(WRONG.declared("why")).headline()).isEqualTo("dL/dW disagrees at W[0][1] (known discrepancy)");
        assertThat(page(RIGHT).headline()).isEqualTo("dL/dW agrees");
        assertThat(page(FORM).headline()).isEqualTo("dL/dW malformed");
    }

    @Test
    void a_forward_value_is_no_gradient() {
        Finding loss = Findings.of("loss", Verdict.AGREES, Findings.SHADOW, Shape.SCALAR, new double[] {1}, 1);
        assertThat(new GradientPage(Findings.report(loss), Subject.LOSS, List.of(loss)).headline())
                .isEqualTo("loss agrees");
    }

    @Test
    void what_fails_comes_before_what_is_known_and_that_before_agreement() {
        Finding known = FORM.declared("why");
        assertThat(page(RIGHT, known, WRONG).byGravity()).containsExactly(WRONG, known, RIGHT);
    }

    @Test
    void what_is_seen_in_a_gradient_comes_before_what_a_golden_file_says() {
        Finding golden = w(Verdict.DISAGREES, Findings.GOLDEN, 2, 3, -4, 7);
        assertThat(page(golden, FORM).byGravity()).containsExactly(FORM, golden);
    }

    @Test
    void oracles_that_say_the_same_of_the_same_element_are_told_once() {
        assertThat(page(WRONG, WRONG_TOO).groups()).hasSize(1);
        Finding elsewhere = w(Verdict.DISAGREES, Findings.AUTOGRAD, 2, 2, -4, 8);
        assertThat(page(WRONG, elsewhere).groups()).hasSize(2);
        assertThat(page(WRONG, WRONG_TOO.declared("why")).groups()).hasSize(2);
    }

    @Test
    void a_golden_value_is_told_beside_the_oracles_since_it_has_a_place_in_a_file() {
        Finding golden = w(Verdict.DISAGREES, Findings.GOLDEN, 2, 3, -4, 7);
        assertThat(page(WRONG, golden).groups())
                .extracting(FindingGroup::findings)
                .containsExactly(List.of(WRONG), List.of(golden));
    }

    @Test
    void three_that_say_the_same_are_listed() {
        Witness third = new Witness("autograd", WRONG.witness().dtype(), "cuda:0");
        assertThat(page(WRONG, WRONG_TOO, w(Verdict.DISAGREES, third, 2, 3, -4, 7))
                        .groups()
                        .get(0)
                        .says())
                .isEqualTo(
                        "say finite differences (float64, cpu), autograd (float64, cpu) and autograd (float64, cuda:0)");
    }

    @Test
    void a_parameter_called_loss_is_not_the_value_loss() {
        Finding gradient = Findings.of("loss", Verdict.AGREES, Findings.DIFFERENCES, new double[] {1, 1}, 1, 1);
        Finding value = Finding.of(Subject.LOSS, Verdict.MALFORMED, Findings.STRUCTURE, Shape.SCALAR, "not finite");
        assertThat(GradientPage.of(Findings.report(gradient, value)))
                .extracting(GradientPage::headline)
                .containsExactly("dL/dloss agrees", "loss malformed");
    }

    @Test
    void a_check_has_a_page_for_each_gradient_in_the_order_of_the_findings() {
        Finding b = Findings.of("b", Verdict.AGREES, Findings.DIFFERENCES, new double[] {1, 1}, 1, 1);
        assertThat(GradientPage.of(Findings.report(b, WRONG, RIGHT)))
                .extracting(GradientPage::subject)
                .containsExactly(Subject.gradient("b"), Subject.gradient("W"));
    }

    @Test
    void what_was_not_run_for_another_gradient_is_not_on_this_page() {
        NotRun cuda = new NotRun("autograd on cuda", "no device");
        NotRun mine = new NotRun("values", Subject.gradient("W"), "malformed");
        NotRun other = new NotRun("values", Subject.gradient("b"), "malformed");
        GradientPage page = new GradientPage(
                Findings.report(RIGHT).notRun(List.of(cuda, mine, other)), Subject.gradient("W"), List.of(RIGHT));
        assertThat(page.notRun()).containsExactly(cuda, mine);
    }

    private static List<Fact> facts(GradientPage page) {
        return page.facts(page.groups().get(0));
    }

    static GradientPage page(Finding... findings) {
        return new GradientPage(Findings.report(findings), Subject.gradient("W"), List.of(findings));
    }

    private static Finding w(Verdict verdict, Witness witness, double... analytic) {
        return Findings.of("W", verdict, witness, Shape.of(2, 2), analytic, 2, 2, -4, 7);
    }
}
