package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The forward value that comes with the backward pass, and that of the forward pass alone. */
class ForwardContractTest {
    @Test
    void a_backward_pass_of_another_function_is_found_with_both_values() {
        Finding finding = onlyFailure(fused(w -> w.times(w).sum().times(1 + 1e-12)));
        assertThat(finding.gradient()).isEqualTo("loss");
        assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(finding.witness()).hasToString("contract (float64, cpu)");
        assertThat(finding.reason())
                .isEqualTo(
                        "the forward value of the backward pass differs from the primal: 5.0000000000050004 at [], should be"
                                + " 5.0");
        assertThat(finding.diagnosis().orElseThrow().fault()).isEqualTo("two forward passes");
    }

    @Test
    void a_value_that_is_a_number_only_without_the_backward_pass_is_found() {
        assertThat(findings(fused(w -> w.sum().times(Double.NaN))))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.MALFORMED, Verdict.DISAGREES);
    }

    @Test
    void other_bits_within_rounding_are_allowed() {
        double nudged = Math.nextUp(5.0);
        assertThat(findings(fused(w -> w.times(w).sum().mapExactly(v -> nudged))))
                .isEmpty();
    }

    /** (c + s) − c with another c in each pass: far apart, and rounding explains it. */
    @Test
    void rounding_is_measured_and_not_guessed() {
        Fused cancelling = new Fused(
                w -> large(w).plus(w.times(w).sum()).minus(large(w)),
                w -> large(w).times(0.3).plus(w.times(w).sum()).minus(large(w).times(0.3)));
        Parameters point = Fakes.POINT.map(w -> w.times(0.7));
        assertThat(cancelling.primal(point)).isNotEqualTo(cancelling.vjp(point).primal());
        assertThat(findings(cancelling, point)).isEmpty();
    }

    @Test
    void a_fused_pass_that_drops_what_the_other_adds_is_found_beside_cancellation() {
        Fused cancelling = new Fused(
                w -> large(w).plus(w.times(w).sum()).minus(large(w)),
                w -> large(w).minus(w.times(w).sum()).minus(large(w)).times(-1.000001));
        assertThat(findings(cancelling, Fakes.POINT.map(w -> w.times(0.7)))).hasSize(1);
    }

    @Test
    void the_noise_of_a_black_box_counts_too() {
        UnaryOperator<Tensor> noisy = w -> w.times(w).sum().mapExactly(v -> v + 1e-6 * StrictMath.sin(1e13 * w.at(0)));
        assertThat(findings(new Fused(noisy, w -> w.times(w).sum()))).isEmpty();
        assertThat(findings(new Fused(noisy, w -> w.times(w).sum().times(1.00001))))
                .hasSize(1);
    }

    @Test
    void another_shape_is_one_finding_and_nothing_is_compared() {
        CheckReport report = report(fused(w -> w.times(w)), Fakes.POINT);
        assertThat(report.failures())
                .extracting(Finding::reason)
                .containsExactly("the forward value of the backward pass differs in form from the primal: float64(2)"
                        + " against float64()");
        assertThat(report.failures().get(0).verdict()).isEqualTo(Verdict.MALFORMED);
        assertThat(report.notRun()).extracting(CheckReport.NotRun::what).contains("values of dL/dw");
    }

    @Test
    void another_dtype_is_one_finding_and_the_gradient_is_judged() {
        CheckReport report = report(fused(w -> w.times(w).sum().as(DType.FLOAT32)), Fakes.POINT);
        assertThat(report.failures())
                .extracting(Finding::reason)
                .containsExactly("the forward value of the backward pass differs in form from the primal: float32()"
                        + " against float64()");
        assertThat(Fakes.of(report, "finite differences"))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.AGREES);
    }

    @Test
    void a_primal_that_throws_at_the_point_is_one_clear_error() {
        Fused broken = new Fused(
                w -> {
                    throw new IllegalStateException("no forward pass today");
                },
                w -> w.times(w).sum());
        CheckReport report = report(broken, Fakes.POINT);
        assertThat(report.findings())
                .extracting(f -> f.gradient() + ": " + f.verdict() + ": " + f.reason())
                .singleElement()
                .asString()
                .startsWith(
                        "loss: malformed: the forward pass throws IllegalStateException: no forward pass today (at ");
        assertThat(report.notRun()).extracting(CheckReport.NotRun::what).contains("values of dL/dw", "contracts");
    }

    @Test
    void a_primal_that_throws_beside_the_point_leaves_the_gradient_undecided_and_says_why() {
        Fused shy = new Fused(
                w -> {
                    if (Math.abs(w.at(0) - 1) > 1e-15 || Math.abs(w.at(1) - 2) > 1e-15) {
                        throw new IllegalArgumentException("only here");
                    }
                    return w.times(w).sum();
                },
                w -> w.times(w).sum());
        Finding finding =
                Fakes.of(report(shy, Fakes.POINT), "finite differences").get(0);
        assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(finding.reason())
                .matches(
                        "the oracle knows no bound on its error here: the forward pass throws"
                                + " IllegalArgumentException: only here \\(at ForwardContractTest.java:\\d+\\) at a step of -?[0-9.E-]+");
    }

    private static Tensor large(Tensor w) {
        return Tensor.scalar(w.dtype(), 1e8).in(w.arithmetic());
    }

    private static Fused fused(UnaryOperator<Tensor> pulled) {
        return new Fused(w -> w.times(w).sum(), pulled);
    }

    private static Finding onlyFailure(Differentiable function) {
        List<Finding> failures = findings(function);
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    private static List<Finding> findings(Differentiable function) {
        return findings(function, Fakes.POINT);
    }

    private static List<Finding> findings(Differentiable function, Parameters point) {
        return report(function, point).failures().stream()
                .filter(f -> f.gradient().equals("loss"))
                .toList();
    }

    private static CheckReport report(Differentiable function, Parameters point) {
        return new GradientCheck("case", function, point, DType.FLOAT64, List.of(new FiniteDifferences()), 1).run();
    }

    /** The sum of squares, with one forward pass alone and another one before the backward pass. */
    private record Fused(UnaryOperator<Tensor> alone, UnaryOperator<Tensor> pulled) implements Differentiable {
        @Override
        public String name() {
            return "fused";
        }

        @Override
        public Tensor primal(Parameters point) {
            return alone.apply(point.get("w"));
        }

        @Override
        public Vjp vjp(Parameters point) {
            Tensor w = point.get("w");
            Tensor value = pulled.apply(w);
            return new Vjp(
                    value, Parameters.NONE, bar -> Parameters.of("w", w.times(2).times(bar.at(0))));
        }
    }
}
