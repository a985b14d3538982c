package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** −2½ times a gradient of 100 and ¾ times another one of 100, of which rounding explains ¾ and 1½; and 3 of their combination. */
class LinearityTest {
    private static final double DEMANDED = -2.5 * 100 + 0.75 * 100;

    /** The 3 are measured on the combination, whatever it is. */
    private static final double ALLOWED = 2.5 * 0.75 + 0.75 * 1.5 + 3;

    @Test
    void each_of_the_three_gradients_may_be_rounded() {
        assertThat(finding(DEMANDED)).isEmpty();
        assertThat(finding(DEMANDED + ALLOWED)).isEmpty();
        assertThat(finding(DEMANDED - ALLOWED)).isEmpty();
        assertThat(finding(DEMANDED + ALLOWED + 0.01)).isPresent();
        assertThat(finding(DEMANDED - ALLOWED - 0.01)).isPresent();
    }

    @Test
    void a_cause_explains_what_it_gives_up_to_the_rounding_of_both() {
        assertThat(fault(100)).isEqualTo("upstream ignored");
        assertThat(fault(100 + 3.75)).isEqualTo("upstream ignored");
        assertThat(fault(100 - 3.75)).isEqualTo("upstream ignored");
        assertThat(fault(100 + 3.76)).isEqualTo("not linear in the cotangent");
        assertThat(fault(100 - 3.76)).isEqualTo("not linear in the cotangent");
    }

    @Test
    void what_underflows_on_the_way_breaks_nothing() {
        double tiny = 0x1p-1050;
        Linearity linearity = new Linearity(-2.5, of(tiny), 0, of(tiny), of(-2.5 * tiny * (1 + 0x1p-20)));
        RoundingError none = Cases.rounding(Cases.vector(tiny), 0);
        assertThat(linearity.finding("w", new Linearity.Rounding(none, none, none)))
                .isEmpty();
    }

    private static String fault(double combined) {
        return finding(combined).orElseThrow().diagnosis().orElseThrow().fault();
    }

    private static Optional<Finding> finding(double combined) {
        Linearity linearity = new Linearity(-2.5, of(100), 0.75, of(100), of(combined));
        return linearity.finding(
                "w",
                new Linearity.Rounding(
                        Cases.rounding(Cases.vector(100), 0.75),
                        Cases.rounding(Cases.vector(100), 1.5),
                        Cases.rounding(Cases.vector(combined), 3)));
    }

    private static Parameters of(double value) {
        return Parameters.of("w", Cases.vector(value));
    }
}
