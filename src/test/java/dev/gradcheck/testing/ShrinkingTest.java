package dev.gradcheck.testing;

import static dev.gradcheck.testing.NetworkAssert.assertThatNetwork;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gradcheck.graph.Node;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.random.LayerSource;
import dev.gradcheck.random.LayerSources;
import dev.gradcheck.random.NetworkSample;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Mistakes planted in layers: jqwik finds a network that shows each, and shrinks it. */
class ShrinkingTest {
    @ParameterizedTest
    @CsvSource({"linear, not summed over the batch", "layer-norm, mean term missing", "tanh, activation mask missing"})
    void a_planted_mistake_is_shrunk_to_two_layers_and_four_parameters(String kind, String fault) {
        NetworkSample smallest = smallest(kind, fault);
        List<Node> nodes = smallest.architecture().nodes();
        assertThat(nodes).hasSizeLessThanOrEqualTo(2).anyMatch(node -> node.kind()
                .equals(kind));
        int parameters = smallest.point().tensors().values().stream()
                .mapToInt(tensor -> tensor.size())
                .sum();
        assertThat(parameters).as(smallest.toString()).isLessThanOrEqualTo(8);
        assertThat(inFaulty(smallest, nodes, kind)).as(smallest.toString()).isLessThanOrEqualTo(4);
    }

    private static int inFaulty(NetworkSample sample, List<Node> nodes, String kind) {
        String prefix = nodes.stream()
                        .filter(node -> node.kind().equals(kind))
                        .findFirst()
                        .orElseThrow()
                        .parameters()
                + ".";
        return sample.point().tensors().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToInt(entry -> entry.getValue().size())
                .sum();
    }

    private static NetworkSample smallest(String kind, String fault) {
        Smallest.found = null;
        Planted.check = new NetworkCheck(planted(kind, fault), LayerTwins.standard());
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Planted.class))
                .filters(EngineFilter.includeEngines("jqwik"))
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .build();
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(config).execute(request);
        assertThat(Smallest.found).as("the property must be falsified").isNotNull();
        return Smallest.found;
    }

    private static LayerCatalog planted(String kind, String fault) {
        LayerCatalog sound = LayerCatalog.standard();
        Function<Node, Layer> faulty = node -> {
            Layer right = sound.layer(node);
            return right.mistakes().stream()
                    .filter(mistake -> mistake.fault().equals(fault))
                    .map(Layer.Mistake::layer)
                    .findFirst()
                    .orElse(right);
        };
        return sound.with(kind, faulty);
    }

    /** Not found by name: it must fail. */
    @AddLifecycleHook(Smallest.class)
    static class Planted {
        private static NetworkCheck check;

        @Provide
        Arbitrary<NetworkSample> networks() {
            // without the last groups, as recurrent layers: they take long to judge, and have no part in what is shrunk
            LayerSources all = LayerSources.standard();
            List<Map<String, LayerSource>> groups =
                    all.groups().subList(0, all.groups().size() - 2);
            return JqwikNetworks.of(new LayerSources(groups, all.losses()), LayerCatalog.standard());
        }

        @Property(seed = "1")
        void every_gradient_is_right(@ForAll("networks") NetworkSample network) {
            assertThatNetwork(network).by(check).isCorrect();
        }
    }

    /** Keeps what jqwik shrank to. */
    static class Smallest implements AroundPropertyHook {
        private static NetworkSample found;

        @Override
        public PropagationMode propagateTo() {
            return PropagationMode.ALL_DESCENDANTS;
        }

        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
            PropertyExecutionResult result = property.execute();
            found = result.falsifiedParameters()
                    .map(list -> (NetworkSample) list.get(0))
                    .orElse(null);
            return result;
        }
    }
}
