package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinks at the point, near it and several at once, and jumps, which are something else. */
class KinkTest {
    /** Each with its kink and the slopes on the two sides of it. */
    static Stream<Arguments> kinks() {
        return Stream.of(
                kink("relu", x -> Math.max(x, 0), 0, 0, 1),
                kink("relu(x − 1)", x -> Math.max(x - 1, 0), 1, 0, 1),
                kink("abs", Math::abs, 0, -1, 1),
                kink("max(x, 2)", x -> Math.max(x, 2), 2, 0, 1),
                kink("max(x², x)", x -> Math.max(x * x, x), 1, 1, 2),
                kink("clamp from below", x -> Math.min(Math.max(x, -1), 3), -1, 0, 1),
                kink("clamp from above", x -> Math.min(Math.max(x, -1), 3), 3, 1, 0),
                kink("leaky relu", x -> x > 0 ? x : 0.01 * x, 0, 0.01, 1),
                kink("pool", x -> Math.max(Math.max(x, 0.5 * x), Math.max(-x, 0.25)), 0.25, 0, 1),
                kink("exp(abs(x − 2))", x -> Math.exp(Math.abs(x - 2)), 2, -1, 1));
    }

    static Stream<Arguments> nearKinks() {
        return kinks().flatMap(kink -> DoubleStream.of(3e-9, 3e-7, 3e-5)
                .flatMap(d -> DoubleStream.of(d, -d))
                .mapToObj(d -> Arguments.of(
                        kink.get()[0],
                        kink.get()[1],
                        (double) kink.get()[2] + d * Math.max(1, Math.abs((double) kink.get()[2])),
                        kink.get()[d > 0 ? 4 : 3])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinks")
    void at_a_kink_both_slopes_are_seen(String name, DoubleUnaryOperator f, double x, double left, double right) {
        Slope slope = Curve.of(f).slope(x);
        assertThat(slope.kind()).isEqualTo(Slope.Kind.KINK);
        assertThat(slope.left()).isCloseTo(left, within(slope.bound().orElseThrow()));
        assertThat(slope.right()).isCloseTo(right, within(slope.bound().orElseThrow()));
        assertThat(slope.bound().orElseThrow()).isLessThan(1e-6);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinks")
    void at_a_kink_the_value_is_the_middle(String name, DoubleUnaryOperator f, double x, double left, double right) {
        Slope slope = Curve.of(f).slope(x);
        assertThat(slope.value()).isCloseTo((left + right) / 2, within(1e-6));
    }

    @ParameterizedTest(name = "{0} at {2}")
    @MethodSource("nearKinks")
    void near_a_kink_the_slope_is_that_of_its_side(String name, DoubleUnaryOperator f, double x, double side) {
        Slope slope = Curve.of(f).slope(x);
        assertThat(slope.kind()).isEqualTo(Slope.Kind.SMOOTH);
        assertThat(slope.value()).isCloseTo(side, within(slope.bound().orElseThrow() + 1e-4 * Math.abs(side)));
        assertThat(slope.bound().orElseThrow()).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-4, 1e-2})
    void two_mirrored_kinks_never_hide_behind_their_mean(double distance) {
        Slope slope = Curve.of(x -> Math.max(0, x - distance) - Math.max(0, -x - distance))
                .slope(0);
        assertThat(slope.kind()).isEqualTo(Slope.Kind.SMOOTH);
        assertThat(Curve.holds(slope, 0)).isTrue();
    }

    @Test
    void two_kinks_at_one_point_that_cancel_are_smooth() {
        Slope slope = Curve.of(x -> Math.max(0, x) - Math.max(0, -x)).slope(0);
        assertThat(slope.kind()).isEqualTo(Slope.Kind.SMOOTH);
        assertThat(slope.value()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 1e3, -1e5})
    void a_step_at_the_point_is_discontinuous(double x) {
        Slope slope = Curve.of(t -> t >= x ? 1 : 0).slope(x);
        assertThat(slope.kind()).isEqualTo(Slope.Kind.DISCONTINUOUS);
        assertThat(slope.bound()).isEmpty();
    }

    @Test
    void a_step_between_two_slopes_is_discontinuous_too() {
        assertThat(Curve.of(t -> t >= 1 ? 2 * t : t * t).slope(1).kind()).isEqualTo(Slope.Kind.DISCONTINUOUS);
    }

    @Test
    void a_step_at_the_point_tells_the_slope_on_the_quiet_side() {
        Slope slope = Curve.of(t -> t >= 1 ? 1 : 0).slope(1);
        assertThat(slope.right()).isZero();
        assertThat(slope.left()).isGreaterThan(1e6);
        assertThat(slope.step()).isCloseTo(1 / slope.left(), within(1e-20));
        assertThat(slope.value()).isEqualTo(slope.left() / 2);
    }

    @Test
    void a_pole_has_no_slope() {
        assertThat(Curve.of(x -> 1 / x).slope(0).bound()).isEmpty();
    }

    @Test
    void the_edge_of_a_domain_has_no_slope() {
        Slope slope = Curve.of(Math::sqrt).slope(0);
        assertThat(slope.value()).isNaN();
        assertThat(slope.bound()).isEmpty();
        assertThat(slope.evaluations()).isEqualTo(52);
    }

    @Test
    void steps_that_leave_the_domain_are_left_out() {
        Slope slope = Curve.of(x -> Math.log(x - 1)).slope(1 + 1e-4);
        assertThat(slope.bound().orElseThrow()).isLessThan(1);
        assertThat(Curve.holds(slope, 1 / ((1 + 1e-4) - 1))).isTrue();
    }

    private static Arguments kink(String name, DoubleUnaryOperator f, double x, double left, double right) {
        return Arguments.of(name, f, x, left, right);
    }
}
