package dev.gradcheck.examples;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.net.Kinked;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.Network;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A layer of one's own that tells its kinks, like those of the catalogue. */
class KinkedLayerTest {
    private static final Tensor ZERO = Tensor.of(DType.FLOAT64, Shape.of(1), 0);
    private static final Parameters AT_THE_KINK = Parameters.of(Network.INPUT, ZERO);

    @Test
    void a_choice_of_the_derivative_at_a_kink_agrees() {
        assertThatGradient(network(new Difference(0))).at(AT_THE_KINK).isCorrect();
        assertThat(verdict(network(new Difference(0)))).isEqualTo(Verdict.AGREES_AT_A_KINK);
    }

    @Test
    void what_no_choice_gives_is_wrong_all_the_same() {
        assertThat(verdict(network(new Difference(7)))).isEqualTo(Verdict.DISAGREES);
    }

    private static Network network(Layer layer) {
        return Network.chain("relu(x) - relu(-x), mse", List.of(layer, new SquaredDistance(1)), ZERO);
    }

    private static Verdict verdict(Network network) {
        CheckReport report = new GradientCheck(
                        "case", network, AT_THE_KINK, DType.FLOAT64, List.of(new FiniteDifferences()), 1)
                .run();
        return report.verdict();
    }

    /** relu(x) − relu(−x), with relu'(0) as it is given: the chain rule says 2·relu'(0) there, and the slope is 1. */
    record Difference(double derivativeAtZero) implements Kinked {
        @Override
        public String name() {
            return "relu(x) - relu(-x)";
        }

        @Override
        public Applied apply(Parameters parameters, List<Tensor> inputs) {
            Tensor x = inputs.get(0);
            Tensor slope = x.mapExactly(v -> v == 0 ? 2 * derivativeAtZero : 1);
            Tensor output = x.mapExactly(v -> Math.max(v, 0) - Math.max(-v, 0));
            return new Applied(output, bar -> new Pulled(bar.times(slope), Parameters.NONE));
        }

        @Override
        public Chosen choose(double choice, List<Tensor> inputs, List<Tensor> magnitudes) {
            int units = 0;
            for (boolean unit : Kinked.atZero(inputs.get(0), magnitudes.get(0))) {
                units += unit ? 1 : 0;
            }
            return new Chosen(new Difference(choice), units);
        }
    }

    /** The squared distance to a target, summed. */
    record SquaredDistance(double target) implements Layer {
        @Override
        public String name() {
            return "squared distance";
        }

        @Override
        public Applied apply(Parameters parameters, List<Tensor> inputs) {
            Tensor x = inputs.get(0);
            Tensor distance =
                    x.minus(Tensor.ones(x.dtype(), x.shape()).times(target).in(x.arithmetic()));
            return new Applied(
                    distance.times(distance).sum(),
                    bar -> new Pulled(distance.times(2).times(bar.at(0)), Parameters.NONE));
        }
    }
}
