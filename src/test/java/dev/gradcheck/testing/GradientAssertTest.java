package dev.gradcheck.testing;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What {@code assertThatGradient} says of x₀² + x₁², with gradients right and wrong. */
class GradientAssertTest {
    private static final ScalarFunction RIGHT = squares(2, 2);
    private static final ScalarFunction WRONG = squares(2, 3);
    private static final Twin TWIN = at -> {
        NDArray x = at.get("x");
        return x.mul(x).sum();
    };

    @Test
    void a_correct_gradient_passes_and_the_assertion_goes_on() {
        GradientAssert assertion = assertThatGradient(RIGHT).at(1, -3);
        assertThat(assertion.isCorrect()).isSameAs(assertion);
    }

    @Test
    void a_wrong_one_fails_and_names_gradient_element_and_numbers() {
        assertThat(failure(assertThatGradient(WRONG).at(1, 5)))
                .startsWith("squares: dL/dx disagrees, says finite differences (float64, cpu)\n")
                .contains("element                           : x[1] of shape (2), float64")
                .contains("analytic                          : 1.5000000000000000e+01")
                .contains("ratio 1.50000");
    }

    @Test
    void a_description_stands_before_the_message() {
        assertThat(failure(assertThatGradient(WRONG).as("my kernel").at(1, 5))).startsWith("[my kernel] squares: ");
    }

    @Test
    void a_percent_sign_in_a_name_is_no_format() {
        ScalarFunction named = new ScalarFunction("100 %d", WRONG.value(), WRONG.gradient());
        assertThat(failure(assertThatGradient(named).at(1, 5))).startsWith("100 %d: dL/dx");
    }

    @Test
    void without_a_point_it_asks_for_one() {
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThatGradient(RIGHT).isCorrect())
                .withMessage("at which point? Call at(…) before isCorrect()");
    }

    @Test
    void no_function_is_no_correct_gradient() {
        assertThat(failure(assertThatGradient(null).at(1))).contains("not to be null");
    }

    @Test
    void a_gradient_of_another_length_is_malformed() {
        ScalarFunction lost = new ScalarFunction("lost", RIGHT.value(), x -> new double[] {2 * x[0]});
        assertThat(failure(assertThatGradient(lost).at(1, 5)))
                .contains("dL/dx malformed")
                .contains("the gradient has shape (1), its parameter has (2)");
    }

    @Test
    void a_gradient_that_throws_is_a_failure_with_its_message() {
        ScalarFunction thrown = new ScalarFunction("thrown", RIGHT.value(), x -> {
            throw new UnsupportedOperationException("not yet");
        });
        assertThat(failure(assertThatGradient(thrown).at(1, 5)))
                .contains(
                        "the backward pass throws UnsupportedOperationException: not yet (at GradientAssertTest.java:");
    }

    @Test
    void nan_never_passes() {
        ScalarFunction nan = new ScalarFunction("nan", RIGHT.value(), x -> new double[] {2, Double.NaN});
        assertThat(failure(assertThatGradient(nan).at(1, 5))).contains("x[1] of shape (2)", "analytic : NaN");
    }

    @Test
    void autograd_is_asked_too_where_a_twin_is_given() {
        assertThatGradient(RIGHT).at(1, -3).byAutograd(TWIN).isCorrect();
        assertThat(failure(assertThatGradient(WRONG).at(1, 5).byAutograd(TWIN)))
                .contains("say finite differences (float64, cpu)", "autograd (float64, cpu)");
    }

    @Test
    void the_declared_dtype_counts_whether_it_is_chosen_before_or_after_the_twin() {
        assertThat(failure(assertThatGradient(WRONG).at(1, 5).byAutograd(TWIN).in(DType.FLOAT32)))
                .isEqualTo(failure(
                        assertThatGradient(WRONG).at(1, 5).in(DType.FLOAT32).byAutograd(TWIN)))
                .contains("autograd (float32, cpu");
    }

    @Test
    void only_the_chosen_oracles_judge_beside_the_contracts() {
        List<Question> asked = new ArrayList<>();
        String failure =
                failure(assertThatGradient(WRONG).byAutograd(TWIN).at(1, 5).onlyBy(new Agreeable(asked)));
        assertThat(failure).contains("says taylor").doesNotContain("finite differences", "autograd");
        assertThat(asked).hasSize(1);
    }

    @Test
    void without_any_oracle_there_is_no_verdict() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatGradient(RIGHT).at(1, 5).onlyBy().isCorrect())
                .withMessageContaining("0 oracles");
    }

    private static ScalarFunction squares(double first, double second) {
        return new ScalarFunction(
                "squares", x -> x[0] * x[0] + x[1] * x[1], x -> new double[] {first * x[0], second * x[1]});
    }

    private static String failure(GradientAssert assertion) {
        List<String> messages = new ArrayList<>();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(assertion::isCorrect)
                .satisfies(e -> messages.add(e.getMessage()));
        return messages.get(0).strip();
    }

    /** Says what {@link #WRONG} claims at (1, 5). */
    private record Agreeable(List<Question> asked) implements GradientOracle {
        @Override
        public String name() {
            return "agreeable";
        }

        @Override
        public DType dtype() {
            return DType.FLOAT64;
        }

        @Override
        public String device() {
            return "cpu";
        }

        @Override
        public List<Estimate> estimate(Question question) {
            asked.add(question);
            return List.of(new Estimate("x", Shape.of(2), List.of(Slope.of(2, 0), Slope.of(15, 0))));
        }
    }

    @Test
    void a_point_without_elements_is_not_run_and_never_right() {
        ScalarFunction constant = new ScalarFunction("constant", x -> 1, x -> x);
        assertThatThrownBy(() -> assertThatGradient(constant).at(new double[0]).isCorrect())
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("not run: the parameter has no elements: there is nothing to compare");
    }
}
