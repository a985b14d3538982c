package dev.gradcheck.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is never drawn is never judged: every kind with every option occurs in random networks, and what is large, now and then. */
class CoverageTest {
    private static final int NETWORKS = 8_000;
    private static final List<NetworkSample> DRAWN = IntStream.range(0, NETWORKS)
            .mapToObj(seed -> RandomNetwork.draw(
                    LayerSources.standard(), LayerCatalog.standard(), new SplittableRandom(seed)::nextLong))
            .toList();

    @Test
    void every_kind_occurs_in_networks() {
        Set<String> kinds = nodes().map(Node::kind).collect(Collectors.toSet());
        assertThat(kinds).containsAll(LayerSources.standard().all().keySet());
    }

    /** An option is an attribute, with its value where it is a choice and no size or tensor. */
    @Test
    void every_option_of_a_kind_that_stands_alone_occurs_in_networks() {
        Set<String> alone = new TreeSet<>();
        LayerSources.standard().all().forEach((kind, source) -> {
            for (int seed = 0; seed < 100; seed++) {
                NetworkSample sample =
                        SingleLayer.draw(kind, source, new SplittableRandom(seed)::nextLong, DType.FLOAT64);
                alone.addAll(options(sample.architecture().nodes().get(0)));
            }
        });
        Set<String> inNetworks = nodes().flatMap(node -> options(node).stream()).collect(Collectors.toSet());
        assertThat(inNetworks).containsAll(alone);
    }

    @Test
    void large_sizes_occur() {
        assertThat(DRAWN.stream().filter(hasWeight("linear", w -> w.shape().dimension(0) > 64)))
                .isNotEmpty();
        assertThat(DRAWN.stream().filter(hasWeight("linear", w -> w.shape().dimension(1) > 64)))
                .isNotEmpty();
        assertThat(DRAWN.stream().filter(hasWeight("conv1d", w -> w.shape().dimension(2) > 3)))
                .isNotEmpty();
        assertThat(nodes().filter(CoverageTest::hasManyHeads)).isNotEmpty();
    }

    private static boolean hasManyHeads(Node node) {
        return node.kind().equals("attention")
                && node.attributes().values().getOrDefault("heads", 1) instanceof Integer heads
                && heads > 2;
    }

    private static Stream<Node> nodes() {
        return DRAWN.stream().flatMap(sample -> sample.architecture().nodes().stream());
    }

    private static Predicate<NetworkSample> hasWeight(String kind, Predicate<Tensor> is) {
        return sample -> sample.architecture().nodes().stream()
                .filter(node -> node.kind().equals(kind))
                .map(node -> sample.point().get(node.parameters() + ".weight"))
                .anyMatch(is);
    }

    private static Set<String> options(Node node) {
        return node.attributes().values().entrySet().stream()
                .map(e -> node.kind() + "." + e.getKey()
                        + (e.getValue() instanceof Boolean || e.getValue() instanceof Double ? " " + e.getValue() : ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
