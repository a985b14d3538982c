package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.net.Network;
import dev.gradcheck.net.Unary;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.random.LayerSources;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.random.RandomNetwork;
import dev.gradcheck.random.Weights;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A layer whose backward pass is wrong is named, whatever layers are around it, and the innocent ones are not. */
class GuiltTest {
    private static final int NETWORKS = 40;

    /** y = s·x, whose ds is Σ v·y for Σ v·x. */
    private record Scaled(String name) implements Unary {
        @Override
        public Applied apply(Parameters parameters, Tensor x) {
            double s = parameters.get(name + ".s").item();
            Tensor y = x.times(s);
            return new Applied(
                    y,
                    v -> new Pulled(
                            v.times(s),
                            Parameters.of(name + ".s", v.times(y).sum().reshape(Shape.of(1)))));
        }
    }

    @Test
    void a_users_wrong_layer_is_named_and_the_linear_layer_before_it_is_not() {
        List<Layer> layers = new ArrayList<>(chain());
        layers.set(1, new Scaled("act"));
        Network network = Network.chain("net", layers, Tensor.from(DType.FLOAT64, Shape.of(2, 2), 1, -1, -2, 0.5));
        Parameters point = Parameters.of("0.weight", Tensor.from(DType.FLOAT64, Shape.of(2, 2), 2, 0.5, 0.25, 3))
                .with("0.bias", Tensor.from(DType.FLOAT64, Shape.of(2), 1, -1))
                .with("act.s", Tensor.from(DType.FLOAT64, Shape.of(1), 0.5));
        Diagnosis diagnosis = wrong(network, point).get(0).diagnosis().orElseThrow();
        assertThat(diagnosis.sentence()).startsWith("layer 1 (act): its backward pass does not belong to");
        assertThat(diagnosis.fault()).isEqualTo("factor");
        assertThat(diagnosis.sentence()).contains("0.500000 times the truth");
    }

    @Test
    void in_random_networks_the_layer_with_a_mistake_is_the_guilty_one() {
        int seen = 0;
        for (long seed = 0; seen < NETWORKS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            NetworkSample sample =
                    RandomNetwork.draw(LayerSources.standard(), LayerCatalog.standard(), random::nextLong);
            Network sound = LayerCatalog.standard().network("net", sample.architecture());
            int place = random.nextInt(sound.places().size());
            List<Layer.Mistake> mistakes = sound.places().get(place).layer().mistakes();
            boolean isTelling =
                    sample.weights() != Weights.SMALL_INTEGERS && sound.places().size() > 1 && !mistakes.isEmpty();
            if (isTelling) {
                Layer.Mistake mistake = mistakes.get(random.nextInt(mistakes.size()));
                List<Finding> wrong = wrong(sound.with(place, mistake.layer()), sample.point());
                String guilty = "layer " + sound.places().get(place).name() + " (";
                assertThat(wrong)
                        .as("%s with %s in %s", sample, mistake.fault(), guilty)
                        .allSatisfy(f -> assertThat(f.diagnosis().orElseThrow().sentence())
                                .startsWith(guilty)
                                .contains("does not belong to its forward pass"));
                seen += wrong.isEmpty() ? 0 : 1;
            }
        }
    }

    @Test
    void a_network_without_a_wrong_layer_has_no_guilty_one() {
        Network network = Network.chain("net", chain(), Tensor.from(DType.FLOAT64, Shape.of(2, 2), 1, -1, -2, 0.5));
        Parameters point = Parameters.of("0.weight", Tensor.from(DType.FLOAT64, Shape.of(2, 2), 2, 0.5, 0.25, 3))
                .with("0.bias", Tensor.from(DType.FLOAT64, Shape.of(2), 1, -1));
        assertThat(Guilt.of(network.stages(point), 1).stages()).isEmpty();
    }

    private static List<Layer> chain() {
        NetworkSample sample = sample();
        return new ArrayList<>(
                LayerCatalog.standard().network("net", sample.architecture()).layers());
    }

    /** linear, tanh, mse. */
    private static NetworkSample sample() {
        List<Node> nodes = List.of(
                Node.of("0", "linear", Network.INPUT),
                Node.of("1", "tanh", "0"),
                Node.of("2", "mse", "1").with("target", Tensor.from(DType.FLOAT64, Shape.of(2, 2), 1, 2, 0, -1)));
        return new NetworkSample(new Architecture(nodes, Map.of()), Parameters.NONE, DType.FLOAT64, Weights.ORDINARY);
    }

    private static List<Finding> wrong(Differentiable function, Parameters point) {
        return new GradientCheck("net", function, point, DType.FLOAT64, List.of(new FiniteDifferences()), 1)
                .run().findings().stream()
                        .filter(f ->
                                f.verdict() == Verdict.DISAGREES && f.witness().isOracle())
                        .toList();
    }
}
