package dev.gradcheck.testing;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByRecordTest {
    private static final Parameters POINT = Parameters.of("x", Tensor.of(DType.FLOAT64, Shape.of(3), 0.3, -1.2, 2.5));

    /** A user's layer: mean of tanh(x)·x, its gradient off by a relative error in the second element. */
    private record Own(double error) implements Differentiable {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public Tensor primal(Parameters at) {
            Tensor x = at.get("x");
            return x.tanh().times(x).mean();
        }

        @Override
        public Vjp vjp(Parameters at) {
            Tensor x = at.get("x");
            Tensor t = x.tanh();
            Tensor slope = t.plus(x.times(t.square().negate().plus(1))).times(1.0 / 3);
            Tensor wrong = slope.times(x.like(1).with(1, x.dtype().round(1 + error)));
            return new Vjp(
                    primal(at), Parameters.NONE, bar -> Parameters.of("x", wrong.times(bar.broadcast(x.shape()))));
        }
    }

    @Test
    void a_layer_of_ones_own_is_judged_without_a_line_more() {
        assertThatGradient(new Own(0)).at(POINT).isCorrect();
    }

    @Test
    void autograd_needs_no_twin() {
        assertThatGradient(new Own(0))
                .at(POINT.map(x -> x.as(DType.FLOAT32)))
                .in(DType.FLOAT32)
                .byAutograd()
                .isCorrect();
        assertThatThrownBy(() ->
                        assertThatGradient(new Own(1e-6)).at(POINT).byAutograd().isCorrect())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("replayed autograd (float64, cpu)");
    }

    @Test
    void the_record_alone_finds_an_element_that_is_off_by_a_tenth_of_a_billionth() {
        CheckReport report =
                new GradientCheck("own", new Own(1e-10), POINT, DType.FLOAT64, List.of(new RecordOracle()), 1).run();
        assertThat(report.findings()).anySatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
            assertThat(finding.witness()).hasToString("record (float64, cpu)");
            assertThat(finding.worst()).hasValue(1);
        });
        assertThatThrownBy(() -> assertThatGradient(new Own(1e-10)).at(POINT).isCorrect())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("record (float64, cpu)");
    }

    @Test
    void a_black_box_is_judged_by_differences_and_the_record_was_not_run_and_says_where_numbers_leave() {
        ScalarFunction square = new ScalarFunction("square", x -> x[0] * x[0], x -> new double[] {2 * x[0]});
        CheckReport report = new GradientCheck(
                        "square",
                        square,
                        ScalarFunction.point(3),
                        DType.FLOAT64,
                        List.of(new FiniteDifferences(), new RecordOracle()),
                        1)
                .run();
        assertThat(report.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(report.notRun()).anySatisfy(notRun -> {
            assertThat(notRun.what()).isEqualTo("record (float64, cpu)");
            assertThat(notRun.reason()).contains("numbers leave Tensor at ScalarFunction.java:");
        });
    }
}
