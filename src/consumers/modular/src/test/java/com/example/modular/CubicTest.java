package com.example.modular;

import static dev.gradcheck.testing.GradientAssertions.assertThatGradient;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CubicTest {
    @Test
    void right() {
        assertTrue(Cubic.class.getModule().isNamed());
        assertThatGradient(Cubic::value, Cubic::gradient).at(1.5, -2).isCorrect();
    }
}
