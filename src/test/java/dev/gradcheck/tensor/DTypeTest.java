package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class DTypeTest {
    @Test
    void the_unit_roundoff_is_half_the_distance_from_one_to_the_next_number() {
        assertThat(DType.FLOAT64.unitRoundoff()).isEqualTo((Math.nextUp(1.0) - 1) / 2);
        assertThat(DType.FLOAT32.unitRoundoff()).isEqualTo((Math.nextUp(1f) - 1) / 2.0);
        assertThat(DType.INT32.unitRoundoff()).isZero();
    }

    @Test
    void integers_are_not_floating() {
        assertThat(DType.INT32.isFloating()).isFalse();
        assertThat(DType.FLOAT32.isFloating()).isTrue();
        assertThat(DType.FLOAT64.isFloating()).isTrue();
    }

    @Property
    @Domain(Numbers.class)
    void a_type_holds_what_rounding_does_not_change(@ForAll double value) {
        assertThat(DType.FLOAT64.holds(value)).isTrue();
        assertThat(DType.FLOAT32.holds(value)).isEqualTo(Double.compare((float) value, value) == 0);
    }

    @Test
    void int32_holds_integers_in_its_range_only() {
        assertThat(DType.INT32.holds(2147483647)).isTrue();
        assertThat(DType.INT32.holds(2147483648.0)).isFalse();
        assertThat(DType.INT32.holds(-2147483648.0)).isTrue();
        assertThat(DType.INT32.holds(-2147483649.0)).isFalse();
        assertThat(DType.INT32.holds(0.5)).isFalse();
        assertThat(DType.INT32.holds(Double.NaN)).isFalse();
        assertThat(DType.INT32.holds(Double.POSITIVE_INFINITY)).isFalse();
    }

    @Property
    @Domain(Numbers.class)
    void a_text_reads_back_as_the_same_number(@ForAll double wide, @ForAll float narrow) {
        assertThat(Double.valueOf(DType.FLOAT64.format(wide))).isEqualTo(Double.valueOf(wide));
        assertThat(Float.valueOf(DType.FLOAT32.format(narrow))).isEqualTo(Float.valueOf(narrow));
    }

    @Test
    void a_text_is_the_shortest_of_its_type() {
        assertThat(DType.FLOAT64.format(0.1)).isEqualTo("0.1");
        assertThat(DType.FLOAT32.format(0.1f)).isEqualTo("0.1");
        assertThat(DType.FLOAT32.format(-0.0)).isEqualTo("-0.0");
        assertThat(DType.INT32.format(-5)).isEqualTo("-5");
    }

    @Test
    void a_name_is_lower_case() {
        assertThat(DType.values())
                .extracting(DType::toString)
                .containsExactly("int32", "bfloat16", "float16", "float32", "float64");
    }
}
