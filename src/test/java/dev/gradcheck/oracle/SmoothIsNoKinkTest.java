package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;

/** Large curvature and noise look like kinks to one step alone; they are never called that, and the bound holds. */
class SmoothIsNoKinkTest {
    @Property(seed = "20260101", shrinking = ShrinkingMode.OFF)
    void one_over_x_near_its_pole(@ForAll("tiny") double x) {
        holds(Curve.of(t -> 1 / t).slope(x), -1 / x / x);
    }

    @Property(seed = "20260101", shrinking = ShrinkingMode.OFF)
    void a_fast_sine(
            @ForAll @DoubleRange(min = 10, max = 3000) double frequency,
            @ForAll @DoubleRange(min = -9, max = 9) double x) {
        Slope slope = Curve.of(t -> Math.sin(frequency * t)).slope(x);
        double rounding = Math.ulp(frequency * x) * frequency;
        holds(slope, frequency * Math.cos(frequency * x), rounding);
    }

    @Property(seed = "20260101", shrinking = ShrinkingMode.OFF)
    void a_steep_exponential(
            @ForAll @DoubleRange(min = 10, max = 300) double rate, @ForAll @DoubleRange(min = -2, max = 2) double x) {
        double truth = rate * Math.exp(rate * x);
        holds(Curve.of(t -> Math.exp(rate * t)).slope(x), truth, truth * Math.ulp(rate * x));
    }

    @Property(seed = "20260101", shrinking = ShrinkingMode.OFF)
    void a_bend_that_is_almost_a_kink(
            @ForAll @DoubleRange(min = 1, max = 1e5) double sharpness,
            @ForAll @DoubleRange(min = -1, max = 1) double x) {
        double w = 1 / sharpness;
        Slope slope = Curve.of(t -> Math.sqrt(t * t + w * w)).slope(x * w);
        holds(slope, x * w / Math.sqrt(x * x * w * w + w * w));
    }

    @Property(seed = "20260101", shrinking = ShrinkingMode.OFF)
    void noise(
            @ForAll @DoubleRange(min = -12, max = -3) double level, @ForAll @DoubleRange(min = 0.1, max = 3) double x) {
        double amplitude = StrictMath.pow(10, level);
        Slope slope = Curve.of(t -> Math.sin(t) + amplitude * NoiseSource.at(t)).slope(x);
        holds(slope, Math.cos(x));
    }

    @Property(seed = "20260101", shrinking = ShrinkingMode.OFF)
    void rounding_to_float32(@ForAll @DoubleRange(min = 0.1, max = 3) double x) {
        holds(Curve.of(t -> (float) Math.sin(t)).slope(x), Math.cos(x));
    }

    @Provide
    Arbitrary<Double> tiny() {
        return Combinators.combine(Arbitraries.doubles().between(-8, 0), Arbitraries.of(-1, 1))
                .as((e, sign) -> sign * StrictMath.pow(10, e));
    }

    private static void holds(Slope slope, double truth) {
        holds(slope, truth, 0);
    }

    private static void holds(Slope slope, double truth, double rounding) {
        assertThat(slope.kind()).as("%s", slope).isEqualTo(Slope.Kind.SMOOTH);
        assertThat(Math.abs(slope.value() - truth))
                .as("%s against %s", slope, truth)
                .isLessThanOrEqualTo(slope.bound().orElseThrow() + rounding + 1e-15 * Math.abs(truth));
    }
}
