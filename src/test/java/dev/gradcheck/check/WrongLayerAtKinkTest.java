package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Comparison;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.KinkEvidence;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Scale;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    void a_layer_that_believes_in_another_slope_than_its_value_has_does_not_excuse_itself() {
        assertThat(verdict(2, 0, 1)).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict(-1, 0, 1)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void the_reason_names_both_ways_in_which_that_can_be() {
        Finding finding = report(2, 0, 1).failures().get(0);
        assertThat(finding.reason())
                .isEqualTo(
                        "a kink at this point: the value is what the function says its own convention gives, but none of"
                                + " its conventions gives the mean of the measured slopes; one kink feeds another, or a layer is wrong"
                                + " about its own slopes. A point beside the kink would decide");
        assertThat(finding.affected()).isEqualTo(1);
    }

    /** relu(w) − relu(−w): the slope is 1 on both sides, and the chain rule with relu'(0) = 0 says 0. */
    @Test
    void two_kinks_at_once_have_conventions_beyond_the_slopes() {
        assertThat(verdict(1, 1, 0)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(1, 1, 1)).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(verdict(2, 2, 1)).isEqualTo(Verdict.UNDECIDED);
    }

    /** relu(relu(w)) − relu(−w): the slope is 1 on both sides, and the chain rule with relu'(0) = 0 says 0. */
    @Test
    void where_one_kink_feeds_another_nobody_is_blamed() {
        KinkEvidence evidence = new KinkEvidence(
                Map.of(0, Slope.of(1, 1e-9)),
                Stream.of(0.0, 0.75, 2.0)
                        .map(v -> Tensor.scalar(DType.FLOAT64, v))
                        .toList());
        Comparison comparison = new Comparison(
                Tensor.scalar(DType.FLOAT64, 0),
                RoundingError.of(Parameters.of("w", Tensor.scalar(DType.FLOAT64, 0)), List.of()),
                Scale.of(1),
                evidence,
                Set.of());
        Estimate estimate = new Estimate("w", Shape.SCALAR, List.of(Slope.of(1, 1e-9)));
        assertThat(comparison.by(estimate, Findings.DIFFERENCES).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void what_is_no_convention_at_all_disagrees() {
        assertThat(verdict(1, 0, 3)).isEqualTo(Verdict.DISAGREES);
    }

    private static Verdict verdict(double slope, double opposite, double choice) {
        return report(slope, opposite, choice).verdict();
    }

    private static CheckReport report(double slope, double opposite, double choice) {
        Parameters point = Fakes.POINT.map(w -> w.with(0, 0));
        return Fakes.check(new Layer(slope, opposite, choice), point, DType.FLOAT64, new FiniteDifferences());
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
