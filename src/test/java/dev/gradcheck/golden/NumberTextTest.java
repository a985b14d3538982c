package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.4500001",
        "1.5, 1.5499999",
        "1.5, 1.4999999999",
        "1.50, 1.5049",
        "-2, -2.4",
        "2, 1.6",
        "1.5e-3, 0.00154",
        "0.992, 0.99164",
        "0, 0.4",
        "0, -0.0"
    })
    void numbers_that_round_to_it_match(String text, double value) {
        assertThat(new NumberText(text).matches(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.44", "1.5, 1.56", "1.50, 1.506", "1.5, -1.5", "2, 1.4", "1.5e-3, 0.00156", "0.992, 0.9914"})
    void other_numbers_do_not_match(String text, double value) {
        assertThat(new NumberText(text).matches(value)).isFalse();
    }

    @Test
    void nan_matches_nan_alone() {
        assertThat(new NumberText(".nan").matches(Double.NaN)).isTrue();
        assertThat(new NumberText(".nan").matches(1.5)).isFalse();
        assertThat(new NumberText("1.5").matches(Double.NaN)).isFalse();
    }

    @Test
    void an_infinity_matches_itself_alone() {
        assertThat(new NumberText(".inf").matches(Double.POSITIVE_INFINITY)).isTrue();
        assertThat(new NumberText(".inf").matches(Double.NEGATIVE_INFINITY)).isFalse();
        assertThat(new NumberText(".inf").matches(Double.MAX_VALUE)).isFalse();
        assertThat(new NumberText("1.5").matches(Double.POSITIVE_INFINITY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "about 1.5", "0x1p3", "1e9999999", "1e99999999999"})
    void other_texts_stand_for_no_numbers_that_round_to_them(String text) {
        assertThat(new NumberText(text).isGivenToDigits()).isFalse();
    }
}
