package dev.gradcheck.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Fault;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedClaimTest {
    private static final Tensor ONE = Tensor.scalar(DType.FLOAT64, 1);
    private static final PlantedRecord WRONG = Records.wrong("sign", "1.bias", Fault.sign());
    private static final RecordedClaim CLAIM = new RecordedClaim(WRONG);

    @Test
    void the_forward_pass_is_the_networks() {
        Network network = RecordedNet.of(WRONG);
        assertThat(CLAIM.primal(Records.POINT)).isEqualTo(network.primal(Records.POINT));
        assertThat(CLAIM.vjp(Records.POINT).primal()).isEqualTo(network.primal(Records.POINT));
        assertThat(CLAIM.vjp(Records.POINT).trace())
                .isEqualTo(network.vjp(Records.POINT).trace());
        assertThat(CLAIM.name()).isEqualTo("sign-000");
    }

    @Test
    void rounded_to_nearest_the_gradient_is_the_claimed_data() {
        assertThat(gradient(CLAIM, Records.POINT, ONE)).isEqualTo(WRONG.claimed());
    }

    @Test
    void the_claimed_data_is_scaled_by_the_cotangent() {
        assertThat(gradient(CLAIM, Records.POINT, ONE.times(-4)))
                .isEqualTo(WRONG.claimed().map(t -> t.times(-4)));
    }

    @Test
    void under_random_rounding_the_claim_moves_as_the_textbook_net_does() {
        Arithmetic random = Arithmetic.randomised(DType.FLOAT64, 7);
        Parameters moved = gradient(CLAIM, Records.POINT.in(random), ONE.in(random));
        Network textbook = RecordedNet.textbook(WRONG);
        Parameters own = gradient(textbook, Records.POINT.in(random), ONE.in(random));
        Parameters exact = gradient(textbook, Records.POINT, ONE);
        for (String name : moved.names()) {
            Tensor deviation = own.get(name).as(DType.FLOAT64).minus(exact.get(name));
            assertThat(moved.get(name)).isEqualTo(WRONG.claimed().get(name).plus(deviation));
        }
        assertThat(moved).isNotEqualTo(WRONG.claimed());
    }

    @Test
    void a_float32_claim_moves_by_roundings_of_float32() {
        PlantedRecord record = Records.correct("none", DType.FLOAT32, "sigmoid", "bce-with-logits");
        Arithmetic random = Arithmetic.randomised(DType.FLOAT64, 7);
        Parameters point = Records.POINT.in(random);
        Parameters moved = gradient(new RecordedClaim(record), point, ONE.in(random));
        Tensor deviation =
                moved.get("0.weight").minus(record.claimed().get("0.weight").as(DType.FLOAT64));
        double relative = deviation.maxAbs() / record.claimed().get("0.weight").maxAbs();
        assertThat(relative).isBetween(1e-9, 1e-5);
    }

    @Test
    void suspicions_are_those_of_the_network() {
        assertThat(CLAIM.suspicions(Records.POINT, ONE))
                .extracting(Suspicion::sentence)
                .isNotEmpty()
                .isEqualTo(RecordedNet.of(WRONG).suspicions(Records.POINT, ONE).stream()
                        .map(Suspicion::sentence)
                        .toList());
    }

    @Test
    void without_a_kink_there_is_no_convention() {
        assertThat(CLAIM.conventions(Records.POINT, ONE)).isEmpty();
    }

    @Test
    void at_a_kink_the_three_choices_and_sixteen_orders_of_sums_are_conventions_in_float64() {
        PlantedRecord record = Records.correct("none_on_kink", DType.FLOAT32, "relu", "mse");
        Parameters point = Records.POINT
                .with("0.weight", Records.tensor(Shape.of(2, 2), 0, 0, 0.75, 1.5))
                .with("0.bias", Records.tensor(Shape.of(2), 0, -0.5));
        assertThat(new RecordedClaim(record).conventions(point, ONE))
                .hasSize(19)
                .allSatisfy(c -> assertThat(c.gradient().get("0.bias").arithmetic())
                        .isEqualTo(Arithmetic.nearest(DType.FLOAT64)))
                .extracting(Convention::name)
                .contains("as another order of sums has it");
    }

    @ParameterizedTest
    @CsvSource({
        "relu, mse",
        "leaky, bce-with-logits",
        "tanh, softmax-cross-entropy",
        "sigmoid, mse",
        "softplus, bce-with-logits",
        "sigmoid, softmax-cross-entropy",
        "sigmoid, bce-with-logits"
    })
    void the_textbook_net_has_the_same_gradient_but_for_rounding(String activation, String loss) {
        PlantedRecord record = Records.correct("none", DType.FLOAT64, activation, loss);
        Parameters own = gradient(RecordedNet.of(record), Records.POINT, ONE);
        Parameters textbook = gradient(RecordedNet.textbook(record), Records.POINT, ONE);
        for (String name : own.names()) {
            assertThat(textbook.get(name).minus(own.get(name)).maxAbs()).isLessThan(1e-15);
        }
        assertThat(RecordedNet.textbook(record).primal(Records.POINT))
                .isEqualTo(RecordedNet.of(record).primal(Records.POINT));
    }

    @Test
    void the_textbook_net_cancels_where_it_saturates() {
        PlantedRecord record = Records.correct("none", DType.FLOAT64, "sigmoid", "mse");
        Parameters saturated = Records.POINT.with("0.bias", Records.tensor(Shape.of(2), 40, 40));
        assertThat(gradient(RecordedNet.textbook(record), saturated, ONE)
                        .get("0.bias")
                        .maxAbs())
                .isZero();
        assertThat(gradient(RecordedNet.of(record), saturated, ONE)
                        .get("0.bias")
                        .maxAbs())
                .isPositive();
    }

    @Test
    void the_depth_is_the_number_of_dense_layers_and_the_last_is_linear() {
        assertThat(RecordedNet.depth(WRONG)).isEqualTo(2);
        assertThat(RecordedNet.of(WRONG).layers())
                .extracting(layer -> layer.name())
                .containsExactly("linear 0", "tanh", "linear 1", "mse");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "gelu | mse | \"activation\" is \"gelu\", and must be one of [relu, leaky, tanh, sigmoid, softplus]",
                "relu | hinge | \"loss\" is \"hinge\", and must be one of [mse, bce-with-logits, softmax-cross-entropy]"
            })
    void an_unknown_activation_or_loss_is_refused_by_name(String activation, String loss, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.correct("none", DType.FLOAT64, activation, loss))
                .withMessage(message);
    }

    private static Parameters gradient(Differentiable function, Parameters point, Tensor cotangent) {
        return function.vjp(point).pullback().apply(cotangent);
    }
}
