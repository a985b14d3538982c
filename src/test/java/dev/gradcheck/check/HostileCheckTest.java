package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.accused.Hostile;
import dev.gradcheck.accused.Mischief;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole check of an accused that misbehaves: each time a finding, and a report to the end. */
class HostileCheckTest {
    @ParameterizedTest
    @EnumSource
    void a_forward_pass_that_throws_is_malformed(Mischief mischief) {
        CheckReport report = check(Hostile.forward(v -> fail(mischief)));
        assertThat(report.failures()).singleElement().satisfies(f -> {
            assertThat(f.verdict()).isEqualTo(Verdict.MALFORMED);
            assertThat(f.reason()).startsWith("the forward pass " + mischief.clause());
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_backward_pass_that_throws_is_malformed_for_every_parameter(Mischief mischief) {
        CheckReport report = check(Hostile.backward(g -> fail(mischief)));
        assertThat(report.failures()).hasSize(2).allSatisfy(f -> assertThat(f.reason())
                .startsWith("the backward pass " + mischief.clause()));
    }

    @Test
    void a_gradient_that_is_null_is_malformed_and_the_others_are_judged() {
        CheckReport report = check(Hostile.backward(g -> g.with("w", null)));
        assertThat(report.failures())
                .extracting(f -> f.gradient() + ": " + f.reason())
                .contains("w: the backward pass returns null as the gradient for w")
                .allMatch(text -> text.startsWith("w: "));
        assertThat(report.findings())
                .anyMatch(f -> f.gradient().equals("b") && f.witness().isOracle() && f.verdict() == Verdict.AGREES);
    }

    @ParameterizedTest
    @EnumSource
    void lists_that_throw_are_not_run_and_the_gradient_is_judged(Mischief mischief) {
        Hostile wrong = Hostile.backward(g -> g.map(t -> t.times(-1)))
                .suspecting(s -> fail(mischief))
                .by(c -> fail(mischief));
        CheckReport report = check(wrong);
        assertThat(report.notRun())
                .extracting(CheckReport.NotRun::reason)
                .anyMatch(r -> r.startsWith("the list of suspicions " + mischief.clause()))
                .anyMatch(r -> r.startsWith("the list of conventions " + mischief.clause()));
        assertThat(report.failures()).extracting(Finding::verdict).contains(Verdict.DISAGREES);
    }

    @Test
    void a_trace_that_is_null_is_not_run() {
        CheckReport report = check(Hostile.both(v -> new Vjp(v.primal(), null, v.pullback())));
        assertThat(report.failures()).isEmpty();
        assertThat(report.notRun())
                .extracting(CheckReport.NotRun::reason)
                .containsExactly("the trace of the forward pass is null, or has a tensor that is");
    }

    @Test
    void an_oracle_that_breaks_fails_the_build_without_blaming_the_gradient() {
        GradientOracle broken = new Fakes.Oracle("mine", DType.FLOAT64, "cpu", q -> {
            throw new IndexOutOfBoundsException("my mistake");
        });
        CheckReport report = check(Hostile.none(), new FiniteDifferences(), broken);
        assertThat(report.failures()).hasSize(2).allSatisfy(f -> {
            assertThat(f.verdict()).isEqualTo(Verdict.UNDECIDED);
            assertThat(f.reason())
                    .isEqualTo("the oracle is broken, which says nothing of the gradient: it throws"
                            + " java.lang.IndexOutOfBoundsException: my mistake");
        });
    }

    @Test
    void an_oracle_that_says_nothing_of_a_parameter_is_not_run_for_it() {
        CheckReport report = check(Hostile.none(), Fakes.saying(2, 4));
        assertThat(report.notRun())
                .contains(new CheckReport.NotRun(
                        "fake oracle (float64, cpu)", Subject.gradient("b"), "the oracle gave no estimate of it"));
    }

    @Test
    void a_parameter_without_elements_is_not_run() {
        CheckReport report = new GradientCheck(
                        "case",
                        Fakes.squares(w -> w.times(2)),
                        Fakes.POINT.with("w", Tensor.zeros(DType.FLOAT64, Shape.of(0))),
                        DType.FLOAT64,
                        List.of(new FiniteDifferences()),
                        1)
                .run();
        assertThat(report.findings()).isEmpty();
        assertThat(report.notRun())
                .contains(new CheckReport.NotRun(
                        "values", Subject.gradient("w"), "the parameter has no elements: there is nothing to compare"));
    }

    @Test
    void a_function_without_outputs_is_not_run() {
        Fakes.Fake empty = new Fakes.Fake(
                point -> Tensor.zeros(DType.FLOAT64, Shape.of(0)), (point, bar) -> point.map(t -> t.times(0)));
        CheckReport report =
                new GradientCheck("case", empty, Fakes.POINT, DType.FLOAT64, List.of(new FiniteDifferences()), 1).run();
        assertThat(report.comparedNothing()).isTrue();
        assertThat(report.notRun())
                .containsExactly(new CheckReport.NotRun(
                        "values",
                        Subject.gradient("w"),
                        "the function has no outputs: there is nothing to differentiate"));
    }

    @Test
    void a_parameter_called_loss_hides_nothing_of_the_value() {
        Fakes.Fake nameless = new Fakes.Fake(
                point -> point.get("w").sum().times(Double.NaN),
                (point, bar) -> Parameters.of("w", point.get("w")).with("loss", point.get("loss")));
        CheckReport report = new GradientCheck(
                        "case",
                        nameless,
                        Fakes.POINT.with("loss", Tensor.scalar(DType.FLOAT64, 1)),
                        DType.FLOAT64,
                        List.of(new FiniteDifferences()),
                        1)
                .run();
        assertThat(report.findings())
                .extracting(Finding::subject)
                .contains(Subject.LOSS, Subject.gradient("loss"), Subject.gradient("w"));
    }

    private static CheckReport check(Hostile hostile) {
        return check(hostile, new FiniteDifferences());
    }

    private static CheckReport check(Hostile hostile, GradientOracle... oracles) {
        return new GradientCheck("case", hostile, Hostile.POINT, DType.FLOAT64, List.of(oracles), 1).run();
    }

    private static <T> T fail(Mischief mischief) {
        throw mischief.get();
    }
}
