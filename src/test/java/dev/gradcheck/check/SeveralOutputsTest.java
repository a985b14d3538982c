package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.accused.Cotangent;
import dev.gradcheck.check.Fakes.Fake;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Verdict;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** With several outputs the cotangent is neither 1 nor alike, so that ignoring it or dividing by it shows. */
class SeveralOutputsTest {
    private static final Shape SHAPE = Shape.of(3, 4);

    @Property(tries = 200)
    void the_cotangent_of_several_outputs_is_nowhere_unit(@ForAll long seed) {
        Tensor cotangent = new Cotangent(seed).like(Tensor.zeros(DType.FLOAT32, SHAPE));
        assertThat(cotangent.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(cotangent.shape()).isEqualTo(SHAPE);
        assertThat(Arrays.stream(cotangent.values()).map(Math::abs)).allMatch(v -> v > 1 && v < 2 && v * 16 % 1 == 0);
    }

    @Test
    void the_cotangent_of_several_outputs_is_not_uniform_and_has_both_signs() {
        double[] values =
                new Cotangent(1).like(Tensor.zeros(DType.FLOAT64, Shape.of(64))).values();
        assertThat(Arrays.stream(values).map(Math::abs).distinct().count()).isEqualTo(15);
        assertThat(Arrays.stream(values).map(Math::signum).distinct().count()).isEqualTo(2);
    }

    @Property(tries = 50)
    void the_cotangent_of_a_scalar_is_one(@ForAll long seed) {
        assertThat(new Cotangent(seed).like(Tensor.scalar(DType.FLOAT32, 7)))
                .isEqualTo(Tensor.scalar(DType.FLOAT32, 1));
        assertThat(new Cotangent(seed).like(Tensor.zeros(DType.FLOAT64, Shape.of(1, 1))))
                .isEqualTo(Tensor.ones(DType.FLOAT64, Shape.of(1, 1)));
    }

    @Test
    void the_same_seed_gives_the_same_cotangent_in_both_dtypes_and_another_seed_another() {
        Tensor zeros = Tensor.zeros(DType.FLOAT64, SHAPE);
        Tensor cotangent = new Cotangent(1).like(zeros);
        assertThat(new Cotangent(1).like(zeros)).isEqualTo(cotangent);
        assertThat(new Cotangent(1).like(zeros.as(DType.FLOAT32)).as(DType.FLOAT64))
                .isEqualTo(cotangent);
        assertThat(new Cotangent(2).like(zeros)).isNotEqualTo(cotangent);
    }

    @Test
    void the_cotangent_takes_the_arithmetic_of_the_output() {
        Arithmetic random = Arithmetic.randomised(DType.FLOAT64, 3);
        assertThat(new Cotangent(1)
                        .like(Tensor.zeros(DType.FLOAT64, SHAPE).in(random))
                        .arithmetic())
                .isEqualTo(random);
    }

    @Test
    void a_right_pullback_of_several_outputs_agrees() {
        assertThat(verdict((w, cotangent) -> w.times(2).times(cotangent))).isEqualTo(Verdict.AGREES);
    }

    @Test
    void a_pullback_that_ignores_its_cotangent_disagrees() {
        assertThat(verdict((w, cotangent) -> w.times(2))).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void a_pullback_that_divides_by_its_cotangent_disagrees() {
        assertThat(verdict((w, cotangent) -> w.times(2).dividedBy(cotangent))).isEqualTo(Verdict.DISAGREES);
    }

    private static Verdict verdict(BinaryOperator<Tensor> gradient) {
        Fake squares = new Fake(
                point -> point.get("w").times(point.get("w")),
                (point, cotangent) -> point.map(w -> gradient.apply(w, cotangent)));
        return Fakes.check(squares, new FiniteDifferences()).verdict();
    }
}
