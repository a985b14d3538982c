package dev.gradcheck.net;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * LeNet-5 (LeCun, Bottou, Bengio, Haffner 1998) as a whole, on two digits of 8×8 pixels, judged by both oracles in both dtypes.
 *
 * <p>Reduced, because finite differences cost some twenty forward passes for each parameter: pixels from 32×32 to 8×8; the second
 * convolution from 16 maps with kernels of 5×5, each seeing some of the six maps, to 8 maps with kernels of 3×3, each seeing all; the
 * dense layers from 400 numbers and 120, 84 and 10 units to 8 numbers and 16, 12 and 10 units. That leaves 1,074 parameters of 61,706. As
 * in most versions since, the activation is tanh without a scale, pooling has no parameters, and the end is a softmax cross-entropy.
 */
class LeNetAutogradTest {
    private static final int DIGITS = 2;

    /** The first two digits, a 0 and a 1, of those that come with scikit-learn: E. Alpaydin and C. Kaynak, UCI 1998. Grey values up to 16. */
    private static final double[] PIXELS = {
        0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0, 0, 3, 15, 2, 0, 11, 8, 0, 0, 4, 12, 0, 0, 8, 8, 0, 0, 5, 8,
        0, 0, 9, 8, 0, 0, 4, 11, 0, 1, 12, 7, 0, 0, 2, 14, 5, 10, 12, 0, 0, 0, 0, 6, 13, 10, 0, 0, 0, //
        0, 0, 0, 12, 13, 5, 0, 0, 0, 0, 0, 11, 16, 9, 0, 0, 0, 0, 3, 15, 16, 6, 0, 0, 0, 7, 15, 16, 16, 2, 0, 0, 0, 0,
        1, 16, 16, 3, 0, 0, 0, 0, 1, 16, 16, 6, 0, 0, 0, 0, 1, 16, 16, 6, 0, 0, 0, 0, 0, 11, 16, 10, 0, 0
    };

    private static final Architecture LE_NET = new Architecture(
            List.of(
                    Node.of("c1", "conv2d", "digits").with("padding", 2),
                    Node.of("t1", "tanh", "c1"),
                    Node.of("s2", "avg-pool2d", "t1"),
                    Node.of("c3", "conv2d", "s2"),
                    Node.of("t3", "tanh", "c3"),
                    Node.of("s4", "avg-pool2d", "t3"),
                    Node.of("rows", "flatten", "s4"),
                    Node.of("c5", "linear", "rows"),
                    Node.of("t5", "tanh", "c5"),
                    Node.of("f6", "linear", "t5"),
                    Node.of("t6", "tanh", "f6"),
                    Node.of("f7", "linear", "t6"),
                    Node.of("loss", "softmax-cross-entropy", "f7")
                            .with("target", Tensor.of(DType.INT32, Shape.of(DIGITS), 0, 1))),
            Map.of(
                    "digits",
                    Tensor.of(DType.FLOAT64, Shape.of(DIGITS, 1, 8, 8), PIXELS).times(0x1p-4)));

    private static final Network NETWORK = LayerCatalog.standard().network("LeNet-5", LE_NET);

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void the_whole_network_agrees_with_both_oracles(DType dtype) {
        assertThatGradient(NETWORK)
                .at(point(dtype))
                .in(dtype)
                .byAutograd(LayerTwins.standard().of(LE_NET).orElseThrow())
                .isCorrect();
    }

    @Test
    void the_network_has_1074_parameters() {
        assertThat(point(DType.FLOAT64).tensors().values().stream()
                        .mapToInt(Tensor::size)
                        .sum())
                .isEqualTo(1074);
    }

    /** Every weight and bias uniform in ±1/√(inputs of a unit), as PyTorch initialises them. */
    private static Parameters point(DType dtype) {
        SplittableRandom random = new SplittableRandom(1998);
        Parameters point = Parameters.NONE;
        point = with(point, random, "c1", Shape.of(6, 1, 5, 5));
        point = with(point, random, "c3", Shape.of(8, 6, 3, 3));
        point = with(point, random, "c5", Shape.of(16, 8));
        point = with(point, random, "f6", Shape.of(12, 16));
        point = with(point, random, "f7", Shape.of(10, 12));
        return point.map(tensor -> tensor.as(dtype));
    }

    private static Parameters with(Parameters point, SplittableRandom random, String layer, Shape weight) {
        int units = weight.dimension(0);
        double limit = 1 / Math.sqrt((double) weight.size() / units);
        return point.with(layer + ".weight", uniform(random, limit, weight))
                .with(layer + ".bias", uniform(random, limit, Shape.of(units)));
    }

    private static Tensor uniform(SplittableRandom random, double limit, Shape shape) {
        double[] values = random.doubles(shape.size(), -limit, limit).toArray();
        return Tensor.from(DType.FLOAT32, shape, values).as(DType.FLOAT64);
    }
}
