package dev.gradcheck.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.LayerKinds;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.testing.NetworkCheck;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer and loss by itself, its inputs differentiated too, in random configurations, in both dtypes, by both oracles. */
class EveryLayerTest {
    /** Of each kind in each build; the property of random networks tries more, and {@code -Dgradcheck.layer.tries} any number. */
    private static final int TRIES = Integer.getInteger("gradcheck.layer.tries", 6);

    private static final Map<String, LayerSource> SOURCES =
            LayerSources.standard().all();

    static Set<String> kinds() {
        return SOURCES.keySet();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void agrees_with_both_oracles_in_both_dtypes(String kind) {
        for (int i = 0; i < TRIES; i++) {
            DType dtype = i % 2 == 0 ? DType.FLOAT64 : DType.FLOAT32;
            NetworkSample sample =
                    SingleLayer.draw(kind, SOURCES.get(kind), new SplittableRandom(i / 2)::nextLong, dtype);
            CheckReport report = NetworkCheck.standard().run(sample);
            assertThat(report.failures()).as("%d: %s", i, sample).isEmpty();
            assertThat(report.findings())
                    .as("%d: no oracle may fail: %s", i, sample)
                    .filteredOn(f -> f.witness().isOracle())
                    .noneMatch(f -> f.elements().isEmpty());
        }
    }

    /** What a source gives and what the schema of its kind has are the same: nothing is forgotten in random networks. */
    @ParameterizedTest
    @MethodSource("kinds")
    void sources_give_each_attribute_and_parameter_of_the_kind_sooner_or_later(String kind) {
        LayerKind schema = LayerKinds.named(kind);
        Set<String> given = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            NetworkSample sample =
                    SingleLayer.draw(kind, SOURCES.get(kind), new SplittableRandom(i)::nextLong, DType.FLOAT64);
            Node node = sample.architecture().nodes().get(0);
            given.addAll(node.attributes().values().keySet());
            Set<String> owned = new HashSet<>(sample.point().names());
            owned.removeAll(node.inputs());
            assertThat(owned)
                    .as("%s", sample)
                    .isEqualTo(schema.parameters(node.attributes()).stream()
                            .map(own -> node.parameters() + "." + own)
                            .collect(Collectors.toSet()));
        }
        assertThat(given).containsExactlyInAnyOrderElementsOf(schema.names());
    }
}
