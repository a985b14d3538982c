package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.Findings;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A tensor [100, 1] in float64 that is [100, 2] in float32: it loses 1 of its largest element, 0.01. */
class LimitComparisonTest {
    private static final Finding LOSS = loss(Verdict.IMPRECISE, Findings.SHADOW);

    @Test
    void a_loss_above_the_limit_fails_at_its_element() {
        List<Finding> findings = limited(9e-3, LOSS);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).failsBuild()).isTrue();
        assertThat(findings.get(0).elements())
                .extracting(ElementVerdict::verdict)
                .containsExactly(Verdict.AGREES, Verdict.DISAGREES);
        assertThat(findings.get(0).reason())
                .isEqualTo("rounding moves it by 0.010 of its largest element; the case accepts at most 0.0090");
    }

    @Test
    void a_loss_at_the_limit_passes() {
        assertThat(limited(0.01, LOSS)).isEmpty();
    }

    @Test
    void a_limit_may_be_tighter_than_what_is_reported_as_imprecise() {
        assertThat(limited(1e-6, loss(Verdict.AGREES, Findings.SHADOW))).hasSize(1);
    }

    @Test
    void without_a_limit_nothing_fails() {
        assertThat(LimitComparison.of(Limits.NONE, Findings.report(LOSS))).isEmpty();
    }

    @Test
    void an_oracle_in_the_declared_dtype_does_not_say_it_again() {
        Witness autograd32 = new Witness("autograd", DType.FLOAT32, "cpu");
        assertThat(limited(1e-6, loss(Verdict.IMPRECISE, autograd32))).isEmpty();
    }

    @Test
    void in_float64_where_there_is_no_shadow_an_oracle_measures_it() {
        assertThat(limited(1e-6, loss(Verdict.IMPRECISE, Findings.AUTOGRAD))).hasSize(1);
    }

    @Test
    void nan_exceeds_every_limit() {
        Finding nan = Findings.of("W", Verdict.IMPRECISE, Findings.SHADOW, new double[] {100, Double.NaN}, 100, 1);
        assertThat(limited(1, nan)).hasSize(1);
    }

    private static List<Finding> limited(double limit, Finding finding) {
        return LimitComparison.of(new Limits(OptionalDouble.of(limit)), Findings.report(finding));
    }

    private static Finding loss(Verdict verdict, Witness witness) {
        return Findings.of("W", verdict, witness, new double[] {100, 2}, 100, 1);
    }
}
