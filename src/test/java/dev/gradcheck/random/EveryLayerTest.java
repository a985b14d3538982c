package dev.gradcheck.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.testing.NetworkCheck;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
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
}
