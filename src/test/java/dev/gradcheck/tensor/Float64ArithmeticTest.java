package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(Numbers.class)
class Float64ArithmeticTest {
    @Property
    void a_sum_is_the_double_sum(@ForAll double a, @ForAll double b) {
        assertThat(scalar(a).plus(scalar(b))).isEqualTo(scalar(a + b));
    }

    @Property
    void a_difference_is_the_double_difference(@ForAll double a, @ForAll double b) {
        assertThat(scalar(a).minus(scalar(b))).isEqualTo(scalar(a - b));
    }

    @Property
    void a_product_is_the_double_product(@ForAll double a, @ForAll double b) {
        assertThat(scalar(a).times(scalar(b))).isEqualTo(scalar(a * b));
    }

    @Property
    void a_quotient_is_the_double_quotient(@ForAll double a, @ForAll double b) {
        assertThat(scalar(a).dividedBy(scalar(b))).isEqualTo(scalar(a / b));
    }

    @Property
    void a_factor_multiplies_every_element(@ForAll double a, @ForAll double b, @ForAll double factor) {
        Tensor tensor = Tensor.of(DType.FLOAT64, Shape.of(2), a, b);
        assertThat(tensor.times(factor)).isEqualTo(Tensor.of(DType.FLOAT64, Shape.of(2), a * factor, b * factor));
    }

    @Property
    void a_sum_of_elements_is_added_in_order_from_zero(@ForAll double a, @ForAll double b, @ForAll double c) {
        Tensor tensor = Tensor.of(DType.FLOAT64, Shape.of(3), a, b, c);
        assertThat(tensor.sum()).isEqualTo(scalar(0.0 + a + b + c));
    }

    @Property
    void an_elementary_function_is_taken_as_it_is(@ForAll double value) {
        assertThat(scalar(value).map(StrictMath::sin)).isEqualTo(scalar(StrictMath.sin(value)));
    }

    private static Tensor scalar(double value) {
        return Tensor.scalar(DType.FLOAT64, value);
    }
}
