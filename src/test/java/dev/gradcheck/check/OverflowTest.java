package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Numbers beyond the largest of a dtype are named: with the operation, and the layer where there is one. */
class OverflowTest {
    private static final String PLACE = "OverflowTest\\.java:\\d+";

    @Test
    void an_infinity_that_becomes_finite_again_is_named_where_it_begins() {
        assertThat(wrong(DType.FLOAT16, OverflowTest::inverseSquare, 300, 400))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(diagnosis(finding))
                        .matches("overflow: 2 elements exceed float16's largest number 65504\\.0 in square at " + PLACE
                                + ", in the forward pass of layer squares"));
    }

    @Test
    void the_backward_pass_is_told_from_the_forward_pass_and_loss_scaling_advised() {
        assertThat(wrong(
                        DType.FLOAT16,
                        p -> of(p, x -> x.times(0x1p-10).sum(), (x, bar) -> bar.times(0x1p+16)
                                .times(0x1p-26)),
                        1,
                        2))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(diagnosis(finding))
                            .matches("overflow: 2 elements exceed float16's largest number 65504\\.0 in scale at "
                                    + PLACE + ", in the backward pass");
                    assertThat(finding.diagnosis().orElseThrow().remedy()).contains("loss scaling");
                });
    }

    @Test
    void a_type_with_a_wider_range_does_not_overflow() {
        assertThat(wrong(DType.BFLOAT16, OverflowTest::inverseSquare, 300, 400)).isEmpty();
    }

    @Test
    void what_is_infinite_in_float64_too_is_no_overflow_of_the_type() {
        assertThat(wrong(
                        DType.FLOAT16,
                        p -> of(p, x -> x.reciprocal().sum(), (x, bar) -> bar.dividedBy(x.square())),
                        0,
                        1))
                .isNotEmpty()
                .noneMatch(finding ->
                        finding.diagnosis().filter(Diagnosis::isOverflow).isPresent());
    }

    /** Σ 1/x²: where x² is infinite, the value is 0 and no digit of it is right. */
    private static Vjp inverseSquare(Parameters point) {
        Tensor x = point.get("x");
        Tensor squares = x.square();
        Tensor inverse = squares.reciprocal();
        return new Vjp(inverse.sum(), Parameters.of("squares", squares), bar -> {
            Tensor slope = inverse.dividedBy(x).times(-2);
            return Parameters.of("x", slope.times(bar.broadcast(x.shape())));
        });
    }

    private static List<Finding> wrong(DType dtype, Function<Parameters, Vjp> vjp, double... x) {
        Parameters point = Parameters.of("x", Tensor.of(dtype, Shape.of(x.length), x));
        return new GradientCheck("f", new Passes(vjp), point, dtype, List.of(new RecordOracle()), 1)
                .run().findings().stream().filter(Finding::failsBuild).toList();
    }

    private record Passes(Function<Parameters, Vjp> passes) implements Differentiable {
        @Override
        public String name() {
            return "f";
        }

        @Override
        public Tensor primal(Parameters point) {
            return vjp(point).primal();
        }

        @Override
        public Vjp vjp(Parameters point) {
            return passes.apply(point);
        }
    }

    private static Vjp of(Parameters point, UnaryOperator<Tensor> value, BinaryOperator<Tensor> backward) {
        Tensor x = point.get("x");
        return new Vjp(
                value.apply(x),
                Parameters.NONE,
                bar -> Parameters.of("x", backward.apply(x, bar.broadcast(x.shape()))));
    }

    private static String diagnosis(Finding finding) {
        Diagnosis diagnosis = finding.diagnosis().orElseThrow();
        return diagnosis.fault() + ": " + diagnosis.sentence();
    }
}
