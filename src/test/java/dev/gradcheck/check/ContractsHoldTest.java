package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.Fakes.Fake;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.notebook.CorrectedNet;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Right gradients break no contract, however hard the function is; what cannot be examined is said. */
class ContractsHoldTest {
    private static final String ALL = "same call, same bits; zero cotangent, zero gradient; linear in the cotangent";

    @Test
    void what_holds_is_one_finding_for_each_gradient_and_one_for_the_remainder() {
        CheckReport report = check(product(), Fakes.POINT, DType.FLOAT64);
        assertThat(contracts(report)).hasSize(2).allMatch(f -> f.verdict() == Verdict.AGREES);
        assertThat(contracts(report).get(0).reason()).isEqualTo(ALL);
        assertThat(contracts(report).get(1).gradient()).isEqualTo("loss");
        assertThat(contracts(report).get(1).reason()).contains("[w]", "2 of 2 random directions", "order");
        assertThat(report.notRun()).isEmpty();
    }

    @Test
    void several_outputs_are_combined_with_two_cotangents() {
        Fake cubes = new Fake(
                p -> p.get("w").times(p.get("w")).times(p.get("w")),
                (p, bar) ->
                        Parameters.of("w", p.get("w").times(p.get("w")).times(3).times(bar)));
        assertHolds(check(cubes, Fakes.POINT, DType.FLOAT64), ALL);
    }

    @Test
    void the_corrected_net_in_float32_holds_and_has_one_finding_for_each_gradient() {
        CorrectedNet net = new CorrectedNet(single(Shape.of(2, 1), 1, 1), single(Shape.SCALAR, 1));
        Parameters point = Parameters.of("Wh", single(Shape.of(2, 2), 2, 4, 3, -5))
                .with("bh", single(Shape.of(2, 1), -2, 1))
                .with("Wo", single(Shape.of(2), 4, 6))
                .with("bo", single(Shape.of(1), -3.5));
        CheckReport report = check(net, point, DType.FLOAT32);
        assertHolds(report, ALL);
        assertThat(contracts(report)).hasSize(5);
    }

    @Test
    void at_a_kink_nothing_is_said_of_the_remainder() {
        CheckReport report = scalar(x -> Math.max(0, x[0]), x -> new double[] {x[0] > 0 ? 1 : 0}, 0);
        assertThat(report.failures()).isEmpty();
        assertThat(report.notRun())
                .containsExactly(new CheckReport.NotRun(
                        "taylor",
                        "every element is at a kink, or hidden in the function's rounding: see what differences say"));
    }

    @Test
    void near_a_kink_smaller_steps_decide() {
        CheckReport report = scalar(x -> Math.max(0, x[0] - 1), x -> new double[] {x[0] > 1 ? 1 : 0}, 1 + 3e-7);
        assertHolds(report, ALL);
        assertThat(report.notRun()).isEmpty();
    }

    @Test
    void a_linear_function_has_no_remainder_but_rounding() {
        CheckReport report = scalar(x -> 3 * x[0] + 0.1 * x[1], x -> new double[] {3, 0.1}, 0.3, 7);
        assertHolds(report, ALL);
        assertThat(contracts(report).get(1).reason()).endsWith("linear along the direction");
    }

    @Test
    void a_constant_function_holds() {
        assertHolds(scalar(x -> 5, x -> new double[] {0}, 2), ALL);
        assertHolds(scalar(x -> 0, x -> new double[] {0}, 2), ALL);
    }

    @Test
    void a_noisy_function_holds() {
        assertHolds(scalar(x -> x[0] * x[0] + 1e-9 * Math.sin(1e15 * x[0]), x -> new double[] {2 * x[0]}, 0.7), ALL);
    }

    @Test
    void where_noise_hides_the_slope_the_remainder_is_not_examined() {
        assertNotSettled(scalar(x -> x[0] * x[0] + 0.1 * Math.sin(1e15 * x[0]), x -> new double[] {2 * x[0]}, 0.7));
    }

    /** Steps of 1e-10, on which closely spaced values are all alike: below them the function is flat. */
    @Test
    void a_staircase_is_not_taken_for_a_slope() {
        assertNotSettled(scalar(x -> x[0] * x[0] + 1e6 - 1e6, x -> new double[] {2 * x[0]}, 0.7));
    }

    @Test
    void large_values_hold() {
        assertHolds(scalar(x -> x[0] * x[0], x -> new double[] {2 * x[0]}, 1e140), ALL);
        assertHolds(scalar(x -> 1e13 * x[0] * x[0], x -> new double[] {2e13 * x[0]}, 1e8), ALL);
    }

    @Test
    void where_a_multiple_overflows_linearity_is_not_examined() {
        CheckReport report = scalar(x -> 1e308 * x[0], x -> new double[] {1e308}, 1);
        assertThat(report.failures()).isEmpty();
        assertThat(report.notRun())
                .contains(new CheckReport.NotRun(
                        "contracts",
                        Subject.gradient("x"),
                        "a multiple of the gradient overflows: whether it is linear cannot be told"));
    }

    @Test
    void a_remainder_that_leaves_the_domain_is_looked_at_from_nearer() {
        assertHolds(scalar(x -> Math.log(x[0] - 0.999), x -> new double[] {1 / (x[0] - 0.999)}, 1), ALL);
    }

    /** Beside the pass itself and the eight under random rounding that every check makes, and that are made once more. */
    @Test
    void a_check_costs_few_passes() {
        AtomicInteger forward = new AtomicInteger();
        AtomicInteger backward = new AtomicInteger();
        Fake counting = new Fake(
                p -> {
                    forward.incrementAndGet();
                    return p.get("w").times(p.get("w")).times(p.get("w")).sum();
                },
                (p, bar) -> {
                    backward.incrementAndGet();
                    return Parameters.of(
                            "w", p.get("w").times(p.get("w")).times(3).times(bar.item()));
                });
        Parameters point = Fakes.POINT.map(w -> w.times(0.7));
        Fakes.check(counting, point, DType.FLOAT64, Fakes.saying(3 * 0.49, 12 * 0.49));
        assertThat(backward.get() - 9).isLessThanOrEqualTo(18);
        assertThat(forward.get() - 9).isLessThanOrEqualTo(32);
    }

    private static Fake product() {
        return new Fake(
                p -> p.get("w").times(p.get("w")).times(p.get("w")).sum(),
                (p, bar) ->
                        Parameters.of("w", p.get("w").times(p.get("w")).times(3).times(bar.item())));
    }

    private static CheckReport scalar(ToDoubleFunction<double[]> value, UnaryOperator<double[]> gradient, double... x) {
        return check(new ScalarFunction("scalar", value, gradient), ScalarFunction.point(x), DType.FLOAT64);
    }

    private static Tensor single(Shape shape, double... values) {
        return Tensor.of(DType.FLOAT32, shape, values);
    }

    private static CheckReport check(Differentiable function, Parameters point, DType dtype) {
        return new GradientCheck("case", function, point, dtype, List.of(new FiniteDifferences()), 1).run();
    }

    private static List<Finding> contracts(CheckReport report) {
        return report.findings().stream().filter(f -> f.witness().isContract()).toList();
    }

    private static void assertNotSettled(CheckReport report) {
        assertThat(report.notRun()).extracting(CheckReport.NotRun::what).containsExactly("taylor");
        assertThat(contracts(report)).allMatch(f -> f.verdict() == Verdict.AGREES);
    }

    private static void assertHolds(CheckReport report, String reason) {
        assertThat(contracts(report)).allMatch(f -> f.verdict() == Verdict.AGREES);
        assertThat(report.failures()).isEmpty();
        assertThat(Fakes.of(report, "contract")).isNotEmpty().allMatch(f -> f.reason()
                .equals(reason));
        assertThat(Fakes.of(report, "taylor")).hasSize(1);
    }
}
