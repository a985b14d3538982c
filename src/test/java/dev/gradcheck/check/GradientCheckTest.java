package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.Support;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    @Test
    void a_right_gradient_agrees() {
        CheckReport report = Fakes.check(Fakes.right(), Fakes.saying(2, 4));
        assertThat(report.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(report.failures()).isEmpty();
        assertThat(report.notRun()).isEmpty();
        assertThat(report.name()).isEqualTo("case");
        assertThat(report.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().get(0).witness()).hasToString("fake oracle (float64, cpu)");
    }

    @Test
    void a_wrong_gradient_disagrees_and_is_diagnosed() {
        CheckReport report = Fakes.check(Fakes.squares(w -> w), Fakes.saying(2, 4));
        assertThat(report.verdict()).isEqualTo(Verdict.DISAGREES);
        Finding finding = report.failures().get(0);
        assertThat(finding.reason()).isEqualTo("analytic 2.0, true 4.0, ratio 0.500000");
        assertThat(finding.diagnosis().orElseThrow().fault()).isEqualTo("factor");
    }

    @Test
    void what_agrees_is_not_diagnosed() {
        assertThat(Fakes.check(Fakes.right(), Fakes.saying(2, 4)).findings())
                .allMatch(f -> f.diagnosis().isEmpty());
    }

    @Test
    void the_declared_values_are_reported() {
        CheckReport report = Fakes.check(Fakes.right(), Fakes.saying(2, 4));
        CheckReport.Declared declared = report.declared().orElseThrow();
        assertThat(declared.primal()).isEqualTo(Tensor.scalar(DType.FLOAT64, 5));
        assertThat(declared.trace().get("square").values()).containsExactly(1, 4);
        assertThat(declared.gradient().orElseThrow().get("w").values()).containsExactly(2, 4);
    }

    @Test
    void several_oracles_give_a_finding_each() {
        CheckReport report = Fakes.check(
                Fakes.right(),
                Fakes.saying(2, 4).named("one"),
                Fakes.saying(2, 4).named("two"));
        assertThat(report.findings()).extracting(f -> f.witness().oracle()).containsExactly("one", "two");
    }

    @Test
    void oracles_that_contradict_each_other_blame_nobody() {
        CheckReport report = Fakes.check(
                Fakes.right(),
                Fakes.saying(2, 4).named("one"),
                Fakes.saying(2, 5).named("two"));
        assertThat(report.findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.ORACLE_CONFLICT, Verdict.UNDECIDED, Verdict.UNDECIDED);
        assertThat(report.verdict()).isEqualTo(Verdict.ORACLE_CONFLICT);
        assertThat(report.findings()).allMatch(f -> f.settledBy().isEmpty());
    }

    @Test
    void a_kink_seen_by_one_oracle_excuses_the_difference_from_the_other() {
        Slope kink = new Slope(2, Slope.known(1e-9), Slope.Kind.KINK, 1, 3, 1e-6, 8);
        CheckReport report = Fakes.check(
                Fakes.right(),
                Fakes.saying(kink, Slope.of(4, 1e-12)).named("differences"),
                Fakes.saying(3, 4).named("autograd"));
        assertThat(report.findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.AGREES_AT_A_KINK, Verdict.AGREES_AT_A_KINK);
        assertThat(report.failures()).isEmpty();
    }

    @Test
    void the_oracle_is_told_what_is_claimed_and_where() {
        List<Support> answers = new ArrayList<>();
        GradientOracle curious = new Fakes.Oracle("curious", DType.FLOAT64, "cpu", question -> {
            answers.add(question.claim().support("w", 1, Slope.of(4, 1e-12)));
            answers.add(question.claim().support("w", 1, Slope.of(4.1, 1e-12)));
            answers.add(question.claim().support("w", 1, Slope.of(4.1, 0.2)));
            answers.add(question.claim().support("v", 0, Slope.of(4, 1e-12)));
            assertThat(question.point()).isEqualTo(Fakes.POINT);
            assertThat(question.cotangent()).isEqualTo(Tensor.scalar(DType.FLOAT64, 1));
            return Fakes.saying(2, 4).estimate(question);
        });
        Fakes.check(Fakes.right(), curious);
        assertThat(answers).containsExactly(Support.FULL, Support.CONTRADICTED, Support.OPEN, Support.CONTRADICTED);
    }

    @Test
    void nothing_is_claimed_of_a_gradient_that_cannot_be_compared() {
        GradientOracle curious = new Fakes.Oracle("curious", DType.FLOAT64, "cpu", question -> {
            assertThat(question.claim().support("w", 0, Slope.of(2, 1e-12))).isEqualTo(Support.CONTRADICTED);
            return Fakes.saying(2, 4).estimate(question);
        });
        CheckReport report = Fakes.check(Fakes.squares(w -> w.with(0, Double.NaN)), curious);
        assertThat(Fakes.of(report, "curious")).isEmpty();
    }

    @Test
    void the_inputs_are_unchanged() {
        Fakes.check(Fakes.right(), Fakes.saying(2, 4));
        assertThat(Fakes.POINT.get("w").values()).containsExactly(1, 2);
    }

    @Test
    void a_check_needs_a_floating_dtype_a_parameter_and_an_oracle() {
        List<GradientOracle> oracles = List.of(Fakes.saying(2, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradientCheck("case", Fakes.right(), Fakes.POINT, DType.INT32, oracles, 1))
                .withMessage("the check case needs a floating dtype, a parameter and an oracle; it has int32, [w] and 1"
                        + " oracles");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradientCheck("case", Fakes.right(), Parameters.NONE, DType.FLOAT64, oracles, 1))
                .withMessageEndingWith("it has float64, [] and 1 oracles");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradientCheck("case", Fakes.right(), Fakes.POINT, DType.FLOAT64, List.of(), 1))
                .withMessageEndingWith("it has float64, [w] and 0 oracles");
    }

    @Test
    void the_oracles_are_copied() {
        List<GradientOracle> oracles = new ArrayList<>(List.of(Fakes.saying(2, 4)));
        GradientCheck check = new GradientCheck("case", Fakes.right(), Fakes.POINT, DType.FLOAT64, oracles, 1);
        oracles.clear();
        assertThat(Fakes.withoutContracts(check.run()).findings()).hasSize(1);
    }
}
