package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.Neighbourhood;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Taylor.Answer;
import dev.gradcheck.verdict.Taylor.Result;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** At x = 1, to the right. */
class TaylorTest {
    private static final String LINEAR = "no remainder but rounding: linear along the direction";

    @Test
    void a_right_slope_holds_and_a_wrong_one_is_broken() {
        assertThat(along(Math::exp, Math.E).answer()).isEqualTo(Answer.HOLDS);
        assertThat(along(Math::exp, 2 * Math.E).answer()).isEqualTo(Answer.BROKEN);
    }

    @Test
    void of_a_linear_function_nothing_remains() {
        assertThat(along(x -> 2 * x, 2)).isEqualTo(new Result(Answer.HOLDS, LINEAR));
        assertThat(along(x -> 7, 0)).isEqualTo(new Result(Answer.HOLDS, LINEAR));
        assertThat(along(x -> 0, 0)).isEqualTo(new Result(Answer.HOLDS, LINEAR));
        assertThat(along(x -> 1e9, 0)).isEqualTo(new Result(Answer.HOLDS, LINEAR));
    }

    @Test
    void a_slope_that_is_lost_in_a_large_value_is_not_settled() {
        assertThat(along(x -> 1e12 + 1e-6 * x, 1e-6).answer()).isEqualTo(Answer.UNSETTLED);
    }

    @Test
    void one_remainder_alone_has_no_order() {
        Result result = along(x -> x * x + 1e-6 * StrictMath.sin(1e13 * x), 2);
        assertThat(result.answer()).isEqualTo(Answer.UNSETTLED);
        assertThat(result.sentence())
                .isEqualTo("rounding of the function or of the gradient hides all remainders but the first");
    }

    @Test
    void what_rounding_hides_at_every_step_is_not_settled() {
        Result result = along(x -> x + 1e-3 * StrictMath.sin(1e13 * x), 1);
        assertThat(result.answer()).isEqualTo(Answer.UNSETTLED);
        assertThat(result.sentence())
                .isEqualTo("rounding of the function or of the gradient hides the remainder at every step");
    }

    @Test
    void a_noisy_gradient_of_zero_tells_up_to_a_hundredth_of_the_value() {
        // The first step is 2⁻⁶. Two values of 600 are known to 600·2⁻⁵¹ together, and the gradient to six deviations
        // times
        // the step: with a deviation of 1 − 100·2⁻⁴⁵ that is 6·2⁻⁶ in all, exactly a hundredth of 600·2⁻⁶.
        assertThat(along(x -> 600, 0, 1 - 100 * 0x1p-45)).isEqualTo(new Result(Answer.HOLDS, LINEAR));
        assertThat(along(x -> 600, 0, 1 - 99 * 0x1p-45).answer()).isEqualTo(Answer.UNSETTLED);
    }

    @Test
    void a_value_of_zero_that_stays_zero_holds_for_a_noisy_gradient_of_zero() {
        assertThat(along(x -> 0, 0, 1)).isEqualTo(new Result(Answer.HOLDS, LINEAR));
    }

    @Test
    void a_function_whose_remainder_vanishes_at_the_widest_step_alone_is_not_linear() {
        // h³ − 2⁻¹²·h is 0 for h = ±2⁻⁶, and the claimed slope of 0 is wrong
        Result result = along(x -> 1 + (x - 1) * (x - 1) * (x - 1) - 0x1p-12 * (x - 1), 0);
        assertThat(result.answer()).isEqualTo(Answer.UNSETTLED);
        assertThat(result.sentence()).startsWith("the order of the remainder does not settle: ");
    }

    @Test
    void the_tenth_step_is_the_last() {
        // 2⁻⁶/16⁹ = 2⁻⁴² = 2.27·10⁻¹³, where (x − 1)² is still exact
        assertThat(along(x -> (x - 1) * (x - 1), 0).sentence()).contains("down to h = 2.3e-13;");
    }

    @Test
    void where_no_step_has_a_value_nothing_is_said() {
        assertThat(along(x -> x == 1 ? x : Double.NaN, 1).sentence())
                .isEqualTo("the function has no finite value at any step");
    }

    @Test
    void at_a_kink_nothing_is_said() {
        assertThat(along(x -> Math.abs(x - 1), 0).sentence())
                .isEqualTo("the slopes on the two sides of the point differ: a kink");
        assertThat(along(x -> Math.abs(x - 1), 1).sentence())
                .isEqualTo("the slopes on the two sides of the point differ: a kink");
    }

    @Test
    void directions_that_hold_are_counted_and_the_first_of_them_speaks() {
        List<Result> results = List.of(
                new Result(Answer.UNSETTLED, "fog"), new Result(Answer.HOLDS, "sun"), new Result(Answer.HOLDS, "moon"));
        assertThat(Taylor.holding(Subject.LOSS, Set.of("w"), Shape.SCALAR, results)
                        .reason())
                .isEqualTo("Taylor remainder of [w] together along 2 of 3 random directions: sun");
    }

    private static Result along(DoubleUnaryOperator f, double slope) {
        return along(f, slope, 0);
    }

    /** Under random rounding the slope comes out larger by the deviation. */
    private static Result along(DoubleUnaryOperator f, double slope, double deviation) {
        ScalarFunction function = new ScalarFunction("f", x -> f.applyAsDouble(x[0]), x -> x);
        Parameters one = ScalarFunction.point(1);
        Neighbourhood near = Neighbourhood.of(
                        new Accused(function, one, DType.FLOAT64, 0), one, Tensor.scalar(DType.FLOAT64, 1))
                .orElseThrow();
        Parameters gradient = Parameters.of("x", Cases.vector(slope));
        Parameters sample = Parameters.of("x", Cases.vector(slope + deviation));
        return new Taylor(near, gradient, RoundingError.of(gradient, List.of(sample)))
                .along(Parameters.of("x", Cases.vector(1)));
    }
}
