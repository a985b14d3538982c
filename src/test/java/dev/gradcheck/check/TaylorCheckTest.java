package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.Fakes.Fake;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong gradient leaves a remainder of first order. The function is Σ w³ + Σ sin v at w = (1, 2), v = (1, 2). */
class TaylorCheckTest {
    private static final Parameters POINT = Fakes.POINT.with("v", Fakes.W);

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-5, -1e-4, 1, -2})
    void a_gradient_that_is_off_is_of_first_order(double error) {
        CheckReport report = check(error, 0);
        Finding finding = Fakes.of(report, "taylor").get(0);
        assertThat(Fakes.of(report, "taylor")).hasSize(1);
        assertThat(finding.gradient()).isEqualTo("w");
        assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(finding.failsBuild()).isTrue();
        assertThat(finding.witness()).hasToString("taylor (float64, cpu)");
        assertThat(finding.witness().isOracle()).isFalse();
        assertThat(finding.reason()).contains("(seed ", "not of second order", "the slope is off by");
    }

    @Test
    void every_gradient_that_is_off_is_named() {
        assertThat(Fakes.of(check(1e-3, 1e-3), "taylor"))
                .extracting(Finding::gradient)
                .containsExactly("w", "v");
        assertThat(Fakes.of(check(0, 1e-3), "taylor"))
                .extracting(Finding::gradient)
                .containsExactly("v");
    }

    @Test
    void a_wrong_gradient_of_a_linear_function_is_of_first_order_everywhere() {
        Fake sum = new Fake(
                p -> p.get("w").sum(),
                (p, bar) -> Parameters.of("w", p.get("w").mapExactly(w -> 1.125).times(bar.item())));
        CheckReport report = run(sum, Fakes.POINT);
        assertThat(Fakes.of(report, "taylor")).extracting(Finding::verdict).containsExactly(Verdict.DISAGREES);
    }

    @Test
    void the_same_seed_gives_the_same_words() {
        assertThat(Fakes.of(check(1e-3, 0), "taylor")).isEqualTo(Fakes.of(check(1e-3, 0), "taylor"));
        assertThat(Fakes.of(check(0, 0), "taylor")).isEqualTo(Fakes.of(check(0, 0), "taylor"));
    }

    @Test
    void a_gradient_that_cannot_be_compared_is_left_out() {
        Fake missing = new Fake(
                TaylorCheckTest::value,
                (p, bar) -> Parameters.of("v", p.get("v").map(StrictMath::cos).times(bar.item())));
        Finding finding = Fakes.of(run(missing, POINT), "taylor").get(0);
        assertThat(finding.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(finding.reason()).contains("[v]").doesNotContain("w,");
    }

    private static CheckReport check(double errorOfW, double errorOfV) {
        return run(
                new Fake(TaylorCheckTest::value, (p, bar) -> Parameters.of(
                                "w",
                                p.get("w")
                                        .times(p.get("w"))
                                        .times(3 * (1 + errorOfW))
                                        .times(bar.item()))
                        .with(
                                "v",
                                p.get("v")
                                        .map(StrictMath::cos)
                                        .times(1 + errorOfV)
                                        .times(bar.item()))),
                POINT);
    }

    private static Tensor value(Parameters p) {
        Tensor w = p.get("w");
        return w.times(w).times(w).sum().plus(p.get("v").map(StrictMath::sin).sum());
    }

    private static CheckReport run(Fake function, Parameters point) {
        return new GradientCheck("case", function, point, DType.FLOAT64, List.of(new FiniteDifferences()), 1).run();
    }
}
