package dev.gradcheck.testing;

import static dev.gradcheck.testing.Accepted.blindness;
import static dev.gradcheck.testing.Accepted.convention;
import static dev.gradcheck.testing.Accepted.difference;
import static dev.gradcheck.testing.Accepted.relativeDifference;
import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gradcheck.function.ScalarFunction;
import org.junit.jupiter.api.Test;

/** What somebody accepts in a test, as golden files can. */
class AcceptingTest {
    private static final String STE = "a straight-through estimator passes the gradient on";

    /** Rounding, through which the gradient goes as if it were not there. */
    private static final ScalarFunction ROUNDED =
            new ScalarFunction("round(x)² + y²", x -> Math.rint(x[0]) * Math.rint(x[0]) + x[1] * x[1], x ->
                    new double[] {2 * Math.rint(x[0]), 2 * x[1]});

    /** log(1 + x) with a gradient that is 1 − x + x². */
    private static final ScalarFunction SERIES =
            new ScalarFunction("log(1 + x)", x -> Math.log1p(x[0]), x -> new double[] {1 - x[0] + x[0] * x[0]});

    @Test
    void a_straight_through_estimator_is_accepted_at_its_element() {
        assertThatGradient(ROUNDED)
                .at(2.3, 5)
                .accepting(difference("x").at(0).because(STE))
                .isCorrect();
        assertThat(failure(assertThatGradient(ROUNDED).at(2.3, 5))).contains("dL/dx disagrees");
    }

    @Test
    void what_is_accepted_at_one_element_excuses_no_other() {
        ScalarFunction wrong =
                new ScalarFunction("wrong", ROUNDED.value(), x -> new double[] {2 * Math.rint(x[0]), 3 * x[1]});
        assertThat(failure(assertThatGradient(wrong)
                        .at(2.3, 5)
                        .accepting(difference("x").at(0).because(STE))))
                .contains("dL/dx disagrees, says finite differences");
    }

    @Test
    void what_is_accepted_and_does_not_occur_fails() {
        ScalarFunction right =
                new ScalarFunction("right", x -> x[0] * x[0] + x[1] * x[1], x -> new double[] {2 * x[0], 2 * x[1]});
        assertThat(failure(assertThatGradient(right)
                        .at(2.3, 5)
                        .accepting(difference("x").at(0).because(STE))))
                .contains("dL/dx disagrees, says known discrepancy")
                .contains("the difference of dL/dx at [[0]], accepted because " + STE
                        + ", does not occur. If it is mended, do not accept it any longer");
    }

    @Test
    void every_element_that_is_named_has_to_occur() {
        assertThat(failure(assertThatGradient(ROUNDED)
                        .at(2.3, 5)
                        .accepting(difference("x").at(0).at(1).because(STE))))
                .contains("does not occur at [[1]]");
    }

    @Test
    void of_several_points_one_has_to_show_it() {
        assertThatGradient(SERIES)
                .at(0)
                .at(1e-3)
                .accepting(relativeDifference("x", 2e-9).because("a truncated series"))
                .isCorrect();
    }

    @Test
    void a_difference_has_a_size() {
        assertThatGradient(SERIES)
                .at(0.01)
                .accepting(relativeDifference("x", 1.1e-6).because("a truncated series"))
                .isCorrect();
        assertThat(failure(assertThatGradient(SERIES)
                        .at(0.01)
                        .accepting(relativeDifference("x", 0.9e-6).because("a truncated series"))))
                .contains(
                        "dL/dx disagrees, says finite differences",
                        "does not occur as it is accepted: its place, its size or its ratio is another");
    }

    @Test
    void a_difference_may_have_a_ratio() {
        ScalarFunction doubled = new ScalarFunction("x²", x -> x[0] * x[0], x -> new double[] {4 * x[0]});
        assertThatGradient(doubled)
                .at(3)
                .accepting(difference("x").withRatio(2).because("the ½ is elsewhere"))
                .isCorrect();
        assertThat(failure(assertThatGradient(doubled)
                        .at(3)
                        .accepting(difference("x").withRatio(2.001).because("the ½ is elsewhere"))))
                .contains("dL/dx disagrees, says finite differences");
    }

    @Test
    void a_convention_at_a_kink_may_lie_outside_of_the_slopes() {
        ScalarFunction ramp = new ScalarFunction(
                "relu(x) + y", x -> Math.max(x[0], 0) + x[1], x -> new double[] {x[0] >= 0 ? x[0] == 0 ? 2 : 1 : 0, 1});
        assertThat(failure(assertThatGradient(ramp).at(0, 1))).contains("dL/dx disagrees");
        assertThatGradient(ramp)
                .at(0, 1)
                .accepting(convention("x").at(0).because("the port counts ties twice"))
                .isCorrect();
    }

    @Test
    void a_convention_excuses_nothing_where_there_is_no_kink() {
        assertThat(failure(assertThatGradient(SERIES)
                        .at(0.5)
                        .accepting(convention("x").because("so it is"))))
                .contains("dL/dx disagrees, says finite differences");
    }

    @Test
    void blindness_can_be_accepted_where_it_fails() {
        ScalarFunction sum = new ScalarFunction("x + y", x -> x[0] + x[1], x -> new double[] {1, 1});
        assertThatGradient(sum)
                .at(1, 2)
                .failingOnBlindSpots()
                .accepting(blindness("x").because("a sum has equal derivatives everywhere"))
                .isCorrect();
        assertThat(failure(
                        assertThatGradient(SERIES).at(0).accepting(blindness().because("B = 1"))))
                .contains("the blind spot of loss, accepted because B = 1, does not occur");
    }

    @Test
    void a_reason_is_needed_and_so_are_numbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> difference("x").because(" "))
                .withMessage(
                        "accepting a difference of dL/dx needs a reason: because(\"…\") says it to whoever reads the"
                                + " report");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> relativeDifference("x", Double.NaN).because("so it is"))
                .withMessageContaining("needs numbers: a relative difference above 0");
    }

    private static String failure(GradientAssert assertion) {
        AssertionError error = catchThrowableOfType(AssertionError.class, assertion::isCorrect);
        return error == null ? "passes" : error.getMessage().strip();
    }
}
