package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake that a layer names, planted in code: the harness flags it, and names it. */
class MistakesTest {
    private static final Parameters POINT = Nets.point(DType.FLOAT64);
    private static final Tensor ROWS = Nets.target("mse", 3);
    private static final Tensor BITS = Nets.target("bce-with-logits", 3);

    /** Every suspicion of every network is a mistake that can be planted. */
    static Stream<Arguments> mistakes() {
        List<Arguments> mistakes = new ArrayList<>();
        for (String activation : List.of("relu", "leaky", "tanh", "sigmoid", "softplus")) {
            add(mistakes, Nets.of(activation, "mse", 3), 7);
        }
        add(mistakes, Nets.of("tanh", "bce-with-logits", 3), 0);
        add(mistakes, Nets.of("tanh", "softmax-cross-entropy", 3), 0);
        addLast(mistakes, 2, new Gelu(), new MeanSquared(ROWS));
        addLast(mistakes, 2, new Huber(ROWS, 0.5, Reduction.MEAN));
        addLast(mistakes, 2, new AbsoluteError(ROWS.times(0.25), Reduction.SUM));
        addLast(mistakes, 1, new Sigmoid(), new BinaryCrossEntropy(BITS, false, Reduction.MEAN));
        addLast(mistakes, 2, new Sigmoid(), new BinaryCrossEntropy(BITS, true, Reduction.MEAN));
        addLast(mistakes, 2, new SoftCrossEntropy(BITS, 0.25, Reduction.MEAN));
        addLast(mistakes, 1, new NegativeLogLikelihood(Nets.target("softmax-cross-entropy", 3), Reduction.MEAN));
        return mistakes.stream();
    }

    /** Of the loss that ends this network, or of a GELU before it, the last mistakes: those that other layers have not. */
    private static void addLast(List<Arguments> mistakes, int count, Layer... end) {
        List<Layer> layers = new ArrayList<>(List.of(new Linear("0"), new Tanh(), new Linear("1")));
        layers.addAll(List.of(end));
        Network network = Network.chain(end[end.length - 1].name(), layers, Nets.input(3));
        List<Suspicion> suspicions = network.suspicions(POINT, Tensor.scalar(DType.FLOAT64, 1));
        int last =
                suspicions.size() - (end[0] instanceof Gelu ? end[1].mistakes().size() : 0);
        for (int i = last - count; i < last; i++) {
            mistakes.add(Arguments.of(network.name(), suspicions.get(i).sentence(), new Planted(network, i)));
        }
    }

    private static void add(List<Arguments> mistakes, Network network, int limit) {
        List<Suspicion> suspicions = network.suspicions(POINT, Tensor.scalar(DType.FLOAT64, 1));
        int last = limit == 0 ? suspicions.size() : limit;
        for (int i = limit == 0 ? suspicions.size() - 3 : 0; i < last; i++) {
            mistakes.add(Arguments.of(network.name(), suspicions.get(i).sentence(), new Planted(network, i)));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mistakes")
    void a_planted_mistake_is_flagged_and_named(String network, String sentence, Planted planted) {
        CheckReport report = Nets.check(planted, POINT, DType.FLOAT64);
        List<Finding> wrong = report.findings().stream()
                .filter(f -> f.verdict() == Verdict.DISAGREES && f.witness().isOracle())
                .toList();
        assertThat(wrong).isNotEmpty();
        assertThat(wrong).extracting(f -> f.diagnosis().orElseThrow().fault()).containsOnly(planted.fault());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mistakes")
    void a_planted_mistake_is_in_the_backward_pass_alone(String network, String sentence, Planted planted) {
        assertThat(planted.vjp(POINT).primal()).isEqualTo(planted.primal(POINT));
    }

    @Test
    void a_mistake_is_told_with_its_layer_and_a_remedy() {
        Diagnosis diagnosis = diagnosis(new Planted(Nets.of("tanh", "mse", 3), 4), "0.weight");
        assertThat(diagnosis.sentence())
                .isEqualTo("layer 1 (tanh): the backward pass leaves out the derivative of tanh");
        assertThat(diagnosis.remedy())
                .isEqualTo("multiply the upstream gradient by the derivative of tanh at the pre-activation");
    }

    @Test
    void the_notebooks_mistake_is_told_by_the_units_it_confuses() {
        Diagnosis diagnosis = diagnosis(new Planted(Nets.of("tanh", "mse", 3), 3), "0.weight");
        assertThat(diagnosis.fault()).isEqualTo("broadcast along the wrong axis");
        assertThat(diagnosis.sentence())
                .startsWith(
                        "layer 0 (linear 0): d0.weight is what you get when the upstream gradient is laid along the columns")
                .endsWith("element [i][j] has the upstream gradient of unit j instead of unit i");
        assertThat(diagnosis.remedy()).contains("make it a column");
    }

    @Test
    void a_mask_is_named_in_float32_too() {
        CheckReport report =
                Nets.check(new Planted(Nets.of("relu", "mse", 3), 4), Nets.point(DType.FLOAT32), DType.FLOAT32);
        assertThat(report.findings())
                .filteredOn(f -> f.verdict() == Verdict.DISAGREES && f.witness().isOracle())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.diagnosis().orElseThrow().fault()).isEqualTo("activation mask missing"));
    }

    @Test
    void a_derivative_taken_at_the_output_is_no_mistake_for_a_kinked_activation() {
        assertThat(new Relu().mistakes())
                .extracting(Layer.Mistake::fault)
                .containsExactly("activation mask missing", "activation mask shifted");
        assertThat(new LeakyRelu(0.1).mistakes()).hasSize(2);
        assertThat(new Tanh().mistakes()).hasSize(3);
    }

    @Test
    void a_curved_unit_has_a_derivative_at_the_output_for_a_mistake() {
        for (Layer unit : List.of(new Elu(0.5), new Selu())) {
            assertThat(unit.mistakes())
                    .extracting(Layer.Mistake::fault)
                    .containsExactly(
                            "activation mask missing", "derivative taken at the activation", "activation mask shifted");
        }
        assertThat(new GeluTanh().mistakes())
                .extracting(Layer.Mistake::fault)
                .containsExactly(
                        "activation mask missing",
                        "derivative taken at the activation",
                        "product rule forgotten",
                        "activation mask shifted");
    }

    @Test
    void a_layer_knows_no_mistakes_unless_it_says_so() {
        Layer layer = Variant.unary("bare", (p, x) -> null);
        assertThat(layer.mistakes()).isEmpty();
        assertThat(layer.mistakesBefore(new Relu())).isEmpty();
    }

    @Test
    void a_broadcast_takes_an_activation_to_be_a_mistake() {
        assertThat(new Linear("0").mistakesBefore(new Tanh())).hasSize(1);
        assertThat(new Linear("0").mistakesBefore(new MeanSquared(Nets.target("mse", 1))))
                .isEmpty();
        assertThat(new Linear("0").mistakesBefore(new Linear("1"))).isEmpty();
    }

    private static Diagnosis diagnosis(Planted planted, String gradient) {
        return Nets.check(planted, POINT, DType.FLOAT64).findings().stream()
                .filter(f -> f.gradient().equals(gradient)
                        && f.verdict() == Verdict.DISAGREES
                        && f.witness().isOracle())
                .flatMap(f -> f.diagnosis().stream())
                .findFirst()
                .orElseThrow();
    }

    /** A network whose backward pass has the mistake of one of its suspicions. */
    record Planted(Network sound, int mistake) implements Differentiable {
        String fault() {
            return sound.suspicions(POINT, Tensor.scalar(DType.FLOAT64, 1))
                    .get(mistake)
                    .fault();
        }

        @Override
        public String name() {
            return sound.name();
        }

        @Override
        public Tensor primal(Parameters point) {
            return sound.primal(point);
        }

        @Override
        public Vjp vjp(Parameters point) {
            Vjp vjp = sound.vjp(point);
            return new Vjp(vjp.primal(), vjp.trace(), cotangent -> sound.suspicions(point, cotangent)
                    .get(mistake)
                    .gradient());
        }

        @Override
        public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
            return sound.suspicions(point, cotangent);
        }
    }
}
