package dev.gradcheck.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Networks as data: what can be written down, and how it reads. */
class ArchitectureTest {
    private static final Tensor X = Tensor.zeros(DType.FLOAT32, Shape.of(2, 3));

    @Test
    void a_chain_reads_with_arrows_and_tensors_by_their_shape() {
        Architecture chain = of(
                Node.of("a", "conv2d", "x").with("stride", 2),
                Node.of("b", "relu", "a"),
                Node.of("c", "mse", "b").with("target", X));
        assertThat(chain).hasToString("conv2d(stride 2) → relu → mse(target (2,3))");
    }

    @Test
    void a_layer_that_does_not_take_the_one_before_it_says_what_it_takes() {
        Architecture residual =
                of(Node.of("a", "linear", "x"), Node.of("b", "relu", "a"), Node.of("c", "sum", "a", "b"));
        assertThat(residual).hasToString("linear → relu → sum[a, b]");
    }

    @Test
    void names_that_nobody_defines_are_tensors_of_the_point() {
        assertThat(of(Node.of("a", "sum", "x", "y"), Node.of("b", "sum", "a", "z"))
                        .free())
                .containsExactly("y", "z");
    }

    @Test
    void a_network_without_layers_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(ArchitectureTest::of)
                .withMessage("a network needs at least one layer");
    }

    @Test
    void a_layer_that_takes_a_later_value_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Node.of("a", "relu", "b"), Node.of("b", "relu", "a")))
                .withMessage("the layer a takes the value of b, which does not come before it;"
                        + " put the layers in the order of the forward pass");
    }

    @Test
    void a_layer_that_takes_its_own_value_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Node.of("a", "relu", "a")))
                .withMessageContaining("the layer a takes the value of a");
    }

    @Test
    void a_name_that_is_given_twice_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Node.of("x", "relu", "x")))
                .withMessage("the name x is given twice; each layer and each input needs its own");
    }

    @Test
    void a_value_that_nothing_uses_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Node.of("a", "relu", "x"), Node.of("b", "relu", "x")))
                .withMessage("nothing uses the value of the layer a; remove it or connect it");
    }

    private static Architecture of(Node... nodes) {
        return new Architecture(List.of(nodes), Map.of("x", X));
    }
}
