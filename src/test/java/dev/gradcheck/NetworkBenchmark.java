package dev.gradcheck;

import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.djl.DjlAutograd;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.random.Dice;
import dev.gradcheck.random.Weights;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How many random networks of the notebook's size (two inputs, two hidden units, one output, 9 parameters, float64) are judged in a second:
 * the parts one after the other in one run, so that their ratios hold on any machine. Run by {@code mvn test -Pbenchmark}.
 */
final class NetworkBenchmark {
    private static final int NETWORKS = 500;
    private static final int ROUNDS = 9;

    private NetworkBenchmark() {}

    /** A network with its point and its twin. */
    private record Subject(Differentiable function, Parameters point, Architecture architecture) {
        void judge(GradientOracle... oracles) {
            new GradientCheck("network", function, point, DType.FLOAT64, List.of(oracles), 1).run();
        }

        DjlAutograd autograd() {
            return DjlAutograd.of(LayerTwins.standard().of(architecture).orElseThrow(), DType.FLOAT64, TorchDevice.CPU);
        }

        void forwardAndBackward() {
            function.vjp(point).pullback().apply(Tensor.scalar(DType.FLOAT64, 1));
        }
    }

    /** Prints the table. */
    public static void main(String[] arguments) {
        List<Subject> subjects = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(20260101);
        for (int i = 0; i < NETWORKS; i++) {
            subjects.add(draw(i, random.split()));
        }
        double pass = row("one forward and backward pass", subjects, false, Subject::forwardAndBackward, 0);
        row("finite differences alone", subjects, false, s -> s.judge(new FiniteDifferences()), pass);
        row("autograd alone", subjects, false, s -> s.judge(s.autograd()), pass);
        row("both, one thread", subjects, false, s -> s.judge(new FiniteDifferences(), s.autograd()), pass);
        row("both, two threads", subjects, true, s -> s.judge(new FiniteDifferences(), s.autograd()), pass);
    }

    /** The median of several rounds, in networks a second; the first rounds warm up. */
    private static double row(
            String name, List<Subject> subjects, boolean twoThreads, Consumer<Subject> work, double pass) {
        double[] seconds = new double[ROUNDS];
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            long start = System.nanoTime();
            Stream<List<Subject>> parts = twoThreads
                    ? Stream.of(subjects.subList(0, NETWORKS / 2), subjects.subList(NETWORKS / 2, NETWORKS))
                            .parallel()
                    : Stream.of(subjects);
            parts.forEach(part -> part.forEach(work));
            if (round >= 0) {
                seconds[round] = (System.nanoTime() - start) / 1e9 / NETWORKS;
            }
        }
        Arrays.sort(seconds);
        double median = seconds[ROUNDS / 2];
        System.out.println(String.format(
                Locale.ROOT,
                "| %-30s | %8.0f a second | %8.1f µs | %6.0f passes |",
                name,
                1 / median,
                1e6 * median,
                pass == 0 ? 1 : median / pass));
        return median;
    }

    private static Subject draw(int number, SplittableRandom random) {
        Dice dice = new Dice(random::nextLong, Weights.ORDINARY);
        Node loss = number % 2 == 0
                ? Node.of("3", "mse", "2").with("target", dice.values(Shape.of(1, 1)))
                : Node.of("3", "bce-with-logits", "2").with("target", dice.bits(Shape.of(1, 1)));
        List<Node> nodes = List.of(
                Node.of("0", "linear", "input"),
                Node.of("1", number % 4 < 2 ? "relu" : "tanh", "0"),
                Node.of("2", "linear", "1"),
                loss);
        Parameters point = Parameters.of("0.weight", dice.weights(Shape.of(2, 2)))
                .with("0.bias", dice.weights(Shape.of(2)))
                .with("2.weight", dice.weights(Shape.of(1, 2)))
                .with("2.bias", dice.weights(Shape.of(1)));
        Architecture architecture = new Architecture(nodes, Map.of("input", dice.weights(Shape.of(1, 2))));
        return new Subject(LayerCatalog.standard().network("network", architecture), point, architecture);
    }
}
