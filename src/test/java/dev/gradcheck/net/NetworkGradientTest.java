package dev.gradcheck.net;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The backward passes of whole networks, judged by finite differences. */
class NetworkGradientTest {
    static Stream<Arguments> networks() {
        return Stream.of("relu", "leaky", "tanh", "sigmoid", "softplus")
                .flatMap(a -> Stream.of("mse", "bce-with-logits", "softmax-cross-entropy")
                        .map(l -> Arguments.of(a, l)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void a_network_on_a_batch_is_right_in_both_dtypes(String activation, String loss) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            assertThatGradient(Nets.of(activation, loss, 3))
                    .at(Nets.point(dtype))
                    .in(dtype)
                    .isCorrect();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mse", "bce-with-logits", "softmax-cross-entropy"})
    void a_network_on_a_single_sample_is_right(String loss) {
        assertThatGradient(Nets.of("tanh", loss, 1))
                .at(Nets.point(DType.FLOAT64))
                .isCorrect();
    }

    @ParameterizedTest
    @CsvSource({"bce-with-logits, 40", "softmax-cross-entropy, 40", "bce-with-logits, 800", "softmax-cross-entropy, 800"
    })
    void a_saturated_loss_is_right(String loss, double size) {
        Parameters far = Nets.point(DType.FLOAT64).with("1.bias", Nets.rows(Shape.of(2), size, -size));
        assertThatGradient(Nets.of("tanh", loss, 2)).at(far).isCorrect();
    }

    @Test
    void a_network_without_a_loss_is_right_for_a_cotangent_of_its_shape() {
        Network network = Network.chain("vector", List.of(new Linear("0"), new Softplus()), Nets.input(2));
        Parameters point = Nets.point(DType.FLOAT64);
        Parameters own = Parameters.of("0.weight", point.get("0.weight")).with("0.bias", point.get("0.bias"));
        assertThatGradient(network).at(own).isCorrect();
    }

    @Test
    void a_network_of_three_linear_layers_is_right() {
        List<Layer> layers = List.of(
                new Linear("0"),
                new Tanh(),
                new Linear("2"),
                new LeakyRelu(0.1),
                new Linear("1"),
                new MeanSquared(Nets.target("mse", 2)));
        Parameters two = Nets.point(DType.FLOAT64);
        Parameters point = two.with("2.weight", two.get("0.weight").transpose())
                .with("2.bias", Nets.rows(Shape.of(3), 0.25, -0.5, 0.75));
        assertThatGradient(Network.chain("deep", layers, Nets.input(2)))
                .at(point)
                .isCorrect();
    }

    @Test
    void the_gradient_of_the_loss_is_linear_in_its_cotangent() {
        Network network = Nets.of("sigmoid", "mse", 2);
        Parameters point = Nets.point(DType.FLOAT64);
        Parameters four = network.vjp(point).pullback().apply(Tensor.scalar(DType.FLOAT64, 4));
        assertThat(four).isEqualTo(Nets.gradient(network, point).map(g -> g.times(4)));
    }
}
