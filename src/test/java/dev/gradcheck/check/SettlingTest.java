package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.Fakes.Oracle;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import org.junit.jupiter.api.Test;

/** Where one oracle cannot decide and another can. */
class SettlingTest {
    private static final Slope VAGUE = Slope.of(2, 100);

    @Test
    void an_oracle_that_cannot_answer_leaves_the_gradient_undecided() {
        CheckReport report = Fakes.check(Fakes.right(), Fakes.silent("out of memory; use a smaller net"));
        assertThat(report.findings()).hasSize(1);
        Finding finding = report.findings().get(0);
        assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(finding.gradient()).isEqualTo("w");
        assertThat(finding.shape()).isEqualTo(Fakes.W.shape());
        assertThat(finding.reason()).isEqualTo("out of memory; use a smaller net");
        assertThat(finding.witness()).hasToString("silent (float64, cpu)");
        assertThat(finding.failsBuild()).isTrue();
        assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void another_oracle_that_decides_settles_it() {
        CheckReport report = Fakes.check(Fakes.right(), Fakes.silent("no"), Fakes.saying(2, 4));
        assertThat(report.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(report.failures()).isEmpty();
        assertThat(report.findings().get(0).settledBy()).hasValue(new Witness("fake oracle", DType.FLOAT64, "cpu"));
        assertThat(report.findings().get(1).settledBy()).isEmpty();
    }

    @Test
    void a_bound_that_is_too_wide_is_settled_in_either_order() {
        Oracle vague = Fakes.saying(VAGUE, VAGUE).named("vague");
        for (CheckReport report : new CheckReport[] {
            Fakes.check(Fakes.right(), vague, Fakes.saying(2, 4)), Fakes.check(Fakes.right(), Fakes.saying(2, 4), vague)
        }) {
            assertThat(report.failures()).isEmpty();
            assertThat(Fakes.of(report, "vague").get(0).settledBy()).isPresent();
        }
    }

    @Test
    void a_disagreement_settles_too_and_still_fails() {
        CheckReport report = Fakes.check(Fakes.squares(w -> w), Fakes.silent("no"), Fakes.saying(2, 4));
        assertThat(report.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(report.failures()).extracting(Finding::verdict).containsExactly(Verdict.DISAGREES);
    }

    @Test
    void two_that_cannot_decide_settle_nothing() {
        CheckReport report = Fakes.check(
                Fakes.right(), Fakes.silent("no"), Fakes.saying(VAGUE, VAGUE).named("vague"));
        assertThat(report.failures()).hasSize(2);
    }

    @Test
    void an_oracle_in_float32_settles_nothing() {
        Oracle single = new Oracle(
                "autograd", DType.FLOAT32, "cpu", q -> Fakes.saying(2, 4).estimate(q));
        CheckReport report = Fakes.check(
                Fakes.right(), Fakes.POINT.map(t -> t.as(DType.FLOAT32)), DType.FLOAT32, Fakes.silent("no"), single);
        assertThat(Fakes.of(report, "silent").get(0).settledBy()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
    }
}
