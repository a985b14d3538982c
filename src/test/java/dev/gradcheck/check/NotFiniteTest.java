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
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is not finite is followed back to the operation that made it, by file and line. */
class NotFiniteTest {
    private static final String PLACE = "NotFiniteTest\\.java:\\d+";

    /** log Σ exp x without the largest subtracted, and a softmax that divides two infinities. */
    @Test
    void an_overflow_in_the_forward_pass_is_followed_through_both_passes() {
        Function<Parameters, Tensor> forward = p -> p.get("x").exp().sum().log();
        BiFunction<Parameters, Tensor, Parameters> backward = (p, bar) -> {
            Tensor e = p.get("x").exp();
            Tensor softmax = e.dividedBy(e.sum().broadcast(e.shape()));
            return Parameters.of("x", softmax.times(bar.broadcast(e.shape())));
        };
        List<Finding> findings = malformed(forward, backward, 800, 1);
        assertThat(findings.get(0).reason())
                .containsPattern(
                        "it begins in the forward pass with an infinity, made of finite numbers by exp at " + PLACE)
                .doesNotContain("NaN");
        assertThat(findings.get(1).reason())
                .containsPattern("it begins in the backward pass with an infinity, made of finite numbers by exp at "
                        + PLACE + ", and becomes NaN in the backward pass in divide at " + PLACE);
    }

    @Test
    void a_division_by_zero_in_the_backward_pass_alone_is_named_there() {
        Function<Parameters, Tensor> forward = p -> p.get("x").square().sum().sqrt();
        BiFunction<Parameters, Tensor, Parameters> backward = (p, bar) -> {
            Tensor x = p.get("x");
            Tensor norm = x.square().sum().sqrt();
            return Parameters.of("x", x.times(bar.broadcast(x.shape())).dividedBy(norm.broadcast(x.shape())));
        };
        assertThat(malformed(forward, backward, 0, 0)).singleElement().satisfies(finding -> assertThat(finding.reason())
                .containsPattern(
                        "it begins in the backward pass with NaN, made of finite numbers by divide at " + PLACE));
    }

    /** Minus infinity as a mask is no defect: what is finite again is not followed. */
    @Test
    void an_infinity_that_was_finite_again_is_not_blamed() {
        Function<Parameters, Tensor> forward = p ->
                p.get("x").times(0).log().exp().plus(p.get("x").reciprocal()).sum();
        BiFunction<Parameters, Tensor, Parameters> backward = (p, bar) -> Parameters.of("x", p.get("x"));
        assertThat(malformed(forward, backward, 0, 0).get(0).reason())
                .containsPattern("an infinity, made of finite numbers by reciprocal at " + PLACE);
    }

    @Test
    void of_numbers_that_were_computed_outside_of_tensor_nothing_is_said() {
        Function<Parameters, Tensor> forward =
                p -> Tensor.scalar(DType.FLOAT64, 1 / p.get("x").at(0));
        BiFunction<Parameters, Tensor, Parameters> backward = (p, bar) -> Parameters.of("x", p.get("x"));
        assertThat(malformed(forward, backward, 0, 0).get(0).reason())
                .endsWith("elements are not finite; nothing can be compared with them");
    }

    private static List<Finding> malformed(
            Function<Parameters, Tensor> forward,
            BiFunction<Parameters, Tensor, Parameters> backward,
            double one,
            double other) {
        Parameters point = Parameters.of("x", Tensor.of(DType.FLOAT64, Shape.of(2), one, other));
        Differentiable function = Differentiable.of("f", forward, backward);
        return new GradientCheck("f", function, point, DType.FLOAT64, List.of(new RecordOracle()), 1)
                .run().findings().stream()
                        .filter(f -> f.verdict() == Verdict.MALFORMED)
                        .toList();
    }
}
