package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.golden.yaml.GoldenWriter;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.Tanh;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A counterexample that is written as a golden case fails as it did, as long as the layer is wrong, and passes when it is right. */
class CounterexampleTest {
    private static final Architecture ARCHITECTURE = new Architecture(
            List.of(
                    Node.of("0", "linear", "input"),
                    Node.of("1", "mine", "0"),
                    Node.of("2", "mse", "1").with("target", Tensor.of(DType.FLOAT64, Shape.of(1, 2), 0.5, 1))),
            Map.of("input", Tensor.of(DType.FLOAT64, Shape.of(1, 2), 1, -1)));
    private static final Parameters POINT = Parameters.of(
                    "0.weight", Tensor.of(DType.FLOAT64, Shape.of(2, 2), 1, 0.5, 0.25, 1))
            .with("0.bias", Tensor.of(DType.FLOAT64, Shape.of(2), 0, 0));

    @TempDir
    private Path folder;

    @Test
    void it_fails_with_the_wrong_layer() throws IOException {
        NestedRun run = run(Wrong.class);
        assertThat(run.failures().keySet())
                .isEqualTo(Set.of(
                        "tanh: dL/d0.weight disagrees at 0.weight[1][0]", "tanh: dL/d0.bias disagrees at 0.bias[1]"));
        assertThat(run.summary("findings"))
                .filteredOn("verdict", "disagrees")
                .extracting("oracle")
                .contains("finite differences", "autograd");
    }

    @Test
    void it_passes_with_the_right_one() throws IOException {
        NestedRun run = run(Right.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.outcomes()).containsKey("tanh: dL/d0.weight agrees");
    }

    @Test
    void a_layer_of_ones_own_needs_no_twin_to_be_judged_by_all_oracles() throws IOException {
        NestedRun run = run(WithoutTwin.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.summary("notRun")).extracting("what").isSubsetOf("autograd on cuda");
        assertThat(run.summary("findings"))
                .extracting("oracle")
                .contains("record", "finite differences", "replayed autograd")
                .doesNotContain("autograd");
    }

    @Test
    void autograd_finds_the_wrong_layer_without_a_twin() throws IOException {
        assertThat(run(WrongWithoutTwin.class).summary("findings"))
                .filteredOn("verdict", "disagrees")
                .extracting("oracle")
                .contains("record", "finite differences", "replayed autograd");
    }

    private NestedRun run(Class<?> suite) throws IOException {
        GoldenWriter.write(folder.resolve("golden"), "tanh", ARCHITECTURE, POINT, DType.FLOAT64, "falsified");
        return NestedRun.of(suite, folder, Map.of());
    }

    private static Networks with(Layer layer) {
        return Networks.standard()
                .withLayer("mine", node -> layer, (at, node, x) -> x.get(0).tanh());
    }

    static class Wrong extends PlantedFaultTest.Planted {
        Wrong() {
            super(with(new Tanh().mistakes().get(0).layer()));
        }
    }

    static class Right extends PlantedFaultTest.Planted {
        Right() {
            super(with(new Tanh()));
        }
    }

    static class WithoutTwin extends PlantedFaultTest.Planted {
        WithoutTwin() {
            super(Networks.standard().withLayer("mine", node -> new Tanh()));
        }
    }

    static class WrongWithoutTwin extends PlantedFaultTest.Planted {
        WrongWithoutTwin() {
            super(Networks.standard()
                    .withLayer("mine", node -> new Tanh().mistakes().get(0).layer()));
        }
    }
}
