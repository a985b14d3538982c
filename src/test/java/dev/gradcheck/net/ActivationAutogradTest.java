package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.djl.DjlAutograd;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The twins of activations against the layers, whose values the tests by hand know to a few roundings: a twin that cancels near 0 or far
 * from it has too small a bound, since what float32 and float64 lose there can be the same.
 */
class ActivationAutogradTest {
    private static final double[] POINTS = DoubleStream.of(
                    1e-300, 1e-20, 1e-11, 1e-5, 0.01, 0.3, 0.5, 0.99, 1, 1.01, 2.5, 7, 20, 36)
            .flatMap(x -> DoubleStream.of(x, -x))
            .toArray();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relu",
                "leaky-relu",
                "tanh",
                "sigmoid",
                "softplus",
                "elu",
                "selu",
                "gelu",
                "gelu-tanh",
                "silu",
                "identity"
            })
    void value_and_derivative_are_right_to_a_few_roundings(String kind) {
        Architecture architecture = new Architecture(List.of(Node.of("y", kind, "x")), Map.of());
        Elementwise layer =
                (Elementwise) LayerCatalog.standard().layer(architecture.nodes().get(0));
        DjlAutograd autograd =
                DjlAutograd.of(LayerTwins.standard().of(architecture).orElseThrow(), DType.FLOAT64, TorchDevice.CPU);
        Tensor x = Nets.rows(Shape.of(POINTS.length), POINTS);
        Question question = new Question(
                LayerCatalog.standard().network(kind, architecture),
                Parameters.of("x", x),
                x.mapExactly(v -> 1),
                Claim.NONE);
        Tensor values = autograd.value(question);
        var slopes = autograd.estimate(question).get(0).slopes();
        for (int i = 0; i < POINTS.length; i++) {
            double value = layer.value(x).at(i);
            double slope = layer.derivative(x).at(i);
            assertThat(values.at(i)).as("%s at %s", kind, POINTS[i]).isCloseTo(value, within(4e-15 * Math.abs(value)));
            assertThat(slopes.get(i).value())
                    .as("derivative of %s at %s", kind, POINTS[i])
                    .isCloseTo(slope, within(4e-15 * Math.abs(slope)));
        }
    }
}
