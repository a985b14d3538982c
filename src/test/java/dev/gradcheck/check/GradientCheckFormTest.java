package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.check.Fakes.Fake;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** What can be wrong with a pass before any value is compared. */
class GradientCheckFormTest {
    private static final NotRun NOT_COMPARED = new NotRun(
            "values",
            Subject.gradient("w"),
            "the float64 gradient cannot be compared with its parameter: see what is malformed");

    @Test
    void a_backward_pass_that_throws_is_a_finding() {
        CheckReport report = Fakes.check(
                Fakes.squares(w -> {
                    throw new IllegalStateException("no gradient today");
                }),
                Fakes.saying(2, 4));
        Finding finding = onlyFinding(report);
        assertThat(finding.gradient()).isEqualTo("w");
        assertThat(finding.shape()).isEqualTo(Shape.of(2));
        assertThat(finding.reason())
                .startsWith(
                        "the backward pass throws IllegalStateException: no gradient today (at GradientCheckFormTest.java:");
        assertThat(finding.verdict()).isEqualTo(Verdict.MALFORMED);
        assertThat(finding.witness()).hasToString("structure (float64, cpu)");
        assertThat(report.notRun()).containsExactly(NOT_COMPARED);
        assertThat(report.declared().orElseThrow().gradient()).isEmpty();
        assertThat(report.declared().orElseThrow().primal().item()).isEqualTo(5);
    }

    @Test
    void a_backward_pass_that_throws_is_a_finding_for_every_parameter() {
        Fake broken = new Fake(Fakes::sumOfSquares, (point, cotangent) -> {
            throw new IllegalStateException("no gradient today");
        });
        Parameters two = Fakes.POINT.with("v", Tensor.scalar(DType.FLOAT64, 1));
        CheckReport report = Fakes.check(broken, two, DType.FLOAT64, Fakes.saying(2, 4));
        assertThat(report.findings()).extracting(f -> f.gradient() + f.shape()).containsExactly("w(2)", "v()");
    }

    @Test
    void a_forward_pass_that_throws_is_a_finding() {
        Fake broken = new Fake(
                point -> {
                    throw new UnsupportedOperationException();
                },
                (point, cotangent) -> point);
        CheckReport report = Fakes.check(broken, Fakes.saying(2, 4));
        Finding finding = onlyFinding(report);
        assertThat(finding.gradient()).isEqualTo("loss");
        assertThat(finding.shape()).isEqualTo(Shape.SCALAR);
        assertThat(finding.reason()).startsWith("the forward pass throws UnsupportedOperationException (at ");
        assertThat(report.declared()).isEmpty();
        assertThat(report.notRun()).containsExactly(NOT_COMPARED);
    }

    @Test
    void a_missing_and_an_extra_gradient_are_both_found() {
        Fake renamed = new Fake(
                Fakes::sumOfSquares,
                (point, c) -> Parameters.of("v", point.get("w").times(2)));
        CheckReport report = Fakes.check(renamed, Fakes.saying(2, 4));
        assertThat(report.findings())
                .extracting(Finding::reason)
                .containsExactly(
                        "the backward pass returns no gradient for w",
                        "a gradient for v, which is no parameter; those are [w]");
        assertThat(report.notRun()).containsExactly(NOT_COMPARED);
    }

    @Test
    void the_values_of_a_wrong_shape_of_the_same_size_are_compared() {
        CheckReport right = Fakes.check(Fakes.squares(w -> w.times(2).reshape(Shape.of(2, 1))), Fakes.saying(2, 4));
        assertThat(right.findings()).extracting(Finding::verdict).containsExactly(Verdict.MALFORMED, Verdict.AGREES);
        assertThat(right.notRun()).isEmpty();
        CheckReport wrong = Fakes.check(Fakes.squares(w -> w.times(3).reshape(Shape.of(2, 1))), Fakes.saying(2, 4));
        assertThat(wrong.findings()).extracting(Finding::verdict).containsExactly(Verdict.MALFORMED, Verdict.DISAGREES);
    }

    @Test
    void the_values_of_another_size_are_not_compared() {
        CheckReport report = Fakes.check(Fakes.squares(w -> w.sum()), Fakes.saying(2, 4));
        assertThat(onlyFinding(report).reason()).startsWith("the gradient has shape (), its parameter has (2)");
        assertThat(report.notRun()).containsExactly(NOT_COMPARED);
    }

    @Test
    void a_wrong_dtype_is_found_and_the_values_are_compared() {
        CheckReport report = Fakes.check(Fakes.squares(w -> w.times(2).as(DType.FLOAT32)), Fakes.saying(2, 4));
        assertThat(report.findings()).extracting(Finding::verdict).containsExactly(Verdict.MALFORMED, Verdict.AGREES);
        assertThat(report.findings().get(0).reason()).isEqualTo("the gradient is float32 in a pass of float64");
    }

    @Test
    void nan_is_found_and_not_compared() {
        CheckReport report = Fakes.check(Fakes.squares(w -> w.with(1, Double.NaN)), Fakes.saying(2, 4));
        assertThat(onlyFinding(report).reason())
                .matches(
                        "1 of 2 elements are not finite; nothing can be compared with them; it begins in the backward pass with"
                                + " NaN, made of finite numbers by replace at GradientCheckFormTest\\.java:\\d+");
        assertThat(report.notRun()).containsExactly(NOT_COMPARED);
    }

    @Test
    void a_value_that_is_not_finite_is_found() {
        Fake infinite = new Fake(
                point -> Tensor.scalar(point.get("w").dtype(), Double.POSITIVE_INFINITY),
                (point, c) -> point.map(w -> w.times(2)));
        CheckReport report = Fakes.check(infinite, Fakes.saying(2, 4));
        assertThat(report.findings().get(0).gradient()).isEqualTo("loss");
        assertThat(report.findings().get(0).reason()).startsWith("1 of 1 elements are not finite");
        assertThat(report.findings().get(1).verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void integer_parameters_are_found_and_lifted() {
        Parameters integers = Parameters.of("w", Fakes.W.as(DType.INT32));
        CheckReport report = Fakes.check(Fakes.right(), integers, DType.FLOAT32, Fakes.saying(2, 4));
        assertThat(report.findings().get(0).reason())
                .startsWith("the parameter is int32")
                .contains("float32 here");
        assertThat(report.findings().get(0).witness()).hasToString("structure (int32, cpu)");
        assertThat(report.findings())
                .extracting(Finding::reason)
                .contains("the gradient is int32 in a pass of float32", "within the budget");
    }

    @Test
    void the_values_as_declared_are_those_of_the_integers() {
        Parameters integers = Parameters.of("w", Fakes.W.as(DType.INT32));
        CheckReport report = Fakes.check(Fakes.right(), integers, DType.FLOAT32, Fakes.saying(2, 4));
        assertThat(report.declared().orElseThrow().primal()).isEqualTo(Tensor.scalar(DType.INT32, 5));
    }

    @Test
    void the_same_defect_in_two_dtypes_is_one_finding() {
        Parameters single = Fakes.POINT.map(t -> t.as(DType.FLOAT32));
        CheckReport report =
                Fakes.check(Fakes.squares(w -> w.with(1, Double.NaN)), single, DType.FLOAT32, Fakes.saying(2, 4));
        assertThat(report.findings())
                .filteredOn(f -> f.verdict() == Verdict.MALFORMED)
                .extracting(f -> f.witness().dtype())
                .containsExactly(DType.FLOAT32);
    }

    @Test
    void nan_at_another_place_in_another_dtype_is_another_finding() {
        Parameters single = Fakes.POINT.map(t -> t.as(DType.FLOAT32));
        CheckReport report = Fakes.check(
                Fakes.squares(w -> w.with(w.dtype() == DType.FLOAT32 ? 0 : 1, Double.NaN)),
                single,
                DType.FLOAT32,
                Fakes.saying(2, 4));
        assertThat(report.failures())
                .extracting(f -> f.witness().dtype() + " " + f.elements().get(0).element())
                .containsExactly("float32 0", "float64 1");
    }

    @Test
    void two_defects_of_one_gradient_are_two_findings() {
        CheckReport report =
                Fakes.check(Fakes.squares(w -> w.with(1, Double.NaN).reshape(Shape.of(1, 2))), Fakes.saying(2, 4));
        assertThat(report.findings()).hasSize(2).allMatch(f -> f.gradient().equals("w"));
    }

    private static Finding onlyFinding(CheckReport report) {
        assertThat(report.findings()).hasSize(1);
        return report.findings().get(0);
    }
}
