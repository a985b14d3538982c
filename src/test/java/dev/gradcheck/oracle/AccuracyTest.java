package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Finite differences of functions with known derivatives, smooth and without noise but for rounding: the error is never above the
 * bound, and the bound is of use. The hard ones of FiniteDifferences.jl ({@code test/methods.jl}) are among them.
 */
class AccuracyTest {
    private static final double PI = Math.PI;

    /** A row: the curve, the point, and the largest bound that is of use, relative to the derivative (absolute where that is 0). */
    record Row(Curve curve, double x, double useful) {
        @Override
        public String toString() {
            return curve.name() + " at " + x;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("x", x -> x, x -> 1, 0, 1e-14),
                row("x²", x -> x * x, x -> 2 * x, 1e8, 1e-12),
                row("x²", x -> x * x, x -> 2 * x, 0, 1e-20),
                row("x³", x -> x * x * x, x -> 3 * x * x, 0, 1e-20),
                row("x⁹", x -> Math.pow(x, 9), x -> 9 * Math.pow(x, 8), 0, 1e-50),
                row("1/x", x -> 1 / x, x -> -1 / x / x, 1e-3, 1e-10),
                row("1/x", x -> 1 / x, x -> -1 / x / x, -1e-3, 1e-10),
                row("log", Math::log, x -> 1 / x, 1e-3, 1e-10),
                row("√x", Math::sqrt, x -> 0.5 / Math.sqrt(x), 1e-6, 1e-10),
                row("|x|", Math::abs, Math::signum, 1e-3, 1e-12),
                row("|x|", Math::abs, Math::signum, -1e-3, 1e-12),
                row("exp", Math::exp, Math::exp, 1, 1e-11),
                row("exp", Math::exp, Math::exp, 20, 1e-11),
                row("exp", Math::exp, Math::exp, -20, 1e-11),
                row("exp 300x", x -> Math.exp(300 * x), x -> 300 * Math.exp(300 * x), 1, 1e-6),
                row("sin", Math::sin, Math::cos, 1, 1e-11),
                row("sin", Math::sin, Math::cos, 0, 1e-14),
                row("cos", Math::cos, x -> -Math.sin(x), 0, 1e-11),
                row("tan", Math::tan, x -> 1 / Math.cos(x) / Math.cos(x), 1.5, 1e-10),
                row("sin 1000x", x -> Math.sin(1000 * x), x -> 1000 * Math.cos(1000 * x), 0, 1e-13),
                row("sin 1000x", x -> Math.sin(1000 * x), x -> 1000 * Math.cos(1000 * x), 0.3, 1e-8),
                row("sin 1000x", x -> Math.sin(1000 * x), x -> 1000 * Math.cos(1000 * x), 1, 1e-9),
                row("sin 1000x", x -> Math.sin(1000 * x), x -> 1000 * Math.cos(1000 * x), -7.5, 1e-7),
                row("sin 2π64x", x -> Math.sin(128 * PI * x), x -> 128 * PI * Math.cos(128 * PI * x), 0.5, 1e-9),
                row("sin 2π64x", x -> Math.sin(128 * PI * x), x -> 128 * PI * Math.cos(128 * PI * x), 8, 1e-7),
                row("atan 1e4x", x -> Math.atan(1e4 * x), x -> 1e4 / (1 + 1e8 * x * x), 0, 1e-10),
                row("atan 1e4x", x -> Math.atan(1e4 * x), x -> 1e4 / (1 + 1e8 * x * x), 1e-4, 1e-10),
                row("Runge", x -> 1 / (1 + 25 * x * x), x -> -50 * x / Math.pow(1 + 25 * x * x, 2), 0.3, 1e-10),
                row("cosc", AccuracyTest::cosc, AccuracyTest::coscSlope, 0, 1e-10),
                row("sinc", AccuracyTest::sinc, AccuracyTest::cosc, 0, 1e-11),
                row("sinc", AccuracyTest::sinc, AccuracyTest::cosc, 0.7, 1e-10),
                row("tanh + 1e6", x -> Math.tanh(x) + 1e6, AccuracyTest::tanhSlope, 0.3, 1e-5),
                row("tanh · 1e6", x -> 1e6 * Math.tanh(x), x -> 1e6 * tanhSlope(x), 0.3, 1e-10),
                row("softplus", x -> Math.log1p(Math.exp(-x)), AccuracyTest::softplusSlope, 40, 1e-11),
                row("softplus", x -> Math.log1p(Math.exp(-x)), AccuracyTest::softplusSlope, -40, 1e-11),
                row("constant", x -> 5, x -> 0, 0, 1e-12),
                row("exp(−1/x²)", x -> x == 0 ? 0 : Math.exp(-1 / x / x), x -> 0, 0, 1e-50));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_error_is_never_above_the_bound(Row row) {
        Slope slope = row.curve().slope(row.x());
        double truth = row.curve().derivative().applyAsDouble(row.x());
        assertThat(Math.abs(slope.value() - truth))
                .isLessThanOrEqualTo(slope.bound().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_bound_is_of_use(Row row) {
        Slope slope = row.curve().slope(row.x());
        double truth = Math.abs(row.curve().derivative().applyAsDouble(row.x()));
        double scale = truth > 1e-100 ? truth : 1;
        assertThat(slope.bound().orElseThrow() / scale).isLessThanOrEqualTo(row.useful());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_smooth_function_has_one_slope(Row row) {
        Slope slope = row.curve().slope(row.x());
        assertThat(slope.kind()).isEqualTo(Slope.Kind.SMOOTH);
        assertThat(slope.left()).isEqualTo(slope.value());
        assertThat(slope.right()).isEqualTo(slope.value());
    }

    private static Row row(
            String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, double x, double use) {
        return new Row(new Curve(name, value, derivative), x, use);
    }

    /** sin πx / πx, by its series near 0, where the quotient would do as well. */
    private static double sinc(double x) {
        double t = PI * x;
        return Math.abs(t) < 0.5
                ? series(t, new double[] {1, -1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800})
                : Math.sin(t) / t;
    }

    /** The derivative of sinc, by its series near 0, where the quotient cancels. */
    private static double cosc(double x) {
        double t = PI * x;
        double[] c = {-1.0 / 3, 1.0 / 30, -1.0 / 840, 1.0 / 45360, -1.0 / 3991680, 1.0 / 518918400};
        return Math.abs(t) < 0.5 ? PI * t * series(t, c) : (Math.cos(t) * t - Math.sin(t)) / (t * x);
    }

    private static double coscSlope(double x) {
        return x == 0 ? -PI * PI / 3 : Double.NaN;
    }

    private static double series(double t, double[] even) {
        double sum = 0;
        for (int k = even.length - 1; k >= 0; k--) {
            sum = sum * t * t + even[k];
        }
        return sum;
    }

    private static double tanhSlope(double x) {
        return 1 - Math.tanh(x) * Math.tanh(x);
    }

    private static double softplusSlope(double x) {
        return -1 / (1 + Math.exp(x));
    }
}
