package dev.gradcheck;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.net.Dense;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.MeanSquared;
import dev.gradcheck.net.Network;
import dev.gradcheck.net.Relu;
import dev.gradcheck.net.Sigmoid;
import dev.gradcheck.net.Softplus;
import dev.gradcheck.net.Tanh;
import dev.gradcheck.oracle.djl.DenseTwin;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.testing.Subject;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Networks of two dense layers by a seed, in float32 and float64 by turns: widths, batch, activation and every number at random. */
final class RandomNetworks {
    private static final List<Map.Entry<String, Layer>> ACTIVATIONS = List.of(
            Map.entry("relu", new Relu()),
            Map.entry("tanh", new Tanh()),
            Map.entry("sigmoid", new Sigmoid()),
            Map.entry("softplus", new Softplus()));

    /** Wide enough that sums have several orders. */
    private static final int WIDEST = 24;

    private RandomNetworks() {}

    static List<Subject> of(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> subject(i, random.split(), i % 2 == 0 ? DType.FLOAT64 : DType.FLOAT32))
                .toList();
    }

    private static Subject subject(int number, SplittableRandom random, DType dtype) {
        int batch = random.nextInt(1, 9);
        int features = random.nextInt(1, WIDEST);
        int hidden = random.nextInt(1, WIDEST);
        int outputs = random.nextInt(1, 9);
        Tensor input = tensor(random, batch, features);
        Tensor target = tensor(random, batch, outputs);
        Map.Entry<String, Layer> activation = ACTIVATIONS.get(number % ACTIVATIONS.size());
        Network network = new Network(
                "random network " + number,
                List.of(new Dense("0"), activation.getValue(), new Dense("1"), new MeanSquared(target)),
                input);
        Parameters point = Parameters.of("0.weight", tensor(random, hidden, features))
                .with("0.bias", tensor(random, hidden))
                .with("1.weight", tensor(random, outputs, hidden))
                .with("1.bias", tensor(random, outputs))
                .map(tensor -> tensor.as(dtype));
        DenseTwin twin = new DenseTwin(2, activation.getKey(), "mse", input, target);
        return new Subject(
                network.name() + " (" + activation.getKey() + ", " + dtype + ")", network, point, dtype, twin);
    }

    /** Numbers of float32, so that both dtypes have the same. */
    private static Tensor tensor(SplittableRandom random, int... shape) {
        Shape of = Shape.of(shape);
        return Tensor.from(DType.FLOAT32, of, random.doubles(of.size(), -1, 1).toArray())
                .as(DType.FLOAT64);
    }
}
