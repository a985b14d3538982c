package com.example;

import static dev.gradcheck.testing.GradientAssertions.assertThatGradient;

import org.junit.jupiter.api.Test;

class WrongTest {
    @Test
    void wrong() {
        assertThatGradient(x -> x[0] * x[0] * x[1], x -> new double[] {x[0] * x[1], x[0] * x[0]})
                .named("cubic")
                .at(1.5, -2)
                .isCorrect();
    }
}
