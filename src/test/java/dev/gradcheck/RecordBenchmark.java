package dev.gradcheck;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.net.Linear;
import dev.gradcheck.net.Network;
import dev.gradcheck.net.Relu;
import dev.gradcheck.net.SoftmaxCrossEntropy;
import dev.gradcheck.net.Tanh;
import dev.gradcheck.net.Unary;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What a record costs: networks of two linear layers, batch 8, softmax cross-entropy, float64; one forward and backward pass, and all
 * derivatives with a bound each from a new record, the projected difference that it is compared with included. Medians of the time that one thread was given, so that a busy machine does not matter.
 */
final class RecordBenchmark {
    private static final int ROUNDS = 31;
    private static final int BATCH = 8;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private RecordBenchmark() {}

    /** Prints the table. */
    public static void main(String[] arguments) {
        for (int[] widths : new int[][] {{20, 32, 10}, {100, 90, 10}, {784, 128, 10}}) {
            for (Unary activation : List.of(new Tanh(), new Relu())) {
                row(widths, activation);
            }
        }
    }

    private static void row(int[] widths, Unary activation) {
        SplittableRandom random = new SplittableRandom(1);
        Tensor x = normal(random, Shape.of(BATCH, widths[0]), 1);
        double[] classes = random.ints(BATCH, 0, widths[2]).asDoubleStream().toArray();
        Tensor target = Tensor.of(DType.FLOAT64, Shape.of(BATCH), classes);
        Parameters point = Parameters.of("a.weight", layer(random, widths[1], widths[0]))
                .with("a.bias", normal(random, Shape.of(widths[1]), 0.1))
                .with("b.weight", layer(random, widths[2], widths[1]))
                .with("b.bias", normal(random, Shape.of(widths[2]), 0.1));
        Network network = Network.chain(
                "mlp", List.of(new Linear("a"), activation, new Linear("b"), new SoftmaxCrossEntropy(target)), x);
        Tensor one = Tensor.scalar(DType.FLOAT64, 1);
        double pass = median(() -> network.vjp(point).pullback().apply(one));
        double record = median(() -> {
            Accused accused = new Accused(network, point, DType.FLOAT64, 1);
            new RecordOracle().estimate(new Question(accused, point, one, Claim.NONE));
        });
        int count = point.tensors().values().stream().mapToInt(Tensor::size).sum();
        System.out.printf(
                Locale.ROOT,
                "%7d parameters, %s: pass %.3f ms, record %.3f ms, %.1f passes%n",
                count,
                activation.name(),
                pass,
                record,
                record / pass);
    }

    private static double median(Runnable work) {
        double[] milliseconds = new double[ROUNDS];
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            long start = CPU.getCurrentThreadCpuTime();
            work.run();
            if (round >= 0) {
                milliseconds[round] = (CPU.getCurrentThreadCpuTime() - start) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        return milliseconds[ROUNDS / 2];
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
