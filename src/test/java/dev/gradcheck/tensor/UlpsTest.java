package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;

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
class UlpsTest {
    @Property
    void a_walk_of_n_floats_upwards_is_n_ulps(@ForAll float start, @ForAll("steps") int steps) {
        float end = start;
        for (int i = 0; i < steps; i++) {
            end = Math.nextUp(end);
        }
        Assume.that(Float.isFinite(start) && Float.isFinite(end));
        assertThat(Ulps.between(DType.FLOAT32, start, end)).hasValue(steps);
        assertThat(Ulps.between(DType.FLOAT32, end, start)).hasValue(-steps);
    }

    @Property
    void a_walk_of_n_doubles_upwards_is_n_ulps(@ForAll double start, @ForAll("steps") int steps) {
        double end = start;
        for (int i = 0; i < steps; i++) {
            end = Math.nextUp(end);
        }
        Assume.that(Double.isFinite(start) && Double.isFinite(end));
        assertThat(Ulps.between(DType.FLOAT64, start, end)).hasValue(steps);
        assertThat(Ulps.between(DType.FLOAT64, end, start)).hasValue(-steps);
    }

    @Test
    void a_walk_across_zero_counts_zero_once() {
        assertThat(Ulps.between(DType.FLOAT64, -Double.MIN_VALUE, Double.MIN_VALUE))
                .hasValue(2);
        assertThat(Ulps.between(DType.FLOAT32, -Float.MIN_VALUE, Float.MIN_VALUE))
                .hasValue(2);
    }

    @Test
    void the_zeros_are_one_number() {
        assertThat(Ulps.between(DType.FLOAT64, -0.0, 0.0)).hasValue(0);
        assertThat(Ulps.between(DType.FLOAT32, 0.0, -0.0)).hasValue(0);
    }

    @Test
    void infinity_follows_the_largest_number() {
        assertThat(Ulps.between(DType.FLOAT64, Double.MAX_VALUE, Double.POSITIVE_INFINITY))
                .hasValue(1);
    }

    @Test
    void nan_has_no_distance() {
        assertThat(Ulps.between(DType.FLOAT64, Double.NaN, 1)).isEmpty();
        assertThat(Ulps.between(DType.FLOAT64, 1, Double.NaN)).isEmpty();
    }

    @Test
    void integers_are_one_apart() {
        assertThat(Ulps.between(DType.INT32, -3, 4)).hasValue(7);
    }

    @Test
    void a_distance_beyond_a_long_is_the_largest_long() {
        // 2.0 is the 2⁶²-th number above 0, so that −2 and 2 are 2⁶³ apart
        assertThat(Ulps.between(DType.FLOAT64, -2, Math.nextDown(2.0))).hasValue(Long.MAX_VALUE);
        assertThat(Ulps.between(DType.FLOAT64, -2, 2)).hasValue(Long.MAX_VALUE);
        assertThat(Ulps.between(DType.FLOAT64, Double.MAX_VALUE, -Double.MAX_VALUE))
                .hasValue(-Long.MAX_VALUE);
    }

    @Provide
    Arbitrary<Integer> steps() {
        return Arbitraries.integers().between(0, 100);
    }
}
