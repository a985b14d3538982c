package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where float32 loses more than half of its digits, the operation that loses them is named, by file and line. */
class LostDigitsTest {
    private static final String PLACE = "LostDigitsTest\\.java:\\d+";

    /** The derivative of Σ x − sin x is 1 − cos x, of which float32 keeps two digits at 0.003. */
    @Test
    void a_difference_that_cancels_is_named_with_the_rounding_that_it_makes_large() {
        assertThat(imprecise(false)).singleElement().satisfies(finding -> assertThat(finding.reason())
                .containsPattern(
                        "rounding in cos at " + PLACE + " alone, in the backward pass, moves it by \\d\\.\\de-0[78],"
                                + " more than that of any other operation; the digits are lost in minus at " + PLACE
                                + ", which makes the relative error \\d\\.\\de\\+0\\d times larger"));
    }

    @Test
    void the_same_derivative_without_a_cancellation_has_no_such_finding() {
        assertThat(imprecise(true)).isEmpty();
    }

    private static List<Finding> imprecise(boolean isStable) {
        Differentiable function = Differentiable.of(
                "x - sin x",
                p -> p.get("x").minus(p.get("x").sin()).sum(),
                (p, bar) -> Parameters.of("x", slope(p.get("x"), isStable).times(bar.broadcast(Shape.of(2)))));
        Parameters point = Parameters.of("x", Tensor.from(DType.FLOAT32, Shape.of(2), 0.003, -0.002));
        return new GradientCheck("f", function, point, DType.FLOAT32, List.of(new RecordOracle()), 1)
                .run().findings().stream()
                        .filter(f ->
                                f.verdict() == Verdict.IMPRECISE && f.gradient().equals("x"))
                        .toList();
    }

    private static Tensor slope(Tensor x, boolean isStable) {
        return isStable ? x.times(0.5).sin().square().times(2) : x.like(1).minus(x.cos());
    }
}
