package dev.gradcheck.net;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One input, two units: z = w·x + b, and the mean of the squares of v·activation(z). */
class KinksTest {
    private static final Tensor ONE = Tensor.scalar(DType.FLOAT64, 1);
    private static final double U = DType.FLOAT64.unitRoundoff();

    @Test
    void a_unit_on_its_kink_has_the_three_choices_of_the_derivative() {
        List<Convention> conventions = conventions(new Relu(), point(0, 2));
        assertThat(conventions)
                .extracting(Convention::name)
                .containsExactly(
                        "the derivative 0.00 of the way between the slopes at 1 units",
                        "the derivative 0.500 of the way between the slopes at 1 units",
                        "the derivative 1.00 of the way between the slopes at 1 units");
    }

    @Test
    void a_choice_changes_the_gradient_of_the_unit_on_the_kink_alone() {
        // The output is 5·2 + 7·0 = 10, the loss its square: 20 upstream, 140 at the second unit.
        List<Convention> conventions = conventions(new Relu(), point(2, 0));
        assertThat(conventions.get(0).gradient().get("0.bias")).isEqualTo(Nets.rows(Shape.of(2), 100, 0));
        assertThat(conventions.get(1).gradient().get("0.bias")).isEqualTo(Nets.rows(Shape.of(2), 100, 70));
        assertThat(conventions.get(2).gradient().get("0.bias")).isEqualTo(Nets.rows(Shape.of(2), 100, 140));
    }

    @Test
    void a_choice_lies_between_the_slopes_of_the_activation() {
        List<Convention> conventions = conventions(new LeakyRelu(0.5), point(2, 0));
        assertThat(conventions.get(0).gradient().get("0.bias")).isEqualTo(Nets.rows(Shape.of(2), 100, 70));
        assertThat(conventions.get(1).gradient().get("0.bias")).isEqualTo(Nets.rows(Shape.of(2), 100, 105));
        assertThat(conventions.get(2).gradient().get("0.bias")).isEqualTo(Nets.rows(Shape.of(2), 100, 140));
    }

    @Test
    void all_units_on_a_kink_are_counted() {
        assertThat(conventions(new Relu(), point(0, 0)).get(0).name()).endsWith("at 2 units");
    }

    @Test
    void no_unit_on_a_kink_means_no_convention() {
        assertThat(conventions(new Relu(), point(2, -1e-9))).isEmpty();
    }

    @Test
    void a_smooth_activation_has_no_convention_at_zero() {
        assertThat(conventions(new Tanh(), point(0, 0))).isEmpty();
    }

    /** The terms of z are w·x = 3 and b = −3 + z: their sizes add up to 6 but for z. */
    @ParameterizedTest
    @CsvSource({"60, 1", "-60, 1", "68, 0", "-68, 0"})
    void a_unit_within_64_roundings_of_its_terms_counts(double roundings, int units) {
        List<Convention> conventions = conventions(new Relu(), point(2, roundings * 6 * U));
        assertThat(conventions).hasSize(3 * units);
    }

    @Test
    void a_unit_all_of_whose_terms_are_zero_is_on_its_kink() {
        Parameters at = point(2, 0)
                .with("0.weight", Nets.rows(Shape.of(2, 1), 1, 0))
                .with("0.bias", Nets.rows(Shape.of(2), 2, 0));
        assertThat(conventions(new Relu(), at)).hasSize(3);
    }

    @Test
    void kinks_of_later_layers_are_found_at_their_own_inputs() {
        // Both layers are the identity but for relu: the second unit of the second layer is on its kink.
        Tensor identity = Nets.rows(Shape.of(2, 2), 1, 0, 0, 1);
        Parameters at = Parameters.of("0.weight", identity)
                .with("0.bias", Nets.rows(Shape.of(2), 0, 0))
                .with("1.weight", identity)
                .with("1.bias", Nets.rows(Shape.of(2), 0, -3));
        Network deep = Network.chain(
                "deep",
                List.of(
                        new Linear("0"),
                        new Relu(),
                        new Linear("1"),
                        new Relu(),
                        new MeanSquared(Nets.rows(Shape.of(1, 2), 0, 0.5))),
                Nets.rows(Shape.of(1, 2), 2, 3));
        List<Convention> conventions = deep.conventions(at, ONE);
        assertThat(conventions)
                .hasSize(3)
                .first()
                .extracting(Convention::name)
                .asString()
                .endsWith("at 1 units");
        assertThat(conventions.get(2).gradient().get("1.bias")).isEqualTo(Nets.rows(Shape.of(2), 2, -0.5));
        assertThat(conventions.get(2).gradient().get("0.bias")).isEqualTo(Nets.rows(Shape.of(2), 2, -0.5));
    }

    @Test
    void an_input_is_on_the_kink_at_exactly_0_alone() {
        assertThat(ofBareInput(0)).hasSize(3);
        assertThat(ofBareInput(Double.MIN_VALUE)).isEmpty();
    }

    private static List<Convention> ofBareInput(double x) {
        Network network = Network.chain("bare", List.of(new Relu(), new Linear("0")), Nets.rows(Shape.of(1, 1), x));
        Parameters at =
                Parameters.of("0.weight", Nets.rows(Shape.of(1, 1), 1)).with("0.bias", Nets.rows(Shape.of(1), 1));
        return network.conventions(at, Nets.rows(Shape.of(1, 1), 1));
    }

    @Test
    void layers_of_which_PyTorch_chooses_differently_have_that_as_a_fourth_convention() {
        Layer absolute = new AbsoluteError(Nets.rows(Shape.of(1, 2), 0, 1), Reduction.SUM);
        Network network = Network.chain("mixed", List.of(new Relu(), absolute), Nets.rows(Shape.of(1, 2), 0, 1));
        Parameters at = Parameters.of(Network.INPUT, Nets.rows(Shape.of(1, 2), 0, 1));
        Convention mixed = network.conventions(at, ONE).get(3);
        assertThat(mixed.name()).isEqualTo("the derivative that PyTorch has for each layer at 3 units");
        assertThat(mixed.gradient().get(Network.INPUT)).isEqualTo(Nets.rows(Shape.of(1, 2), 0, 0));
    }

    @Test
    void a_layer_with_a_chosen_derivative_keeps_its_name() {
        Tensor zero = Nets.rows(Shape.of(1), 0);
        Kinked.Chosen chosen = new LeakyRelu(0.25).choose(1, List.of(zero), List.of(zero));
        assertThat(chosen.layer().name()).isEqualTo("leaky relu 0.25");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 1})
    void each_choice_of_the_derivative_at_a_kink_agrees_there(double slope) {
        Network chosen = network(new LeakyRelu(slope), 3).with(1, new ReluWith(slope));
        CheckReport report = Nets.check(chosen, point(2, 0), DType.FLOAT64);
        assertThat(report.failures()).isEmpty();
        assertThat(report.findings())
                .filteredOn(f -> f.gradient().equals("0.bias") && f.witness().isOracle())
                .extracting(Finding::verdict)
                .contains(Verdict.AGREES_AT_A_KINK);
    }

    @Test
    void a_network_on_many_kinks_at_once_is_right() {
        for (Layer activation : List.of(new Relu(), new LeakyRelu(0.01))) {
            Layer loss = new MeanSquared(Nets.rows(Shape.of(1, 1), -1));
            assertThatGradient(network(activation, 3).with(3, loss))
                    .at(point(0, 0))
                    .isCorrect();
        }
    }

    private static List<Convention> conventions(Layer activation, Parameters point) {
        return network(activation, 3).conventions(point, ONE);
    }

    private static Network network(Layer activation, double x) {
        Layer loss = new MeanSquared(Nets.rows(Shape.of(1, 1), 0));
        return Network.chain(
                "kinks", List.of(new Linear("0"), activation, new Linear("1"), loss), Nets.rows(Shape.of(1, 1), x));
    }

    /** With pre-activations z0 and z1 at x = 3. */
    private static Parameters point(double z0, double z1) {
        return Parameters.of("0.weight", Nets.rows(Shape.of(2, 1), 1, 1))
                .with("0.bias", Nets.rows(Shape.of(2), -3 + z0, -3 + z1))
                .with("1.weight", Nets.rows(Shape.of(1, 2), 5, 7))
                .with("1.bias", Nets.rows(Shape.of(1), 0));
    }

    /** relu with another derivative at 0. */
    private record ReluWith(double slope) implements Elementwise {
        @Override
        public String name() {
            return "relu'(0) = " + slope;
        }

        @Override
        public Tensor value(Tensor x) {
            return new Relu().value(x);
        }

        @Override
        public Tensor derivative(Tensor x) {
            return x.mapExactly(v -> v == 0 ? slope : v > 0 ? 1 : 0);
        }
    }
}
