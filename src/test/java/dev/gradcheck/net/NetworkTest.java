package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final Network NETWORK = Nets.of("tanh", "mse", 2);
    private static final Parameters POINT = Nets.point(DType.FLOAT64);
    private static final Tensor ONE = Tensor.scalar(DType.FLOAT64, 1);

    @Test
    void layers_are_applied_in_order() {
        Tensor doubled = Nets.input(2).times(2);
        Network network = Network.chain("order", List.of(scaled(2), new Relu()), Nets.rows(Shape.of(1, 2), -1, 3));
        assertThat(network.primal(POINT)).isEqualTo(Nets.rows(Shape.of(1, 2), 0, 6));
        assertThat(Network.chain("one", List.of(scaled(2)), Nets.input(2)).primal(POINT))
                .isEqualTo(doubled);
    }

    @Test
    void the_value_of_both_passes_is_the_same() {
        assertThat(NETWORK.vjp(POINT).primal()).isEqualTo(NETWORK.primal(POINT));
    }

    @Test
    void the_trace_has_the_output_of_each_layer_by_position_and_name() {
        Parameters trace = NETWORK.vjp(POINT).trace();
        assertThat(trace.names()).containsExactly("0: linear 0", "1: tanh", "2: linear 1", "3: mse");
        assertThat(trace.get("1: tanh")).isEqualTo(trace.get("0: linear 0").map(StrictMath::tanh));
        assertThat(trace.get("3: mse")).isEqualTo(NETWORK.primal(POINT));
    }

    @Test
    void gradients_come_in_the_order_of_the_point() {
        Parameters reversed = Parameters.NONE;
        List<String> names = new ArrayList<>(POINT.names());
        Collections.reverse(names);
        for (String name : names) {
            reversed = reversed.with(name, POINT.get(name));
        }
        assertThat(Nets.gradient(NETWORK, POINT).names()).containsExactlyElementsOf(POINT.names());
        assertThat(Nets.gradient(NETWORK, reversed).names()).containsExactlyElementsOf(names);
    }

    @Test
    void a_parameter_that_no_layer_has_gets_no_gradient() {
        Parameters more = POINT.with("unused", ONE);
        assertThat(Nets.gradient(NETWORK, more).names()).containsExactlyElementsOf(POINT.names());
    }

    @Test
    void the_input_is_lifted_to_the_arithmetic_of_the_point() {
        assertThat(NETWORK.primal(Nets.point(DType.FLOAT32)).dtype()).isEqualTo(DType.FLOAT32);
        Arithmetic random = Arithmetic.randomised(DType.FLOAT64, 3);
        assertThat(NETWORK.primal(POINT.in(random)).arithmetic()).isEqualTo(random);
    }

    @Test
    void a_layer_is_replaced_in_a_copy() {
        Network changed = NETWORK.with(1, new Relu());
        assertThat(changed.layers())
                .containsExactly(
                        new Linear("0"),
                        new Relu(),
                        new Linear("1"),
                        NETWORK.layers().get(3));
        assertThat(changed.name()).isEqualTo(NETWORK.name());
        assertThat(changed.inputs()).isEqualTo(NETWORK.inputs());
        assertThat(NETWORK.layers().get(1)).isEqualTo(new Tanh());
    }

    @Test
    void the_list_of_layers_is_copied() {
        List<Layer> layers = new ArrayList<>(List.of(new Relu()));
        Network network = Network.chain("copy", layers, ONE);
        layers.clear();
        assertThat(network.layers()).containsExactly(new Relu());
    }

    @Test
    void a_network_without_layers_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.chain("empty", List.of(), ONE))
                .withMessage("the network empty has no layer");
    }

    @Test
    void every_mistake_of_every_layer_is_suspected_in_order() {
        assertThat(NETWORK.suspicions(POINT, ONE))
                .extracting(Suspicion::fault)
                .containsExactly(
                        "not summed over the batch",
                        "upstream gradient ignored",
                        "previous sample's value",
                        "broadcast along the wrong axis",
                        "activation mask missing",
                        "derivative taken at the activation",
                        "activation mask shifted",
                        "not summed over the batch",
                        "upstream gradient ignored",
                        "previous sample's value",
                        "mean taken for a sum",
                        "mean taken for a sum",
                        "sign of the target");
    }

    @Test
    void a_suspicion_says_in_which_layer() {
        assertThat(NETWORK.suspicions(POINT, ONE).get(4).sentence())
                .isEqualTo("layer 1 (tanh): the backward pass leaves out the derivative of tanh");
    }

    @Test
    void a_suspicion_has_the_gradient_of_the_network_with_that_mistake() {
        Suspicion masked = NETWORK.suspicions(POINT, ONE).get(4);
        Network faulty = NETWORK.with(1, new Tanh().mistakes().get(0).layer());
        assertThat(masked.gradient().get("0.weight"))
                .isEqualTo(Nets.gradient(faulty, POINT).get("0.weight"));
        assertThat(masked.gradient().get("0.weight"))
                .isNotEqualTo(Nets.gradient(NETWORK, POINT).get("0.weight"));
    }

    @Test
    void a_suspicion_explains_nothing_of_a_tensor_that_it_leaves_as_it_is() {
        Suspicion masked = NETWORK.suspicions(POINT, ONE).get(4);
        assertThat(masked.gradient().names()).containsExactlyInAnyOrder("0.weight", "0.bias");
    }

    @Test
    void a_smooth_network_has_no_conventions() {
        assertThat(NETWORK.conventions(POINT, ONE)).isEmpty();
    }

    private static Layer scaled(double factor) {
        return Variant.unary("scaled", (p, x) -> new Layer.Applied(x.times(factor), bar -> null));
    }
}
