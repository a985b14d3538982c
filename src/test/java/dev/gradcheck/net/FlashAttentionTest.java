package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.ClaimCheck;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A flash-attention kernel, whose gradients are claimed as numbers: judged by the layer "attention", right and with faults of published reports. */
class FlashAttentionTest {
    private static final int CASES = 1;
    private static final int LENGTH = 20;
    private static final int WIDTH = 8;
    private static final int TILE = 16;
    private static final double CAP = 2;
    private static final double RATE = 0.25;

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT16", "FLOAT32"})
    void a_right_kernel_agrees(DType type) {
        for (int seed = 1; seed <= CASES; seed++) {
            assertThat(wrong(type, seed, FlashAttention.Fault.NONE))
                    .as("seed %s", seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_fault_is_found_and_named(FlashAttention.Fault fault) {
        for (int seed = 1; seed <= CASES; seed++) {
            assertThat(wrong(DType.BFLOAT16, seed, fault))
                    .as("seed %s", seed)
                    .isNotEmpty()
                    .extracting(f -> f.diagnosis().map(Diagnosis::fault).orElse("none"))
                    .containsOnly(fault.toString());
        }
    }

    private static List<Finding> wrong(DType type, int seed, FlashAttention.Fault fault) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape shape = Shape.of(1, LENGTH, WIDTH);
        Parameters point = Parameters.of("q", drawn(random, type, shape, 2))
                .with("k", drawn(random, type, shape, 2))
                .with("v", drawn(random, type, shape, 1));
        double[] kept =
                random.doubles(LENGTH * LENGTH).map(u -> u < RATE ? 0 : 1).toArray();
        Tensor target = drawn(random, type, shape, 1).as(DType.FLOAT64);
        FlashAttention kernel = new FlashAttention(type, WIDTH, TILE, (float) CAP, kept, (float) RATE, fault);
        Dropout dropout = new Dropout(Nets.rows(Shape.of(1, 1, LENGTH, LENGTH), kept), RATE);
        Network network = new Network(
                "flash attention",
                List.of(
                        new Network.Place(
                                "attention",
                                new Attention(1, true, OptionalDouble.of(CAP), Optional.of(dropout)),
                                List.of("q", "k", "v")),
                        new Network.Place("loss", new MeanSquared(target, Reduction.SUM), List.of("attention"))),
                Map.of());
        return new ClaimCheck(
                        "flash attention",
                        network,
                        point,
                        claimed(kernel, point, target),
                        type,
                        List.of(new RecordOracle()),
                        1)
                .run().findings().stream()
                        .filter(f ->
                                f.verdict() == Verdict.DISAGREES && f.witness().isOracle())
                        .toList();
    }

    private static Parameters claimed(FlashAttention kernel, Parameters point, Tensor target) {
        double[] q = point.get("q").values();
        double[] k = point.get("k").values();
        double[] v = point.get("v").values();
        FlashAttention.Forward forward = kernel.forward(q, k, v);
        double[] outputBar = new double[q.length];
        for (int i = 0; i < outputBar.length; i++) {
            outputBar[i] = kernel.type().round(2 * (forward.o()[i] - target.at(i)));
        }
        FlashAttention.Gradients gradients = kernel.backward(q, k, v, forward, outputBar);
        Shape shape = target.shape();
        return Parameters.of("q", Tensor.of(kernel.type(), shape, gradients.q()))
                .with("k", Tensor.of(kernel.type(), shape, gradients.k()))
                .with("v", Tensor.of(kernel.type(), shape, gradients.v()));
    }

    private static Tensor drawn(SplittableRandom random, DType type, Shape shape, double scale) {
        double[] values = random.doubles(shape.size(), -scale, scale).toArray();
        return Tensor.from(type, shape, values);
    }
}
