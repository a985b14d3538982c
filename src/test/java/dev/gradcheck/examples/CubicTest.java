package dev.gradcheck.examples;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;

import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.testing.GradcheckExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GradcheckExtension.class)
class CubicTest {
    @Test
    void the_gradient_of_a_cubic_is_right() {
        var cubic =
                new ScalarFunction("x²y", x -> x[0] * x[0] * x[1], x -> new double[] {2 * x[0] * x[1], x[0] * x[0]});
        assertThatGradient(cubic).at(1.5, -2).isCorrect();
    }
}
