package dev.gradcheck;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.random.LayerSources;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.random.RandomNetwork;
import dev.gradcheck.random.Weights;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.testing.JudgedNetwork;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Networks by a seed: small ones of any layers, and two wide linear layers in float32 and float64, so that sums have several orders. */
final class RandomNetworks {
    private static final List<String> ACTIVATIONS = List.of("relu", "tanh", "sigmoid", "softplus");
    private static final int WIDEST = 24;

    private RandomNetworks() {}

    static List<JudgedNetwork> of(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> subject(i, i % 2 == 0 ? wide(i, random.split()) : small(random.split())))
                .toList();
    }

    private static JudgedNetwork subject(int number, NetworkSample sample) {
        // what is drawn is no part of the name: a test keeps its history when the seed changes
        String name = "random network " + number;
        return new JudgedNetwork(
                name,
                LayerCatalog.standard().network(name, sample.architecture()),
                sample.point(),
                sample.dtype(),
                LayerTwins.standard().of(sample.architecture()));
    }

    private static NetworkSample small(SplittableRandom random) {
        return RandomNetwork.draw(LayerSources.standard(), LayerCatalog.standard(), random::nextLong);
    }

    private static NetworkSample wide(int number, SplittableRandom random) {
        int batch = random.nextInt(1, 9);
        int features = random.nextInt(1, WIDEST);
        int hidden = random.nextInt(1, WIDEST);
        int outputs = random.nextInt(1, 9);
        List<Node> nodes = List.of(
                Node.of("0", "linear", "input"),
                Node.of("1", ACTIVATIONS.get(number / 2 % ACTIVATIONS.size()), "0"),
                Node.of("2", "linear", "1"),
                Node.of("3", "mse", "2").with("target", tensor(random, batch, outputs)));
        Parameters point = Parameters.of("0.weight", tensor(random, hidden, features))
                .with("0.bias", tensor(random, hidden))
                .with("2.weight", tensor(random, outputs, hidden))
                .with("2.bias", tensor(random, outputs));
        DType dtype = number % 4 == 0 ? DType.FLOAT64 : DType.FLOAT32;
        Architecture architecture = new Architecture(nodes, Map.of("input", tensor(random, batch, features)));
        return new NetworkSample(architecture, point.in(Arithmetic.nearest(dtype)), dtype, Weights.ORDINARY);
    }

    /** Numbers of float32, so that both dtypes have the same. */
    private static Tensor tensor(SplittableRandom random, int... shape) {
        Shape of = Shape.of(shape);
        return Tensor.from(DType.FLOAT32, of, random.doubles(of.size(), -1, 1).toArray())
                .as(DType.FLOAT64);
    }
}
