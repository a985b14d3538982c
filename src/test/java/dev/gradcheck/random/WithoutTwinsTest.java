package dev.gradcheck.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.net.Elementwise;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.testing.NetworkCheck;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random networks of layers of which nobody has written a twin: autograd replays their records, and says nothing false. */
class WithoutTwinsTest {
    /** Of each kind, and of networks, in each build. */
    private static final int TRIES = Integer.getInteger("gradcheck.layer.tries", 6);

    private static final String OWN = "softsign-squared";
    private static final Map<String, LayerSource> SOURCES =
            LayerSources.standard().all();

    /** A layer that is not in the catalogue: x²/(1 + |x|), with a derivative that may have a wrong factor. */
    private record SoftSquare(double factor) implements Elementwise {
        @Override
        public String name() {
            return OWN;
        }

        @Override
        public Tensor value(Tensor x) {
            return x.square().dividedBy(x.abs().plus(1));
        }

        @Override
        public Tensor derivative(Tensor x) {
            Tensor one = x.abs().plus(1);
            return x.times(x.abs().plus(2)).dividedBy(one.square()).times(factor);
        }
    }

    private static final LayerSource ANY = new LayerSource() {
        @Override
        public List<Shape> inputs(Dice dice) {
            return List.of(Shape.of(dice.between(1, 3), dice.between(1, 4)));
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return true;
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            return Draft.PLAIN;
        }
    };

    static Set<String> kinds() {
        return SOURCES.keySet();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_kind_of_layer_is_judged_by_its_replay(String kind) {
        NetworkCheck check = new NetworkCheck(LayerCatalog.standard(), LayerTwins.none());
        for (int i = 0; i < TRIES; i++) {
            DType dtype = i % 2 == 0 ? DType.FLOAT64 : DType.FLOAT32;
            NetworkSample sample =
                    SingleLayer.draw(kind, SOURCES.get(kind), new SplittableRandom(i / 2)::nextLong, dtype);
            CheckReport report = check.run(sample);
            assertThat(report.failures()).as("%d: %s", i, sample).isEmpty();
            assertReplayed(report);
        }
    }

    @Test
    void networks_with_a_layer_of_ones_own_are_judged_by_all_oracles_without_a_line_more() {
        NetworkCheck check = new NetworkCheck(catalog(1), LayerTwins.standard());
        int own = 0;
        for (int i = 0; i < 5 * TRIES; i++) {
            NetworkSample network = network(i);
            CheckReport report = check.run(network);
            assertThat(report.failures())
                    .filteredOn(f -> f.verdict() != Verdict.UNDECIDED)
                    .as("%d", i)
                    .isEmpty();
            if (network.architecture().nodes().stream().anyMatch(n -> n.kind().equals(OWN))) {
                assertReplayed(report);
                own++;
            }
        }
        assertThat(own).isGreaterThan(TRIES);
    }

    @Test
    void a_wrong_layer_of_ones_own_is_found_by_the_replay() {
        CheckReport report = new NetworkCheck(catalog(1.001), LayerTwins.standard())
                .run(SingleLayer.draw(OWN, ANY, new SplittableRandom(1)::nextLong, DType.FLOAT64));
        assertThat(report.findings())
                .filteredOn(f -> f.verdict() == Verdict.DISAGREES)
                .extracting(f -> f.witness().toString())
                .contains(
                        "record (float64, cpu)",
                        "finite differences (float64, cpu)",
                        "replayed autograd (float64, cpu)");
    }

    private static void assertReplayed(CheckReport report) {
        assertThat(report.findings())
                .extracting(f -> f.witness().toString())
                .contains("replayed autograd (float64, cpu)");
    }

    private static NetworkSample network(int seed) {
        LayerSources sources = new LayerSources(
                List.of(Map.of(OWN, ANY), LinearSources.all(), SequenceSources.all()), LossSources.all());
        return RandomNetwork.draw(sources, catalog(1), new SplittableRandom(seed)::nextLong);
    }

    private static LayerCatalog catalog(double factor) {
        return LayerCatalog.standard().with(OWN, node -> new SoftSquare(factor));
    }
}
