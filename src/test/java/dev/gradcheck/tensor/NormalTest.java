package dev.gradcheck.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The normal distribution against 60 digits of mpmath's erfc. */
class NormalTest {
    @ParameterizedTest
    @CsvSource({
        "-37.3, 8.205494844930773e-305, 3.062846290695667e-303",
        "-30.1, 2.4226672179857586e-199, 7.300259384280611e-198",
        "-30, 4.906713927148187e-198, 1.4736461348785476e-196",
        "-20.3, 6.429244467698346e-92, 1.308288554681529e-90",
        "-14.5, 6.057494764415221e-48, 8.824754974594823e-47",
        "-8.5, 9.479534822203318e-18, 8.16623563166955e-17",
        "-3, 0.0013498980316300946, 0.0044318484119380075",
        "-1, 0.15865525393145705, 0.24197072451914334",
        "-0.75, 0.2266273523768682, 0.30113743215480443",
        "-0.70703125, 0.23977352900000454, 0.3107131538064865",
        "-0.5, 0.3085375387259869, 0.35206532676429947",
        "-0.125, 0.4502617751698871, 0.39583768694474947",
        "0, 0.5, 0.3989422804014327",
        "0.25, 0.5987063256829237, 0.3866681168028492",
        "0.75, 0.7733726476231318, 0.30113743215480443",
        "1.5, 0.9331927987311419, 0.12951759566589172",
        "4, 0.9999683287581669, 0.00013383022576488534",
        "9, 1.0, 1.0279773571668915e-18"
    })
    void distribution_and_density_are_right_to_three_ulps(double x, double distribution, double density) {
        assertThat(Normal.distribution(x)).isCloseTo(distribution, within(3 * Math.ulp(distribution)));
        assertThat(Normal.density(x)).isCloseTo(density, within(3 * Math.ulp(density)));
        assertThat(Normal.density(-x)).isEqualTo(Normal.density(x));
    }

    @ParameterizedTest
    @CsvSource({"-Infinity, 0", "Infinity, 1", "-1e200, 0", "1e200, 1", "-38, 2.88542835e-316"})
    void at_the_ends_it_is_0_and_1(double x, double distribution) {
        assertThat(Normal.distribution(x)).isCloseTo(distribution, within(4 * Double.MIN_VALUE));
    }

    @Test
    void not_a_number_stays_one() {
        assertThat(Normal.distribution(Double.NaN)).isNaN();
        assertThat(Normal.density(Double.NaN)).isNaN();
    }
}
