package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioTest {
    @ParameterizedTest
    @CsvSource({
        "1.5, 1.50000",
        "-2.25, -2.25000",
        "1, 1.00000",
        "0, 0.00000",
        "1.0001000001, 1.00010",
        "0.9998, 0.999800",
        "1.0000001, 1 + 1.0e-07",
        "0.99999, 1 − 1.0e-05",
        "1.00009, 1 + 9.0e-05",
        "NaN, NaN"
    })
    void what_is_nearly_one_is_told_by_its_difference_from_one(double ratio, String text) {
        assertThat(Ratio.text(ratio)).isEqualTo(text);
    }
}
