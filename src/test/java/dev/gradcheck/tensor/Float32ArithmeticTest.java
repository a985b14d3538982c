package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Java's own float arithmetic is IEEE 754 binary32, and an independent way to the same bits. */
@Domain(Numbers.class)
class Float32ArithmeticTest {
    @Property
    void a_sum_is_the_float_sum(@ForAll float a, @ForAll float b) {
        assertThat(scalar(a).plus(scalar(b))).isEqualTo(scalar(a + b));
    }

    @Property
    void a_difference_is_the_float_difference(@ForAll float a, @ForAll float b) {
        assertThat(scalar(a).minus(scalar(b))).isEqualTo(scalar(a - b));
    }

    @Property
    void a_product_is_the_float_product(@ForAll float a, @ForAll float b) {
        assertThat(scalar(a).times(scalar(b))).isEqualTo(scalar(a * b));
    }

    @Property
    void a_quotient_is_the_float_quotient(@ForAll float a, @ForAll float b) {
        assertThat(scalar(a).dividedBy(scalar(b))).isEqualTo(scalar(a / b));
    }

    @Property
    void a_factor_is_rounded_before_it_multiplies(@ForAll float a, @ForAll double factor) {
        assertThat(scalar(a).times(factor)).isEqualTo(scalar(a * (float) factor));
    }

    @Property
    void a_sum_of_elements_is_added_in_order_from_zero(@ForAll float a, @ForAll float b, @ForAll float c) {
        Tensor tensor = Tensor.of(DType.FLOAT32, Shape.of(3), a, b, c);
        assertThat(tensor.sum()).isEqualTo(scalar(0f + a + b + c));
    }

    @Property
    void a_conversion_from_float64_rounds_once(@ForAll double value) {
        assertThat(Tensor.scalar(DType.FLOAT64, value).as(DType.FLOAT32)).isEqualTo(scalar((float) value));
    }

    @Property
    void a_conversion_to_float64_changes_nothing(@ForAll float value) {
        assertThat(scalar(value).as(DType.FLOAT64)).isEqualTo(Tensor.scalar(DType.FLOAT64, value));
    }

    @Property
    void an_elementary_function_is_rounded_once(@ForAll float value) {
        assertThat(scalar(value).map(StrictMath::exp)).isEqualTo(scalar((float) StrictMath.exp(value)));
    }

    private static Tensor scalar(float value) {
        return Tensor.scalar(DType.FLOAT32, value);
    }
}
