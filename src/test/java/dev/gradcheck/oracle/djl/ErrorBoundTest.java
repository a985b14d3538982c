package dev.gradcheck.oracle.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import org.junit.jupiter.api.Test;

class ErrorBoundTest {
    private static final double[] SINGLE = {1, 2 + 0x1p-20, Double.POSITIVE_INFINITY, Double.NaN, 5, 0, 0, 1e-9};
    private static final double[] TWOFOLD = {1, 2, 4, 3, Double.NaN, 0, 1e-60, 0};

    @Test
    void in_float64_it_is_the_difference_of_the_precisions_scaled_down() {
        assertThat(slope(DType.FLOAT64, 1)).isEqualTo(Slope.of(2, 0x1p-43 + 0x1p-45 + 8 * Double.MIN_VALUE));
    }

    @Test
    void in_float32_it_is_that_difference_itself() {
        double value = 2 + 0x1p-20;
        double bound = 0x1p-18 + 0x1p-21 * value + 8 * (double) Float.MIN_VALUE;
        assertThat(slope(DType.FLOAT32, 1)).isEqualTo(Slope.of(value, bound));
    }

    @Test
    void where_both_agree_the_last_roundings_remain() {
        assertThat(slope(DType.FLOAT64, 0).bound()).hasValue(0x1p-46);
        assertThat(slope(DType.FLOAT64, 5).bound()).hasValue(8 * Double.MIN_VALUE);
        assertThat(slope(DType.FLOAT32, 5).bound()).hasValue(8 * (double) Float.MIN_VALUE);
    }

    @Test
    void where_float32_saturates_nothing_is_known_of_float64() {
        assertThat(slope(DType.FLOAT64, 2)).satisfies(ErrorBoundTest::isUnbounded);
        assertThat(slope(DType.FLOAT64, 3)).satisfies(ErrorBoundTest::isUnbounded);
        assertThat(slope(DType.FLOAT64, 6)).satisfies(ErrorBoundTest::isUnbounded);
        assertThat(slope(DType.FLOAT32, 6).bound().orElseThrow()).isGreaterThan(4e-60);
    }

    @Test
    void a_zero_of_float64_alone_is_bounded() {
        assertThat(slope(DType.FLOAT64, 7).bound()).hasValue(0x1p-23 * 1e-9 + 8 * Double.MIN_VALUE);
    }

    @Test
    void what_is_not_finite_has_no_bound() {
        assertThat(slope(DType.FLOAT32, 2)).satisfies(ErrorBoundTest::isUnbounded);
        assertThat(slope(DType.FLOAT64, 4)).satisfies(ErrorBoundTest::isUnbounded);
        assertThat(slope(DType.FLOAT64, 4).value()).isNaN();
        assertThat(slope(DType.FLOAT32, 4)).satisfies(ErrorBoundTest::isUnbounded);
        assertThat(slope(DType.FLOAT32, 4).value()).isEqualTo(5);
    }

    private static void isUnbounded(Slope slope) {
        assertThat(slope.bound()).isEmpty();
    }

    private static Slope slope(DType dtype, int element) {
        return new ErrorBound(dtype, SINGLE, TWOFOLD).slope(element);
    }
}
