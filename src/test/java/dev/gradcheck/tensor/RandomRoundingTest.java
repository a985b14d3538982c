package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.TreeSet;
import java.util.function.LongToDoubleFunction;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(DomainContext.Global.class)
@Domain(Numbers.class)
class RandomRoundingTest {
    /** The sign of a candidate minus the exact result, in decimal arithmetic that never rounds. */
    private interface Exact {
        int compare(BigDecimal candidate);
    }

    @Property
    void a_float64_sum_is_a_neighbour_of_the_exact_sum(@ForAll double a, @ForAll double b, @ForAll("seeds") long seed) {
        Assume.that(Double.isFinite(a) && Double.isFinite(b));
        double result = Arithmetic.randomised(DType.FLOAT64, seed).add(a, b);
        assertEncloses(DType.FLOAT64, result, c -> c.compareTo(decimal(a).add(decimal(b))));
    }

    @Property
    void a_float64_difference_is_a_neighbour_of_the_exact_difference(
            @ForAll double a, @ForAll double b, @ForAll("seeds") long seed) {
        Assume.that(Double.isFinite(a) && Double.isFinite(b));
        double result = Arithmetic.randomised(DType.FLOAT64, seed).subtract(a, b);
        assertEncloses(DType.FLOAT64, result, c -> c.compareTo(decimal(a).subtract(decimal(b))));
    }

    @Property
    void a_float64_product_is_a_neighbour_of_the_exact_product(
            @ForAll double a, @ForAll double b, @ForAll("seeds") long seed) {
        Assume.that(Double.isFinite(a) && Double.isFinite(b));
        double result = Arithmetic.randomised(DType.FLOAT64, seed).multiply(a, b);
        assertEncloses(DType.FLOAT64, result, c -> c.compareTo(decimal(a).multiply(decimal(b))));
    }

    @Property
    void a_float64_quotient_is_a_neighbour_of_the_exact_quotient(
            @ForAll double a, @ForAll double b, @ForAll("seeds") long seed) {
        Assume.that(Double.isFinite(a) && Double.isFinite(b) && b != 0);
        double result = Arithmetic.randomised(DType.FLOAT64, seed).divide(a, b);
        assertEncloses(DType.FLOAT64, result, c -> againstQuotient(c, a, b));
    }

    @Property
    void a_float32_result_is_a_neighbour_of_the_exact_result(
            @ForAll float a, @ForAll float b, @ForAll("seeds") long seed) {
        Assume.that(Float.isFinite(a) && Float.isFinite(b) && b != 0);
        Arithmetic random = Arithmetic.randomised(DType.FLOAT32, seed);
        BigDecimal x = decimal(a);
        BigDecimal y = decimal(b);
        assertEncloses(DType.FLOAT32, random.add(a, b), c -> c.compareTo(x.add(y)));
        assertEncloses(DType.FLOAT32, random.subtract(a, b), c -> c.compareTo(x.subtract(y)));
        assertEncloses(DType.FLOAT32, random.multiply(a, b), c -> c.compareTo(x.multiply(y)));
        assertEncloses(DType.FLOAT32, random.divide(a, b), c -> againstQuotient(c, a, b));
    }

    @Property
    void the_same_seed_gives_the_same_bits(@ForAll double a, @ForAll double b, @ForAll("seeds") long seed) {
        Tensor x = Tensor.scalar(DType.FLOAT64, a).in(Arithmetic.randomised(DType.FLOAT64, seed));
        Tensor y = Tensor.scalar(DType.FLOAT64, b);
        assertThat(x.plus(y).times(y).map(StrictMath::sin))
                .isEqualTo(x.plus(y).times(y).map(StrictMath::sin));
    }

    @Property
    void integers_stay_exact(@ForAll short a, @ForAll short b, @ForAll("seeds") long seed) {
        for (DType dtype : DType.values()) {
            Arithmetic random = Arithmetic.randomised(dtype, seed);
            if (DoubleStream.of(a, b, a + b, a - b).allMatch(dtype::holds)) {
                assertThat(random.add(a, b)).isEqualTo(a + b);
                assertThat(random.subtract(a, b)).isEqualTo(a - b);
            }
        }
        assertThat(Arithmetic.randomised(DType.FLOAT64, seed).multiply(a, b)).isEqualTo((double) a * b);
        assertThat(Arithmetic.randomised(DType.FLOAT64, seed).divide(a, 0.25)).isEqualTo(a * 4.0);
    }

    @Test
    void both_neighbours_of_a_third_occur() {
        double third = 1.0 / 3;
        float floatThird = 1f / 3;
        assertThat(over(seed -> Arithmetic.randomised(DType.FLOAT64, seed).divide(1, 3)))
                .containsExactly(third, Math.nextUp(third));
        assertThat(over(seed -> Arithmetic.randomised(DType.FLOAT32, seed).divide(1, 3)))
                .containsExactly((double) Math.nextDown(floatThird), (double) floatThird);
    }

    @Test
    void both_neighbours_of_a_negative_quotient_occur() {
        double third = 1.0 / 3;
        assertThat(over(seed -> Arithmetic.randomised(DType.FLOAT64, seed).divide(1, -3)))
                .containsExactly(-Math.nextUp(third), -third);
    }

    @Test
    void both_neighbours_of_an_inexact_sum_and_product_occur() {
        assertThat(over(seed -> Arithmetic.randomised(DType.FLOAT64, seed).add(1, 0x1p-60)))
                .containsExactly(1.0, Math.nextUp(1.0));
        assertThat(over(seed -> Arithmetic.randomised(DType.FLOAT64, seed).subtract(1, 0x1p-60)))
                .containsExactly(Math.nextDown(1.0), 1.0);
        double above = Math.nextUp(1.0);
        assertThat(over(seed -> Arithmetic.randomised(DType.FLOAT64, seed).multiply(above, above)))
                .containsExactly(1 + 0x1p-51, 1 + 0x1p-51 + 0x1p-52);
    }

    @Test
    void a_product_that_underflows_is_no_exact_zero() {
        assertThat(over(seed -> Arithmetic.randomised(DType.FLOAT64, seed).multiply(1e-200, -1e-200)))
                .containsExactly(-Double.MIN_VALUE, -0.0);
        assertThat(over(seed -> Arithmetic.randomised(DType.FLOAT64, seed).multiply(0, -1e-200)))
                .containsExactly(-0.0);
    }

    @Test
    void an_elementary_function_may_go_either_way() {
        assertThat(over(seed -> Arithmetic.randomised(DType.FLOAT64, seed).elementary(0.5)))
                .containsExactly(Math.nextDown(0.5), 0.5, Math.nextUp(0.5));
        assertThat(over(seed -> Arithmetic.randomised(DType.FLOAT32, seed).elementary(0.5)))
                .containsExactly((double) Math.nextDown(0.5f), 0.5, (double) Math.nextUp(0.5f));
    }

    @Test
    void a_number_that_the_type_does_not_hold_is_converted_to_either_neighbour() {
        Tensor third = Tensor.scalar(DType.FLOAT64, 1.0 / 3);
        assertThat(over(seed ->
                        third.in(Arithmetic.randomised(DType.FLOAT16, seed)).item()))
                .containsExactly(0.333251953125, 0.33349609375);
    }

    @Test
    void the_coin_is_fair_over_the_seeds_and_over_the_values() {
        int overSeeds = 0;
        int overValues = 0;
        int overBoth = 0;
        for (int i = 1; i <= 10_000; i++) {
            overSeeds += moves(1.0 / 3, i);
            overValues += moves(i / 3.0, 7);
            overBoth += moves(i / 3.0, i);
        }
        // binomial with n = 10000: five standard deviations are 250
        assertThat(overSeeds).isBetween(4750, 5250);
        assertThat(overValues).isBetween(4750, 5250);
        assertThat(overBoth).isBetween(4750, 5250);
    }

    @Property
    void zero_infinity_and_nan_are_not_disturbed(@ForAll("seeds") long seed) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            for (double value :
                    new double[] {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN}) {
                Tensor random = Tensor.scalar(dtype, value).in(Arithmetic.randomised(dtype, seed));
                assertThat(random.map(v -> v)).isEqualTo(Tensor.scalar(dtype, value));
            }
        }
    }

    @Test
    void random_rounding_wins_over_nearest_from_either_side() {
        Tensor nearest = Tensor.scalar(DType.FLOAT64, 1);
        Tensor random = nearest.in(Arithmetic.randomised(DType.FLOAT64, 7));
        assertThat(nearest.plus(random).arithmetic()).isEqualTo(random.arithmetic());
        assertThat(random.plus(nearest).arithmetic()).isEqualTo(random.arithmetic());
        assertThat(nearest.plus(nearest).arithmetic().isNearest()).isTrue();
        assertThat(random.arithmetic().isNearest()).isFalse();
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    private static int moves(double value, long seed) {
        return Arithmetic.randomised(DType.FLOAT64, seed).elementary(value) == value ? 0 : 1;
    }

    private static TreeSet<Double> over(LongToDoubleFunction result) {
        TreeSet<Double> seen = new TreeSet<>();
        for (long seed = 0; seed < 64; seed++) {
            seen.add(result.applyAsDouble(seed));
        }
        return seen;
    }

    /** Equal to the exact result, or with it strictly between the result and the next number. */
    private static void assertEncloses(DType dtype, double result, Exact exact) {
        boolean single = dtype == DType.FLOAT32;
        double max = single ? Float.MAX_VALUE : Double.MAX_VALUE;
        if (Double.isInfinite(result)) {
            assertThat(exact.compare(decimal(Math.copySign(max, result)))).isEqualTo(result > 0 ? -1 : 1);
            return;
        }
        int side = exact.compare(decimal(result));
        if (side == 0) {
            return;
        }
        double towards = side < 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        double next = single ? Math.nextAfter((float) result, towards) : Math.nextAfter(result, towards);
        if (!Double.isInfinite(next)) {
            assertThat(exact.compare(decimal(next))).isEqualTo(-side);
        }
    }

    private static int againstQuotient(BigDecimal candidate, double a, double b) {
        return candidate.multiply(decimal(b)).compareTo(decimal(a)) * (b > 0 ? 1 : -1);
    }

    private static BigDecimal decimal(double value) {
        return new BigDecimal(value);
    }
}
