package com.example;

import static dev.gradcheck.testing.GradientAssertions.assertThatGradient;

import dev.gradcheck.testing.GradcheckExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GradcheckExtension.class)
class LossTest {
    @Test
    void right() {
        assertThatGradient(x -> x[0] * x[0] * x[1], x -> new double[] {2 * x[0] * x[1], x[0] * x[0]})
                .at(1.5, -2)
                .isCorrect();
    }
}
