package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Gradients that are zero, values that are flat near the point, parameters of different size in one array, edges of a domain. */
class ZeroFlatSteepTest {
    @Test
    void a_gradient_that_is_exactly_zero_agrees() {
        right(x -> (x[0] - 3) * (x[0] - 3), new double[] {0}, 3);
        right(x -> x[0] * x[0] * x[0], new double[] {0}, 0);
        right(x -> x[0] * x[1] * x[2], new double[3], 0, 0, 3);
        right(ZeroFlatSteepTest::rosenbrock, new double[2], 1, 1);
        right(ZeroFlatSteepTest::sumOfSoftmax, new double[3], 0.3, -1, 2);
    }

    @Test
    void zero_for_what_is_not_zero_and_the_reverse_are_found() {
        wrong(x -> (x[0] - 3) * (x[0] - 3), new double[] {0}, 3.001);
        wrong(x -> (x[0] - 3) * (x[0] - 3), new double[] {1e-6}, 3);
        wrong(ZeroFlatSteepTest::rosenbrock, new double[] {0, 1e-6}, 1, 1);
        wrong(ZeroFlatSteepTest::sumOfSoftmax, new double[] {0, 1e-6, 0}, 0.3, -1, 2);
    }

    @Test
    void a_value_that_is_flat_by_cancellation_is_tried_at_steps_of_order_1() {
        for (double at : new double[] {1e-9, 3e-9, 1e-10}) {
            right(x -> Math.log(Math.cosh(x[0])), new double[] {Math.tanh(at)}, at);
            right(x -> 1 - Math.cos(x[0]), new double[] {Math.sin(at)}, at);
            right(x -> Math.sqrt(1 + x[0] * x[0]) - 1, new double[] {at}, at);
        }
        right(x -> Math.log(1 + x[0]), new double[] {1}, 1e-15);
        wrong(x -> Math.log(1 + x[0]), new double[] {0.999}, 1e-15);
    }

    @Test
    void each_parameter_has_a_length_of_its_own() {
        ToDoubleFunction<double[]> f = x -> Math.sin(x[0] * 1e-9) + Math.exp(-x[1] * x[1]) + Math.cos(x[2] / 1e4);
        double[] at = {1e9, 0.5, 8e4};
        double[] gradient = {1e-9 * Math.cos(1), -2 * 0.5 * Math.exp(-0.25), -Math.sin(8) / 1e4};
        right(f, gradient, at);
        for (int i = 0; i < 3; i++) {
            double[] off = gradient.clone();
            off[i] *= 1 + 1e-5;
            wrong(f, off, at);
        }
    }

    @Test
    void an_edge_of_the_domain_is_judged_from_the_side_that_has_values_and_says_so() {
        CheckReport report = report(x -> Math.pow(x[0], 1.5), new double[] {0}, 0);
        assertThat(report.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(report.findings()).anyMatch(f -> f.reason().contains("on the right of the point only"));
        right(x -> Math.pow(x[0], 1.5) + 2 * x[0], new double[] {2}, 0);
        wrong(x -> Math.pow(x[0], 1.5) + 2 * x[0], new double[] {2.001}, 0);
        wrong(x -> Math.pow(x[0], 1.5), new double[] {1e-3}, 0);
        assertThat(report(x -> Math.sqrt(x[0]), new double[] {0}, 0).verdict()).isNotEqualTo(Verdict.AGREES);
    }

    @Test
    void what_a_rounding_inside_hides_from_short_steps_contradicts_nobody() {
        double x = 1.2e-4;
        right(a -> a[0] + Math.log(1 + Math.pow(a[0], 4)), new double[] {1 + 4 * x * x * x}, x);
        wrong(a -> a[0] + Math.log(1 + Math.pow(a[0], 4)), new double[] {1 + 1e-9}, x);
    }

    @Test
    void teeth_as_low_as_a_rounding_are_rounding() {
        double x = 3.841259231596014e-9;
        right(a -> StrictMath.exp(a[0]) - 1 - a[0], new double[] {StrictMath.expm1(x)}, x);
    }

    @Test
    void where_a_shorter_length_has_values_on_both_sides_no_side_alone_contradicts() {
        double[] at = {1.0725407338765999e-184, 0.001065820796582976};
        double[] gradient = Arrays.stream(at).map(x -> Math.log(x) + 1).toArray();
        ToDoubleFunction<double[]> f =
                x -> Arrays.stream(x).map(a -> a * Math.log(a)).sum();
        assertThat(report(f, gradient, at).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_sawtooth_is_no_staircase() {
        right(x -> x[0] % 1, new double[] {1}, 1000.3);
        wrong(x -> x[0] % 1, new double[] {1.001}, 1000.3);
    }

    @Test
    void a_point_that_is_not_finite_is_named() {
        assertThat(report(x -> x[0] + Math.exp(x[1]), new double[] {1, 0}, 1, Double.NEGATIVE_INFINITY)
                        .findings())
                .anyMatch(f -> f.reason().startsWith("the point is not finite: x is -Infinity at [1]"));
    }

    private static double rosenbrock(double... x) {
        return (1 - x[0]) * (1 - x[0]) + 100 * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]);
    }

    private static double sumOfSoftmax(double... x) {
        double sum = Arrays.stream(x).map(Math::exp).sum();
        return Arrays.stream(x).map(a -> Math.exp(a) / sum).sum();
    }

    private static void right(ToDoubleFunction<double[]> f, double[] gradient, double... at) {
        assertThat(report(f, gradient, at).failures())
                .as("at %s", Arrays.toString(at))
                .isEmpty();
    }

    private static void wrong(ToDoubleFunction<double[]> f, double[] gradient, double... at) {
        assertThat(report(f, gradient, at).verdict()).isEqualTo(Verdict.DISAGREES);
    }

    private static CheckReport report(ToDoubleFunction<double[]> f, double[] gradient, double... at) {
        ScalarFunction function = new ScalarFunction("f", f, x -> gradient.clone());
        return new GradientCheck(
                        "f", function, ScalarFunction.point(at), DType.FLOAT64, List.of(new FiniteDifferences()), 1)
                .run();
    }
}
