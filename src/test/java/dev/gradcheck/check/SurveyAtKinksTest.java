package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter that is surveyed beside its record, with some of its elements at kinks: several kinks at once have no slope in common. */
class SurveyAtKinksTest {
    private static final int ELEMENTS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void kinked_elements_are_measured_by_themselves_and_the_others_together(long seed) {
        Finding finding = differences(seed);
        assertThat(finding.verdict()).as(finding.reason()).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(finding.reason()).contains(ELEMENTS / 2 + " together along 4 random");
    }

    /** Every second element is zero before relu; weights of both signs add up what follows. */
    private static Finding differences(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor input = values(random, Shape.of(1, ELEMENTS));
        for (int i = 0; i < ELEMENTS; i += 2) {
            input = input.with(i, 0);
        }
        List<Node> nodes = List.of(
                Node.of("0", "relu", "input"),
                Node.of("1", "linear", "0"),
                Node.of("2", "mse", "1").with("target", values(random, Shape.of(1, 3))));
        Parameters point = Parameters.of("1.weight", values(random, Shape.of(3, ELEMENTS)))
                .with("1.bias", values(random, Shape.of(3)))
                .with("input", input);
        Architecture architecture = new Architecture(nodes, Map.of());
        return new GradientCheck(
                        "relu",
                        LayerCatalog.standard().network("relu", architecture),
                        point,
                        DType.FLOAT64,
                        List.of(new RecordOracle(), new FiniteDifferences()),
                        seed)
                .run().findings().stream()
                        .filter(f -> f.gradient().equals("input")
                                && f.witness().toString().startsWith("finite"))
                        .findFirst()
                        .orElseThrow();
    }

    private static Tensor values(SplittableRandom random, Shape shape) {
        return Tensor.of(
                DType.FLOAT64, shape, random.doubles(shape.size(), -1, 1).toArray());
    }
}
