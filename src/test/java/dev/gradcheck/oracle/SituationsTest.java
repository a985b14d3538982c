package dev.gradcheck.oracle;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gradcheck.function.ScalarFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chainer's table ({@code test_gradient_check.py}: abs, step, clip, floor, tan, exp, log at ±0.8 and ±1.2 steps of the place where they
 * are not differentiable) with steps of our ladder: at 0.8 of the shortest every step reaches across, at 1.2 of a longer one some do
 * not. With right and with wrong gradients.
 */
class SituationsTest {
    /** 4⁻¹⁵/π² of the scale, which is 1 here: the last step. */
    private static final double LAST = 9.43e-11;

    /** So near that no step is short enough to tell the place from the point. */
    private static final double INSIDE = LAST / 64;

    /** So far that the last four steps stay on one side. */
    private static final double OUTSIDE = 256 * LAST;

    enum Said {
        AGREES,
        DISAGREES,
        DISCONTINUOUS
    }

    /** What is said of the gradient {@code claimed} of a function at a place. */
    record Row(String name, DoubleUnaryOperator f, double x, double claimed, Said said) {
        @Override
        public String toString() {
            return name + ", gradient " + claimed;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(-1.2, -0.8, 0.0, 0.8, 1.2).flatMap(SituationsTest::rows);
    }

    private static Stream<Row> rows(double steps) {
        boolean reached = Math.abs(steps) < 1;
        double x = 1 + steps * (reached ? INSIDE : OUTSIDE);
        Said jump = reached ? Said.DISCONTINUOUS : Said.AGREES;
        Said wrongJump = reached ? Said.DISCONTINUOUS : Said.DISAGREES;
        double side = steps < 0 ? -1 : 1;
        Said otherSide = reached ? Said.AGREES : Said.DISAGREES;
        String at = " at " + steps + " steps";
        return Stream.of(
                new Row("abs" + at, t -> Math.abs(t - 1), x, side, Said.AGREES),
                new Row("abs" + at, t -> Math.abs(t - 1), x, -side, otherSide),
                new Row("abs" + at, t -> Math.abs(t - 1), x, 2, Said.DISAGREES),
                new Row("clip" + at, t -> Math.min(t, 1), x, steps < 0 ? 1 : 0, Said.AGREES),
                new Row("clip" + at, t -> Math.min(t, 1), x, steps < 0 ? 0 : 1, otherSide),
                new Row("clip" + at, t -> Math.min(t, 1), x, -0.1, Said.DISAGREES),
                new Row("step" + at, t -> t >= 1 ? 1 : 0, x, 0, jump),
                new Row("step" + at, t -> t >= 1 ? 1 : 0, x, 1, wrongJump),
                new Row("floor" + at, Math::floor, x, 0, jump),
                new Row("floor" + at, Math::floor, x, 1, wrongJump),
                new Row("exp" + at, Math::exp, x, Math.exp(x), Said.AGREES),
                new Row("exp" + at, Math::exp, x, 1.001 * Math.exp(x), Said.DISAGREES),
                new Row("log" + at, Math::log, x, 1 / x, Said.AGREES),
                new Row("log" + at, Math::log, x, 0.999 / x, Said.DISAGREES),
                new Row("tan" + at, t -> Math.tan(t - 1), x, 1, Said.AGREES),
                new Row("tan" + at, t -> Math.tan(t - 1), x, 1.001, Said.DISAGREES));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_is_said(Row row) {
        ScalarFunction function =
                new ScalarFunction("f", a -> row.f().applyAsDouble(a[0]), a -> new double[] {row.claimed()});
        Throwable thrown =
                catchThrowable(() -> assertThatGradient(function).at(row.x()).isCorrect());
        String text = thrown == null ? "agrees" : thrown.getMessage();
        assertThat(text)
                .contains(
                        switch (row.said()) {
                            case AGREES -> "agrees";
                            case DISAGREES -> "dL/dx disagrees";
                            case DISCONTINUOUS -> "the function is discontinuous at this point";
                        });
        assertThat(text.contains("undecided")).isEqualTo(row.said() == Said.DISCONTINUOUS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-64, -16, -4, -1.2, -0.8, -0.2, 0.2, 0.8, 1.2, 4, 16, 64})
    void where_only_some_steps_reach_across_nothing_false_is_said(double steps) {
        double x = 1 + steps * LAST;
        double slope = steps < 0 ? -1 : 1;
        assertThat(said(new Row("abs", t -> Math.abs(t - 1), x, slope, Said.AGREES)))
                .doesNotContain("disagrees");
        assertThat(said(new Row("abs", t -> Math.abs(t - 1), x, 2, Said.DISAGREES)))
                .isNotEqualTo("agrees");
        assertThat(said(new Row("step", t -> t >= 1 ? 1 : 0, x, 0, Said.AGREES)))
                .doesNotContain("disagrees");
        assertThat(said(new Row("step", t -> t >= 1 ? 1 : 0, x, 1, Said.DISAGREES)))
                .isNotEqualTo("agrees");
    }

    private static String said(Row row) {
        ScalarFunction function =
                new ScalarFunction("f", a -> row.f().applyAsDouble(a[0]), a -> new double[] {row.claimed()});
        Throwable thrown =
                catchThrowable(() -> assertThatGradient(function).at(row.x()).isCorrect());
        return thrown == null ? "agrees" : thrown.getMessage();
    }
}
