package dev.gradcheck;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.djl.DjlAutograd;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a check costs: networks of two linear layers, batch 8, softmax cross-entropy, float64. One forward and backward pass; a bound for
 * every element by a new record; the whole check by record, differences and autograd. Medians in milliseconds.
 */
final class RecordBenchmark {
    private static final int BATCH = 8;
    private static final Tensor ONE = Tensor.scalar(DType.FLOAT64, 1);

    private RecordBenchmark() {}

    /**
     * Prints the table.
     *
     * @param arguments none for all sizes, or the first and the last of them, counted from 0
     */
    public static void main(String[] arguments) {
        int[][] sizes = {{20, 32, 10}, {100, 90, 10}, {784, 128, 10}, {3000, 332, 10}};
        int first = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        int last = arguments.length == 0 ? sizes.length - 1 : Integer.parseInt(arguments[1]);
        for (int[] widths : Arrays.asList(sizes).subList(first, last + 1)) {
            for (String activation : List.of("tanh", "relu")) {
                row(widths, activation);
            }
        }
    }

    private static void row(int[] widths, String activation) {
        SplittableRandom random = new SplittableRandom(1);
        Tensor x = normal(random, Shape.of(BATCH, widths[0]), 1);
        double[] classes = random.ints(BATCH, 0, widths[2]).asDoubleStream().toArray();
        Parameters point = Parameters.of("0.weight", layer(random, widths[1], widths[0]))
                .with("0.bias", normal(random, Shape.of(widths[1]), 0.1))
                .with("2.weight", layer(random, widths[2], widths[1]))
                .with("2.bias", normal(random, Shape.of(widths[2]), 0.1));
        Architecture architecture = new Architecture(
                List.of(
                        Node.of("0", "linear", "input"),
                        Node.of("1", activation, "0"),
                        Node.of("2", "linear", "1"),
                        Node.of("3", "softmax-cross-entropy", "2")
                                .with("target", Tensor.of(DType.FLOAT64, Shape.of(BATCH), classes))),
                Map.of("input", x));
        Differentiable network = LayerCatalog.standard().network("mlp", architecture);
        GradientOracle autograd =
                DjlAutograd.of(LayerTwins.standard().of(architecture).orElseThrow(), DType.FLOAT64, TorchDevice.CPU);
        int count = point.tensors().values().stream().mapToInt(Tensor::size).sum();
        double pass = median(count, () -> network.vjp(point).pullback().apply(ONE));
        double record = median(count, () -> new RecordOracle().estimate(question(network, point)));
        double torch = median(count, () -> autograd.estimate(question(network, point)));
        List<GradientOracle> all = List.of(new RecordOracle(), new FiniteDifferences(), autograd);
        double check = median(count, () -> new GradientCheck("mlp", network, point, DType.FLOAT64, all, 1).run());
        System.out.printf(
                Locale.ROOT,
                "%8d parameters, %s: pass %.3f, record %.2f (%.1f passes), autograd %.2f, whole check %.1f (%.0f passes)%n",
                count,
                activation,
                pass,
                record,
                record / pass,
                torch,
                check,
                check / pass);
    }

    private static Question question(Differentiable network, Parameters point) {
        return new Question(new Accused(network, point, DType.FLOAT64, 1), point, ONE, Claim.NONE);
    }

    private static double median(int parameters, Runnable work) {
        int rounds = Math.max(3, Math.min(31, 1_000_000 / parameters));
        double[] milliseconds = new double[rounds];
        for (int round = -rounds; round < rounds; round++) {
            long start = System.nanoTime();
            work.run();
            if (round >= 0) {
                milliseconds[round] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        return milliseconds[rounds / 2];
    }

    private static Tensor layer(SplittableRandom random, int out, int in) {
        return normal(random, Shape.of(out, in), 1 / Math.sqrt(in));
    }

    private static Tensor normal(SplittableRandom random, Shape shape, double scale) {
        double[] values = new double[shape.size()];
        Arrays.setAll(values, i -> scale * random.nextGaussian());
        return Tensor.of(DType.FLOAT64, shape, values);
    }
}
