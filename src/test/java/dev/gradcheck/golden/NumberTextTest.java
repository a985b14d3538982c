package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    @Test
    void float32_text_is_rounded_once() {
        // Just above the middle of 1 and its successor. Through float64 it would become that middle, and then 1.
        NumberText text = new NumberText("1.00000005960464477539062501");
        assertThat(text.in(DType.FLOAT32)).isEqualTo(Math.nextUp(1f));
    }

    @Test
    void a_negative_zero_keeps_its_sign() {
        assertThat(Double.compare(new NumberText("-0.0").in(DType.FLOAT32), -0.0))
                .isZero();
        assertThat(Double.compare(new NumberText("-0").in(DType.FLOAT64), -0.0)).isZero();
    }

    @Test
    void hexadecimal_text_denotes_its_number() {
        assertThat(new NumberText("0x1.8p3").in(DType.FLOAT32)).isEqualTo(12);
        assertThat(new NumberText("-0x1p-1074").in(DType.FLOAT64)).isEqualTo(-Double.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {".nan", ".NaN", "NaN", "nan"})
    void nan_is_written_as_in_yaml_json_or_python(String text) {
        assertThat(new NumberText(text).in(DType.FLOAT32)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-.inf", "-.INF", "-Infinity", "-inf"})
    void infinities_are_written_as_in_yaml_json_or_python(String text) {
        assertThat(new NumberText(text).in(DType.FLOAT64)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "abc", "1f", "0x10", "1_000", "١", "1e", "--1", "+", ".", "1 2", "inf inity"})
    void other_texts_are_no_numbers(String text) {
        assertThat(new NumberText(text).isNumber()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2.5", "2147483648", "-2147483649", "1e99999999999", "2147483647.0000000001", ".nan", ".inf"})
    void an_int32_has_no_number_for_these(String text) {
        assertThat(new NumberText(text).fits(DType.INT32)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-2147483648", "2.0", "1e3", "-0", "0x1p3"})
    void an_int32_has_a_number_for_these(String text) {
        assertThat(new NumberText(text).fits(DType.INT32)).isTrue();
    }

    @Test
    void a_finite_text_must_not_overflow() {
        assertThat(new NumberText("1e39").fits(DType.FLOAT32)).isFalse();
        assertThat(new NumberText("1e39").fits(DType.FLOAT64)).isTrue();
        assertThat(new NumberText(".inf").fits(DType.FLOAT32)).isTrue();
    }

    @Test
    void a_text_is_exact_where_reading_rounds_nothing_away() {
        assertThat(new NumberText("0.5").isExactIn(DType.FLOAT32)).isTrue();
        assertThat(new NumberText("0.1").isExactIn(DType.FLOAT64)).isFalse();
        assertThat(new NumberText("0x1.000001p0").isExactIn(DType.FLOAT32)).isFalse();
        assertThat(new NumberText("0x1.000001p0").isExactIn(DType.FLOAT64)).isTrue();
    }
}
