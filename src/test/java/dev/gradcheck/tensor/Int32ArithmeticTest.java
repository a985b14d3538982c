package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ShortRange;
import org.junit.jupiter.api.Test;

class Int32ArithmeticTest {
    @Property
    void sums_differences_and_products_are_those_of_integers(@ForAll @ShortRange short a, @ForAll @ShortRange short b) {
        assertThat(scalar(a).plus(scalar(b))).isEqualTo(scalar(a + b));
        assertThat(scalar(a).minus(scalar(b))).isEqualTo(scalar(a - b));
        assertThat(scalar(a).times(scalar(b))).isEqualTo(scalar(a * b));
    }

    @Test
    void the_largest_integers_are_held() {
        assertThat(scalar(Integer.MAX_VALUE).item()).isEqualTo(2147483647.0);
        assertThat(scalar(Integer.MIN_VALUE).item()).isEqualTo(-2147483648.0);
    }

    @Test
    void a_sum_that_leaves_the_range_is_an_error() {
        assertThatThrownBy(() -> scalar(Integer.MAX_VALUE).plus(scalar(1)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("2.147483648E9 is not an int32: integers neither round nor wrap here");
    }

    @Test
    void a_quotient_that_is_no_integer_is_an_error() {
        assertThatThrownBy(() -> scalar(1).dividedBy(scalar(2)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("0.5 is not an int32: integers neither round nor wrap here");
    }

    @Test
    void zero_has_no_sign() {
        Tensor positiveZero = Tensor.zeros(DType.INT32, Shape.SCALAR);
        assertThat(Tensor.scalar(DType.INT32, -0.0)).isEqualTo(positiveZero);
        assertThat(positiveZero.mapExactly(v -> -v)).isEqualTo(positiveZero);
        assertThat(scalar(1).with(0, -0.0)).isEqualTo(positiveZero);
        assertThat(scalar(-5).times(scalar(0))).isEqualTo(positiveZero);
    }

    private static Tensor scalar(int value) {
        return Tensor.scalar(DType.INT32, value);
    }
}
