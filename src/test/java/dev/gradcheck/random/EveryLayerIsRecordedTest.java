package dev.gradcheck.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.net.Network;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The law that no layer reads numbers out of a tensor in its forward pass: each can be recorded, by primitives that are known. */
class EveryLayerIsRecordedTest {
    private static final int TRIES = 20;
    private static final Map<String, LayerSource> SOURCES =
            LayerSources.standard().all();

    static Set<String> kinds() {
        return SOURCES.keySet();
    }

    private static NetworkSample sample(String kind, int seed) {
        return SingleLayer.draw(kind, SOURCES.get(kind), new SplittableRandom(seed)::nextLong, DType.FLOAT64);
    }

    private static Network network(NetworkSample sample) {
        return LayerCatalog.standard().network(kindOf(sample), sample.architecture());
    }

    private static String kindOf(NetworkSample sample) {
        return sample.architecture().nodes().get(0).kind();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void no_number_leaves_and_no_function_is_opaque(String kind) {
        for (int i = 0; i < TRIES; i++) {
            NetworkSample sample = sample(kind, i);
            Accused accused = new Accused(network(sample), sample.point(), DType.FLOAT64, i);
            Record record = accused.recorded(sample.point()).value().orElseThrow();
            assertThat(record.leaks()).as("%s", sample).isEmpty();
            assertThat(record.value()).isEqualTo(accused.shadow().primal());
            assertThat(record.nodes())
                    .flatExtracting(node -> node.primitive().stream().toList())
                    .noneMatch(p ->
                            p instanceof Primitive.Map map && map.function().isOpaque());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_record_contradicts_no_backward_pass(String kind) {
        for (int i = 0; i < TRIES; i++) {
            NetworkSample sample = sample(kind, i);
            CheckReport report = new GradientCheck(
                            kind, network(sample), sample.point(), DType.FLOAT64, List.of(new RecordOracle()), i)
                    .run();
            assertThat(report.findings())
                    .as("%d: %s", i, sample)
                    .filteredOn(f -> f.witness().isOracle())
                    .noneMatch(f -> f.elements().isEmpty() || f.verdict() == Verdict.DISAGREES);
        }
    }
}
