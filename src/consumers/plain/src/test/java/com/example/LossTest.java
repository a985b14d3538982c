package com.example;

import static dev.gradcheck.testing.GradientAssertions.assertThatDerivative;
import static dev.gradcheck.testing.GradientAssertions.assertThatGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradcheck.testing.GoldenTests;
import dev.gradcheck.testing.GradcheckExtension;
import dev.gradcheck.testing.Networks;
import java.nio.file.Path;
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

    @Test
    void no_pytorch_is_loaded_for_differences() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("ai.djl.ndarray.NDArray"));
        assertThrows(ClassNotFoundException.class, () -> Class.forName("io.qameta.allure.Allure"));
    }

    @Test
    void what_is_missing_is_said_with_its_coordinate() {
        var autograd = assertThrows(
                IllegalStateException.class,
                () -> assertThatDerivative(Math::sin, Math::cos).byAutograd());
        assertEquals(
                "autograd needs a library that is not on the class path: add ai.djl.pytorch:pytorch-engine,"
                        + " with pytorch-jni and pytorch-native-cpu of this platform, to the test dependencies",
                autograd.getMessage());
        var golden = assertThrows(
                IllegalStateException.class,
                () -> new GoldenTests(Networks.standard()).of(Path.of("src/test/resources/golden")));
        assertTrue(golden.getMessage().contains("org.snakeyaml:snakeyaml-engine"), golden.getMessage());
    }
}
