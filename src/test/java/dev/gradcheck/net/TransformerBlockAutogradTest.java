package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.djl.DjlAutograd;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole transformer block, pre-norm, between an embedding and a classification: about 190 parameters, judged by both oracles. */
class TransformerBlockAutogradTest {
    private static final int VOCABULARY = 4;
    private static final int STEPS = 3;
    private static final int WIDTH = 4;
    private static final int HIDDEN = 5;
    private static final int CLASSES = 2;

    private static final Architecture BLOCK = new Architecture(
            List.of(
                    Node.of("tokens", "embedding").with("indices", Nets.rows(Shape.of(2, STEPS), 3, 1, 3, 0, 2, 1)),
                    Node.of("places", "embedding").with("indices", Nets.rows(Shape.of(2, STEPS), 0, 1, 2, 0, 1, 2)),
                    Node.of("embedded", "sum", "tokens", "places"),
                    Node.of("norm1", "layer-norm", "embedded"),
                    Node.of("q", "linear", "norm1"),
                    Node.of("k", "linear", "norm1").with("bias", false),
                    Node.of("v", "linear", "norm1"),
                    Node.of("attended", "attention", "q", "k", "v")
                            .with("heads", 2)
                            .with("causal", true),
                    Node.of("projected", "linear", "attended"),
                    Node.of("residual1", "sum", "embedded", "projected"),
                    Node.of("norm2", "layer-norm", "residual1"),
                    Node.of("up", "linear", "norm2"),
                    Node.of("activated", "gelu", "up"),
                    Node.of("down", "linear", "activated"),
                    Node.of("residual2", "sum", "residual1", "down"),
                    Node.of("flat", "flatten", "residual2"),
                    Node.of("classes", "linear", "flat"),
                    Node.of("loss", "softmax-cross-entropy", "classes").with("target", Nets.rows(Shape.of(2), 1, 0))),
            Map.of());

    private static final Network NETWORK = LayerCatalog.standard().network("transformer block", BLOCK);

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void every_gradient_agrees_with_both_oracles(DType dtype) {
        CheckReport report = check(NETWORK, dtype, List.of(new FiniteDifferences(), autograd()));
        assertThat(report.failures()).isEmpty();
        for (String name : point().names()) {
            assertThat(report.findings())
                    .filteredOn(f -> f.gradient().equals(name) && f.witness().isOracle())
                    .hasSize(2)
                    .extracting(Finding::verdict)
                    .containsOnly(Verdict.AGREES);
        }
    }

    @Test
    void a_forgotten_branch_of_a_residual_is_named_among_all_mistakes_of_all_layers() {
        assertThat(faults(9, 1)).containsOnly("residual branch missing");
    }

    @Test
    void a_causal_mask_forgotten_in_the_backward_pass_is_named_among_all_mistakes_of_all_layers() {
        assertThat(faults(7, 3)).containsOnly("causal mask missing");
    }

    /** What is said of the gradients that are wrong where one place has one of its mistakes. */
    private static List<String> faults(int place, int mistake) {
        Layer wrong = NETWORK.layers().get(place).mistakes().get(mistake).layer();
        SequenceMistakesTest.Planted planted = new SequenceMistakesTest.Planted(NETWORK, place, wrong);
        return check(planted, DType.FLOAT64, List.of(autograd())).findings().stream()
                .filter(f -> f.verdict() == Verdict.DISAGREES && f.witness().isOracle())
                .map(f -> f.diagnosis().orElseThrow().fault())
                .toList();
    }

    private static CheckReport check(Differentiable function, DType dtype, List<GradientOracle> oracles) {
        Parameters point = point().in(Arithmetic.nearest(dtype));
        return new GradientCheck(function.name(), function, point, dtype, oracles, 1).run();
    }

    private static GradientOracle autograd() {
        return DjlAutograd.of(LayerTwins.standard().of(BLOCK).orElseThrow(), DType.FLOAT64, TorchDevice.CPU);
    }

    private static Parameters point() {
        SplittableRandom random = new SplittableRandom(17);
        Parameters point = Parameters.of("tokens.weight", tensor(random, VOCABULARY, WIDTH))
                .with("places.weight", tensor(random, STEPS, WIDTH));
        for (String norm : List.of("norm1", "norm2")) {
            point = point.with(norm + ".weight", tensor(random, WIDTH)).with(norm + ".bias", tensor(random, WIDTH));
        }
        point = point.with("k.weight", tensor(random, WIDTH, WIDTH));
        for (String linear : List.of("q", "v", "projected")) {
            point = linear(point, random, linear, WIDTH, WIDTH);
        }
        point = linear(point, random, "up", WIDTH, HIDDEN);
        point = linear(point, random, "down", HIDDEN, WIDTH);
        return linear(point, random, "classes", STEPS * WIDTH, CLASSES);
    }

    private static Parameters linear(Parameters point, SplittableRandom random, String name, int in, int out) {
        return point.with(name + ".weight", tensor(random, out, in)).with(name + ".bias", tensor(random, out));
    }

    /** Float32 numbers, so that both dtypes have one point. */
    private static Tensor tensor(SplittableRandom random, int... shape) {
        Shape of = Shape.of(shape);
        return Tensor.from(DType.FLOAT32, of, random.doubles(of.size(), -1, 1).toArray())
                .as(DType.FLOAT64);
    }
}
