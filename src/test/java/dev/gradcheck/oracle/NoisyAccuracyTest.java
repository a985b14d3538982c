package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions whose values are far less exact than float64, whatever hides the noise: the bound knows of it, and stays of use. */
class NoisyAccuracyTest {
    record Row(Curve curve, double x, double useful) {
        @Override
        public String toString() {
            return curve.name() + " at " + x;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("sin x + 1e-6 noise", x -> Math.sin(x) + 1e-6 * NoiseSource.at(x), Math::cos, 1, 1e-2),
                row("sin x + 1e-6 noise", x -> Math.sin(x) + 1e-6 * NoiseSource.at(x), Math::cos, 0.1, 1e-2),
                row("sin x + 1e-6 noise", x -> Math.sin(x) + 1e-6 * NoiseSource.at(x), Math::cos, -40, 1e-2),
                row("sin, wobbling", x -> Math.sin(x) + 1e-6 * Math.sin(1e9 * x * x + x), Math::cos, 1, 1e-2),
                row("sin in float32", x -> (float) Math.sin(x), Math::cos, 1, 1e-3),
                row("sin in float32", x -> (float) Math.sin((float) x), Math::cos, 0.6, 1e-3),
                row("exp in float32", x -> (float) Math.exp(x), Math::exp, 5, 1e-3),
                row("x in steps of 1e-6", x -> Math.rint(x * 1e6) / 1e6, x -> 1, 0.3, 1e-2),
                row("x² in steps of 1e-6", x -> Math.floor(x * x * 1e6) / 1e6, x -> 2 * x, 3.1416, 1e-3),
                row("(x + 1e8)²", x -> (x + 1e8) * (x + 1e8), x -> 2 * (x + 1e8), 1e-3, 1e-1),
                row("(x + 1e8) − 1e8", x -> (x + 1e8) - 1e8, x -> 1, 1e-3, 1e-1),
                row("−log sigmoid", NoisyAccuracyTest::naive, NoisyAccuracyTest::slope, 12.5, 1e-3),
                row("−log sigmoid", NoisyAccuracyTest::naive, NoisyAccuracyTest::slope, 30, 1),
                row("log(1 + sin² x)", NoisyAccuracyTest::hidden, NoisyAccuracyTest::hiddenSlope, 1e-3, 1e-3),
                row("naive cosc", NoisyAccuracyTest::cosc, x -> -Math.PI * Math.PI / 3, 0, 1e-3));
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
        assertThat(slope.bound().orElseThrow() / truth).isLessThanOrEqualTo(row.useful());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void noise_is_neither_a_kink_nor_a_jump(Row row) {
        assertThat(row.curve().slope(row.x()).kind()).isEqualTo(Slope.Kind.SMOOTH);
    }

    @Test
    void a_sigmoid_that_has_lost_all_digits_is_not_called_constant() {
        Slope slope = Curve.of(NoisyAccuracyTest::naive).slope(38);
        assertThat(Curve.holds(slope, slope(38))).isTrue();
    }

    @Test
    void a_single_step_near_the_point_is_no_staircase() {
        Slope slope = Curve.of(x -> x > 1.00001 ? 1 : 0).slope(1);
        assertThat(slope.value()).isZero();
        assertThat(slope.bound().orElseThrow()).isLessThan(1e-6);
    }

    @Test
    void of_two_steps_near_the_point_it_is_not_known_whether_they_are_all() {
        Slope slope = Curve.of(Math::floor).slope(25.5);
        assertThat(slope.bound().orElseThrow()).isGreaterThan(1);
    }

    @Test
    void at_the_edge_of_a_stair_the_slope_is_that_of_the_stairs() {
        double x = -2.3442288153199226E-4;
        Slope slope = Curve.of(t -> 1 / (1 + t * t) - 1).slope(x);
        assertThat(slope.kind()).isEqualTo(Slope.Kind.SMOOTH);
        assertThat(Curve.holds(slope, -2 * x)).isTrue();
        assertThat(slope.bound().orElseThrow()).isLessThan(1e-3 * Math.abs(x));
    }

    @Test
    void a_jump_of_a_function_that_changes_besides_is_no_stair() {
        Slope slope = Curve.of(x -> Math.sin(x) + (x >= 1 ? 1e-3 : 0)).slope(1);
        assertThat(slope.kind()).isEqualTo(Slope.Kind.DISCONTINUOUS);
    }

    @Test
    void a_dead_unit_near_its_kink_is_no_staircase() {
        Slope slope = Curve.of(x -> 1e4 * Math.max(x - 1, 0)).slope(1 - 3e-6);
        assertThat(slope.value()).isZero();
        assertThat(slope.bound().orElseThrow()).isLessThan(1e-6);
    }

    private static Row row(
            String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, double x, double use) {
        return new Row(new Curve(name, value, derivative), x, use);
    }

    private static double naive(double x) {
        return -Math.log(1 / (1 + Math.exp(-x)));
    }

    private static double slope(double x) {
        return -1 / (1 + Math.exp(x));
    }

    /** Rounding of the inner sum shows only in how far small steps are from the estimate of longer ones. */
    private static double hidden(double x) {
        return Math.log(1 + Math.sin(x) * Math.sin(x));
    }

    private static double hiddenSlope(double x) {
        return 2 * Math.sin(x) * Math.cos(x) / (1 + Math.sin(x) * Math.sin(x));
    }

    private static double cosc(double x) {
        double t = Math.PI * x;
        return x == 0 ? 0 : (Math.cos(t) * t - Math.sin(t)) / (t * x);
    }
}
