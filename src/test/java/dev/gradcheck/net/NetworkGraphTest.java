package dev.gradcheck.net;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.net.Network.Place;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Networks that branch, join, share parameters and differentiate their inputs, by hand and by finite differences. */
class NetworkGraphTest {
    private static final Tensor X = Nets.rows(Shape.of(1, 2), 3, -2);
    private static final Parameters POINT = Parameters.of("a.weight", Nets.rows(Shape.of(2, 2), 1, 2, 3, 4))
            .with("a.bias", Nets.rows(Shape.of(2), 0.5, -0.5));

    @Test
    void gradients_add_up_where_a_value_is_used_twice() {
        Network twice = of(new Place("s", adding(), List.of("x", "x")));
        Parameters gradient = twice.vjp(Parameters.of("x", X)).pullback().apply(Nets.rows(Shape.of(1, 2), 10, 20));
        assertThat(gradient.get("x")).isEqualTo(Nets.rows(Shape.of(1, 2), 20, 40));
    }

    @Test
    void gradients_add_up_where_a_parameter_is_shared() {
        Network shared =
                of(new Place("one", new Linear("a"), List.of("x")), new Place("two", new Linear("a"), List.of("one")));
        assertThat(Nets.check(shared, POINT, DType.FLOAT64).failures()).isEmpty();
        // d/db of W(Wx + b) + b is Wᵀ·bar + bar.
        assertThat(shared.vjp(POINT)
                        .pullback()
                        .apply(Nets.rows(Shape.of(1, 2), 1, 10))
                        .get("a.bias"))
                .isEqualTo(Nets.rows(Shape.of(2), 31 + 1, 42 + 10));
    }

    @Test
    void a_residual_network_is_right() {
        Network residual = of(
                new Place("z", new Linear("a"), List.of("x")),
                new Place("u", new Tanh(), List.of("z")),
                new Place("s", adding(), List.of("u", "x")));
        assertThatGradient(residual).at(POINT.with("x", X)).isCorrect();
    }

    @Test
    void an_input_is_differentiated_where_the_point_has_a_tensor_of_its_name() {
        Network network = of(new Place("z", new Linear("a"), List.of("x")));
        Tensor bar = Nets.rows(Shape.of(1, 2), 1, 10);
        assertThat(network.vjp(POINT).pullback().apply(bar).names()).containsExactly("a.weight", "a.bias");
        assertThat(network.vjp(POINT.with("x", X)).pullback().apply(bar).get("x"))
                .isEqualTo(Nets.rows(Shape.of(1, 2), 31, 42));
    }

    @Test
    void the_trace_has_every_value_by_its_place_and_name() {
        Network network = of(new Place("z", new Linear("a"), List.of("x")), new Place("u", new Tanh(), List.of("z")));
        assertThat(network.vjp(POINT).trace().names()).containsExactly("z: linear a", "u: tanh");
    }

    @Test
    void a_mistake_of_two_layers_is_tried_where_only_the_one_uses_the_other() {
        Place z = new Place("z", new Linear("a"), List.of("x"));
        Place u = new Place("u", new Tanh(), List.of("z"));
        assertThat(faults(of(z, u))).contains("broadcast along the wrong axis");
        assertThat(faults(of(z, u, new Place("s", adding(), List.of("u", "z")))))
                .doesNotContain("broadcast along the wrong axis")
                .contains("activation mask missing");
    }

    @Test
    void a_value_that_is_not_there_is_named_with_those_that_are() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(
                        () -> of(new Place("z", new Linear("a"), List.of("y"))).primal(POINT))
                .withMessage("the layer z takes y, which is none of [x, a.weight, a.bias]");
    }

    private static List<String> faults(Network network) {
        return network.suspicions(POINT, Tensor.ones(DType.FLOAT64, Shape.of(1, 2))).stream()
                .map(Suspicion::fault)
                .toList();
    }

    private static Network of(Place... places) {
        return new Network("graph", List.of(places), Map.of("x", X));
    }

    private static Layer adding() {
        return new Variant(
                "sum",
                (p, inputs) -> new Layer.Applied(
                        inputs.get(0).plus(inputs.get(1)),
                        bar -> new Layer.Pulled(List.of(bar, bar), Parameters.NONE)));
    }
}
