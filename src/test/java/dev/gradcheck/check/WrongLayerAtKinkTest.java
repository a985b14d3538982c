package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A layer tells the conventions at its own kink: one that is wrong about its slopes must not excuse itself. */
class WrongLayerAtKinkTest {
    @Test
    void every_choice_of_a_right_layer_agrees_at_a_kink() {
        assertThat(verdict(1, 0, 0)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(1, 0, 0.5)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(1, 0, 1)).isEqualTo(Verdict.AGREES_AT_A_KINK);
    }

    @Test
    void a_layer_that_believes_in_another_slope_than_its_value_has_disagrees() {
        assertThat(verdict(2, 0, 1)).isEqualTo(Verdict.DISAGREES);
        assertThat(verdict(-1, 0, 1)).isEqualTo(Verdict.DISAGREES);
    }

    /** relu(w) − relu(−w): the slope is 1 on both sides, and the chain rule with relu'(0) = 0 says 0. */
    @Test
    void two_kinks_at_once_have_conventions_beyond_the_slopes() {
        assertThat(verdict(1, 1, 0)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(1, 1, 1)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(2, 2, 1)).isEqualTo(Verdict.DISAGREES);
    }

    private static Verdict verdict(double slope, double opposite, double choice) {
        Parameters point = Fakes.POINT.map(w -> w.with(0, 0));
        CheckReport report = Fakes.check(
                new Layer(slope, opposite, choice), point, point.get("w").dtype(), new FiniteDifferences());
        return report.verdict();
    }

    /** relu(w₀) − opposite·relu(−w₀) + w₁ (opposite 0 or not), differentiated as if the slopes were others. */
    private record Layer(double slope, double opposite, double choice) implements Differentiable {
        @Override
        public String name() {
            return "layer";
        }

        @Override
        public Tensor primal(Parameters point) {
            return point.get("w")
                    .mapExactly(v -> Math.max(v, 0) - Math.signum(opposite) * Math.max(-v, 0))
                    .sum();
        }

        @Override
        public Vjp vjp(Parameters point) {
            return new Vjp(primal(point), Parameters.NONE, bar -> gradient(point, choice)
                    .map(g -> g.times(bar.item())));
        }

        @Override
        public List<Convention> conventions(Parameters point, Tensor cotangent) {
            return Stream.of(0.0, 0.5, 1.0)
                    .map(c -> new Convention("relu'(0) = " + c, gradient(point, c)))
                    .toList();
        }

        private Parameters gradient(Parameters point, double c) {
            return point.map(w -> w.mapExactly(v -> v == 0 ? c * (slope + opposite) : 1));
        }
    }
}
