package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
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
        assertThat(new Digits(text).matches(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.44", "1.5, 1.56", "1.50, 1.506", "1.5, -1.5", "2, 1.4", "1.5e-3, 0.00156", "0.992, 0.9914"})
    void other_numbers_do_not_match(String text, double value) {
        assertThat(new Digits(text).matches(value)).isFalse();
    }

    @Test
    void nan_matches_nan_alone() {
        assertThat(new Digits(".nan").matches(Double.NaN)).isTrue();
        assertThat(new Digits(".nan").matches(1.5)).isFalse();
        assertThat(new Digits("1.5").matches(Double.NaN)).isFalse();
    }

    @Test
    void an_infinity_matches_itself_alone() {
        assertThat(new Digits(".inf").matches(Double.POSITIVE_INFINITY)).isTrue();
        assertThat(new Digits(".inf").matches(Double.NEGATIVE_INFINITY)).isFalse();
        assertThat(new Digits(".inf").matches(Double.MAX_VALUE)).isFalse();
        assertThat(new Digits("1.5").matches(Double.POSITIVE_INFINITY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "about 1.5", "0x1p3", "1e9999999", "1e99999999999"})
    void other_texts_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Digits(text)).withMessageContaining("'" + text + "'");
    }
}
