package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Attribute;
import dev.gradcheck.graph.AttributeType;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.LayerKinds;
import dev.gradcheck.graph.Node;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Layers by their kind. */
class LayerCatalogTest {
    private static final LayerCatalog CATALOG = LayerCatalog.standard();

    @Test
    void a_node_becomes_a_layer_with_its_parameters_and_attributes() {
        assertThat(CATALOG.layer(Node.of("a", "linear", "x").sharing("b"))).isEqualTo(new Linear("b"));
        assertThat(CATALOG.layer(Node.of("a", "leaky-relu", "x").with("slope", 0.25)))
                .isEqualTo(new LeakyRelu(0.25));
    }

    @Test
    void the_layers_of_transformers_are_told_by_their_attributes_or_are_as_in_pytorch() {
        Tensor ones = Nets.rows(Shape.of(2), 1, 1);
        assertThat(CATALOG.layer(Node.of("a", "linear", "x").with("bias", false)))
                .isEqualTo(new Linear("a", false));
        assertThat(CATALOG.layer(Node.of("a", "layer-norm", "x"))).isEqualTo(new LayerNorm("a", 1e-5));
        assertThat(CATALOG.layer(Node.of("a", "layer-norm", "x").with("eps", 0.5)))
                .isEqualTo(new LayerNorm("a", 0.5));
        assertThat(CATALOG.layer(Node.of("a", "embedding").with("indices", ones)))
                .isEqualTo(new Embedding("a", ones));
        assertThat(CATALOG.layer(Node.of("a", "dropout", "x").with("mask", ones)))
                .isEqualTo(new Dropout(ones, 0.5));
        assertThat(CATALOG.layer(Node.of("a", "dropout", "x").with("mask", ones).with("p", 0.25)))
                .isEqualTo(new Dropout(ones, 0.25));
        assertThat(CATALOG.layer(Node.of("a", "attention", "x", "x", "x"))).isEqualTo(new Attention(1, false));
        assertThat(CATALOG.layer(Node.of("a", "attention", "x", "x", "x")
                        .with("heads", 2)
                        .with("causal", true)))
                .isEqualTo(new Attention(2, true));
        assertThat(CATALOG.layer(Node.of("a", "concat", "x", "y"))).isEqualTo(new Concat(0));
        assertThat(CATALOG.layer(Node.of("a", "concat", "x", "y").with("axis", -1)))
                .isEqualTo(new Concat(-1));
        assertThat(CATALOG.layer(Node.of("a", "reshape", "x").with("shape", "2x3")))
                .isEqualTo(new Reshape(Optional.of(Shape.of(2, 3))));
        assertThat(CATALOG.layer(Node.of("a", "flatten", "x"))).isEqualTo(new Reshape(Optional.empty()));
    }

    @Test
    void an_architecture_becomes_a_network_of_the_same_connections() {
        Architecture architecture = new Architecture(
                List.of(Node.of("a", "relu", "x"), Node.of("b", "tanh", "a")), Map.of("x", Nets.input(2)));
        Network network = CATALOG.network("two", architecture);
        assertThat(network.name()).isEqualTo("two");
        assertThat(network.inputs()).isEqualTo(architecture.inputs());
        assertThat(network.places())
                .containsExactly(
                        new Network.Place("a", new Relu(), List.of("x")),
                        new Network.Place("b", new Tanh(), List.of("a")));
    }

    @Test
    void an_unknown_kind_is_refused_with_those_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CATALOG.layer(Node.of("a", "rely", "x")))
                .withMessageStartingWith("the layer a is of the unknown kind rely; there are [relu, ");
    }

    @Test
    void a_missing_attribute_says_of_which_layer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CATALOG.layer(Node.of("a", "mse", "x")))
                .withMessage("the layer a (mse): the attribute target, a tensor, is missing among []");
    }

    @Test
    void an_attribute_that_a_layer_does_not_ask_for_is_refused_with_those_it_takes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CATALOG.layer(Node.of("a", "leaky-relu", "x").with("slop", 0.5)))
                .withMessage("the layer a (leaky-relu): there is no attribute slop; it takes [slope]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CATALOG.layer(Node.of("a", "tanh", "x").with("slope", 0.5)))
                .withMessage("the layer a (tanh): there is no attribute slope; it takes none");
    }

    @Test
    void a_layer_of_ones_own_is_known_by_its_kind() {
        LayerCatalog own = CATALOG.with("mine", node -> new Tanh());
        assertThat(own.layer(Node.of("a", "mine", "x"))).isEqualTo(new Tanh());
        assertThat(CATALOG.kinds()).doesNotContain("mine");
    }

    @Test
    void a_layer_of_ones_own_is_told_the_defaults_of_its_kind() {
        LayerKind kind = LayerKind.of("mine", "one's own")
                .with(Attribute.usual("slope", AttributeType.NUMBER, 0.5, "where x is negative"));
        LayerCatalog own =
                CATALOG.with(kind, node -> new LeakyRelu(node.attributes().number("slope")));
        assertThat(own.layer(Node.of("a", "mine", "x"))).isEqualTo(new LeakyRelu(0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> own.layer(Node.of("a", "mine", "x").with("slop", 1)))
                .withMessage("the layer a (mine): there is no attribute slop; it takes [slope]");
    }

    @Test
    void an_open_kind_takes_any_attribute_and_the_factory_judges_it() {
        LayerCatalog own =
                CATALOG.with("mine", node -> new LeakyRelu(node.attributes().number("slope")));
        assertThat(own.layer(Node.of("a", "mine", "x").with("slope", 0.25).with("any", 1)))
                .isEqualTo(new LeakyRelu(0.25));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> own.layer(Node.of("a", "mine", "x")))
                .withMessage("the layer a (mine): the attribute slope, a number, is missing among []");
    }

    @Test
    void every_kind_has_a_layer_and_the_other_way_round() {
        assertThat(LayerKinds.all()).extracting(LayerKind::name).containsExactlyElementsOf(CATALOG.kinds());
    }

    @Test
    void every_layer_has_a_twin_and_the_other_way_round() {
        assertThat(LayerTwins.standard().kinds()).containsExactlyInAnyOrderElementsOf(CATALOG.kinds());
    }

    @Test
    void a_network_with_a_layer_that_has_no_twin_has_none() {
        Architecture mine = new Architecture(List.of(Node.of("a", "mine", "x")), Map.of("x", Nets.input(2)));
        assertThat(LayerTwins.standard().of(mine)).isEmpty();
        assertThat(LayerTwins.standard().with("mine", (at, node, x) -> x.get(0)).of(mine))
                .isPresent();
    }
}
