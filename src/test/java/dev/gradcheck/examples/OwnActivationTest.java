package dev.gradcheck.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.net.KinkedActivation;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An activation of a user's tells its mistakes and the choices at its kink like a built-in one. */
class OwnActivationTest {
    /** |x|. */
    private record AbsoluteValue() implements KinkedActivation {
        @Override
        public String name() {
            return "absolute value";
        }

        @Override
        public Tensor value(Tensor x) {
            return x.mapExactly(Math::abs);
        }

        @Override
        public Tensor derivative(Tensor x) {
            return x.mapExactly(v -> v > 0 ? 1 : -1);
        }

        @Override
        public double leftSlope() {
            return -1;
        }

        @Override
        public double rightSlope() {
            return 1;
        }
    }

    @Test
    void its_usual_mistakes_are_known() {
        assertThat(new AbsoluteValue().mistakes())
                .extracting(Layer.Mistake::fault)
                .containsExactly("activation mask missing", "activation mask shifted");
    }

    @Test
    void its_kink_has_conventions() {
        Tensor point = Tensor.of(DType.FLOAT64, Shape.of(2), 0, 3);
        Network network = Network.chain("mine", List.of(new AbsoluteValue()), Tensor.ones(DType.FLOAT64, Shape.of(2)));
        assertThat(network.conventions(Parameters.of(Network.INPUT, point), Tensor.ones(DType.FLOAT64, Shape.of(2))))
                .extracting(Convention::name)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).endsWith(" at 1 units"));
    }
}
