package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.accused.Mischief;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.golden.NetworkDefinition;
import dev.gradcheck.net.Layer;
import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user's layer throws, an error of the virtual machine too, costs its own case and no other, wherever it throws it. */
class HostileLayerTest {
    private static final String HOSTILE = """
            network: [{kind: hostile}]
            dtype: float64
            provenance: by hand
            parameters: {hostile.x: [1, 2]}
            input: [3, 4]
            """;

    private static final String GOOD = """
            network: [{kind: tanh, inputs: x}]
            dtype: float64
            provenance: by hand
            parameters: {x: [1, 2]}
            """;

    private static Mischief planted;

    @TempDir
    private Path folder;

    @BeforeEach
    void write_a_good_case_too() throws IOException {
        Path golden = Files.createDirectories(folder.resolve("golden"));
        Files.writeString(golden.resolve("good.yaml"), GOOD);
        Files.writeString(golden.resolve("hostile.yaml"), HOSTILE);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCEPTION", "RECURSION", "MEMORY", "MESSAGE"})
    void thrown_in_a_forward_pass(Mischief mischief) {
        assertAlone(run(InForward.class, mischief), "malformed");
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCEPTION", "RECURSION", "MEMORY", "MESSAGE"})
    void thrown_in_a_backward_pass(Mischief mischief) {
        assertAlone(run(InBackward.class, mischief), "malformed");
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCEPTION", "RECURSION", "MEMORY", "MESSAGE"})
    void thrown_where_a_layer_is_made(Mischief mischief) {
        assertAlone(run(InFactory.class, mischief), "unreadable");
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCEPTION", "RECURSION", "MEMORY", "MESSAGE"})
    void thrown_in_a_twin(Mischief mischief) {
        NestedRun run = run(InTwin.class, mischief);
        assertComplete(run);
        assertThat(run.summary("findings"))
                .filteredOn("case", "hostile")
                .filteredOn("oracle", "autograd")
                .extracting("verdict")
                .containsOnly("undecided");
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCEPTION", "RECURSION", "MEMORY", "MESSAGE"})
    void thrown_where_a_network_is_made(Mischief mischief) throws IOException {
        String corrected = Files.readString(Path.of("test-resources/golden/corrected.yaml"));
        Files.writeString(folder.resolve("golden/hostile.yaml"), corrected.replace("[float32, float64]", "float64"));
        assertAlone(run(InBuilder.class, mischief), "unreadable");
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCEPTION", "RECURSION", "MEMORY", "MESSAGE"})
    void thrown_where_a_twin_is_made(Mischief mischief) throws IOException {
        String corrected = Files.readString(Path.of("test-resources/golden/corrected.yaml"));
        Files.writeString(folder.resolve("golden/hostile.yaml"), corrected.replace("[float32, float64]", "float64"));
        assertAlone(run(InTwinFactory.class, mischief), "broken");
    }

    private void nameANetwork() throws IOException {
        String corrected = Files.readString(Path.of("test-resources/golden/corrected.yaml"));
        Files.writeString(folder.resolve("golden/hostile.yaml"), corrected.replace("[float32, float64]", "float64"));
    }

    private NestedRun run(Class<?> suite, Mischief mischief) {
        planted = mischief;
        return NestedRun.of(suite, folder, Map.of("gradcheck.devices", "cpu"));
    }

    private static void assertAlone(NestedRun run, String verdict) {
        assertComplete(run);
        assertThat(run.summary("cases"))
                .filteredOn(c -> !"good".equals(c.get("case")))
                .singleElement()
                .satisfies(c -> assertThat(c).containsEntry("verdict", verdict).doesNotContainEntry("failing", 0));
        assertThat(run.failures().values()).isNotEmpty().allSatisfy(text -> assertThat(text)
                .contains(planted.clause()));
    }

    private static void assertComplete(NestedRun run) {
        assertThat(run.summary()).containsEntry("complete", true);
        assertThat(run.summary("cases"))
                .anySatisfy(c -> assertThat(c).containsEntry("case", "good").containsEntry("failing", 0));
        assertThat(run.failures().keySet()).allSatisfy(name -> assertThat(name).startsWith("hostile"));
    }

    /** x ↦ x·p, throwing where it is told to. */
    private record Hostile(Runnable forward, Runnable backward) implements Layer {
        @Override
        public String name() {
            return "hostile";
        }

        @Override
        public Applied apply(Parameters parameters, List<Tensor> inputs) {
            forward.run();
            Tensor x = parameters.get("hostile.x");
            Tensor y = inputs.get(0);
            return new Applied(x.times(y), bar -> {
                backward.run();
                return new Pulled(bar.times(x), Parameters.of("hostile.x", bar.times(y)));
            });
        }
    }

    private static void strike() {
        throw planted.get();
    }

    private static void pass() {}

    private static Networks with(Runnable forward, Runnable backward) {
        return Networks.standard().withLayer("hostile", node -> new Hostile(forward, backward));
    }

    /** A suite with a hostile layer. */
    static class InForward extends PlantedFaultTest.Planted {
        InForward() {
            super(with(HostileLayerTest::strike, HostileLayerTest::pass));
        }
    }

    /** The same. */
    static class InBackward extends PlantedFaultTest.Planted {
        InBackward() {
            super(with(HostileLayerTest::pass, HostileLayerTest::strike));
        }
    }

    /** The same. */
    static class InFactory extends PlantedFaultTest.Planted {
        InFactory() {
            super(Networks.standard().withLayer("hostile", node -> {
                throw planted.get();
            }));
        }
    }

    /** The same. */
    static class InTwin extends PlantedFaultTest.Planted {
        InTwin() {
            super(Networks.standard()
                    .withLayer(
                            "hostile",
                            node -> new Hostile(HostileLayerTest::pass, HostileLayerTest::pass),
                            (at, node, inputs) -> {
                                throw planted.get();
                            }));
        }
    }

    /** The same, of a network. */
    static class InBuilder extends PlantedFaultTest.Planted {
        InBuilder() {
            super(Networks.standard().with(NotebookNetworks.catalog().with(hostile())));
        }

        private static NetworkDefinition hostile() {
            NetworkDefinition sound =
                    NotebookNetworks.catalog().find("notebook-corrected").orElseThrow();
            return new NetworkDefinition(sound.name(), sound.parameters(), sound.values(), (input, target) -> {
                throw planted.get();
            });
        }
    }

    /** The same. */
    static class InTwinFactory extends PlantedFaultTest.Planted {
        InTwinFactory() {
            super(NotebookNetworks.all().withTwin("notebook-corrected", (input, target) -> {
                throw planted.get();
            }));
        }
    }
}
