package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.function.Fault;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.PlantedFault;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Units whose pre-activations are zero but for rounding: a layer norm of two numbers gives ±x̂, and (x̂/4 + 1/4)·3/4 − (3x̂/4 + 3/4)/4 is 0
 * for every x̂. Random rounding moves them across their kinks, so that what it explains is as large as the gradient.
 */
class KinkWithinRoundingTest {
    private static final Tensor INPUT =
            Nets.rows(Shape.of(2, 2, 2), -0.25, 0.75, 0.75, -0.75, -0.75, -0.25, -0.25, -0.75);
    private static final Tensor TARGET = Nets.rows(Shape.of(2, 2, 1), 0.75, -0.5, 0.25, 0.375);
    private static final Parameters POINT = Parameters.of("0.weight", Nets.rows(Shape.of(2), 0.25, 0.75))
            .with("0.bias", Nets.rows(Shape.of(2), 0.25, -0.75))
            .with("1.weight", Nets.rows(Shape.of(2, 2), 0.75, 0.25, -0.25, -0.75))
            .with("4.weight", Nets.rows(Shape.of(2, 2, 1), 0.25, -0.75, -0.25, 0.75));
    private static final Network NETWORK = Network.chain(
            "units on their kinks",
            List.of(
                    new LayerNorm("0", 1e-5),
                    new Linear("1", false),
                    new MaxPool(1, 1, 3, 0),
                    new Relu(),
                    new Convolution("4", 1, 2, 0, 1, 1, false),
                    new AbsoluteError(TARGET, Reduction.SUM)),
            INPUT);

    @Test
    void the_pass_is_right_by_convention() {
        CheckReport report = Nets.check(NETWORK, POINT, DType.FLOAT64);
        assertThat(report.failures()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.AGREES_AT_A_KINK);
    }

    @Test
    void a_gradient_of_no_convention_is_wrong() {
        Fault away = new Fault(
                "away",
                right -> Optional.of(
                        right.plus(Tensor.ones(DType.FLOAT64, right.shape()).in(right.arithmetic()))));
        assertThat(Nets.check(new PlantedFault(NETWORK, "0.weight", away), POINT, DType.FLOAT64)
                        .failures())
                .isNotEmpty();
    }
}
