package dev.gradcheck.net;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.tensor.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The backward passes of whole networks, judged by DJL's autograd beside finite differences. */
class NetworkAutogradTest {
    @ParameterizedTest
    @CsvSource({
        "relu, mse, 1",
        "relu, softmax-cross-entropy, 3",
        "leaky, bce-with-logits, 3",
        "tanh, mse, 3",
        "tanh, softmax-cross-entropy, 1",
        "sigmoid, bce-with-logits, 1",
        "sigmoid, softmax-cross-entropy, 3",
        "softplus, mse, 3"
    })
    void autograd_has_the_same_gradient_in_both_dtypes(String activation, String loss, int batch) {
        Twin twin = Nets.twin(activation, loss, batch);
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            assertThatGradient(Nets.of(activation, loss, batch))
                    .at(Nets.point(dtype))
                    .in(dtype)
                    .byAutograd(twin)
                    .isCorrect();
        }
    }

    /** Where finite differences alone cannot tell a gradient of 1e-25 from zero. */
    @ParameterizedTest
    @CsvSource({"tanh, 40", "sigmoid, 40", "softplus, 40", "relu, 800", "tanh, 800", "sigmoid, 800", "softplus, 800"})
    void a_saturated_network_is_right(String activation, double size) {
        Parameters point = Nets.point(DType.FLOAT64);
        Parameters far = point.with("0.bias", point.get("0.bias").times(size))
                .with("1.bias", point.get("1.bias").times(size));
        assertThatGradient(Nets.of(activation, "mse", 2))
                .at(far)
                .byAutograd(Nets.twin(activation, "mse", 2))
                .isCorrect();
    }
}
