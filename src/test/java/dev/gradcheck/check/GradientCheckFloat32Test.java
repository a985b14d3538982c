package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.Fakes.Fake;
import dev.gradcheck.check.Fakes.Oracle;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.net.Hinge;
import dev.gradcheck.net.Network;
import dev.gradcheck.net.Reduction;
import dev.gradcheck.net.Tanh;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A formula that is wrong and digits that are lost are two findings. */
class GradientCheckFloat32Test {
    private static final Parameters SINGLE = Fakes.POINT.map(t -> t.as(DType.FLOAT32));

    /** 2w as ((w + 2¹⁴) − 2¹⁴)·2: w is a multiple of 2⁻¹⁰ in float32 afterwards. */
    private static final Fake LOSSY = Fakes.squares(w -> {
        Tensor large = Tensor.ones(w.dtype(), w.shape()).times(0x1p14);
        return w.plus(large).minus(large).times(2);
    });

    @Test
    void a_right_gradient_agrees_with_its_shadow_and_the_shadow_with_the_oracle() {
        CheckReport report = Fakes.check(Fakes.right(), SINGLE, DType.FLOAT32, Fakes.saying(2, 4));
        assertThat(report.findings())
                .extracting(f -> f.gradient() + ": " + f.witness() + " " + f.verdict())
                .containsExactly(
                        "loss: shadow (float32, cpu) agrees",
                        "w: shadow (float32, cpu) agrees",
                        "w: fake oracle (float64, cpu) agrees");
        assertThat(report.declared().orElseThrow().primal()).isEqualTo(Tensor.scalar(DType.FLOAT32, 5));
    }

    @Test
    void a_formula_that_is_right_but_loses_digits_is_imprecise_and_not_wrong() {
        double w = 1 + 0x1p-11;
        Parameters point = Parameters.of("w", Tensor.of(DType.FLOAT32, Shape.of(2), w, w));
        CheckReport report = Fakes.check(LOSSY, point, DType.FLOAT32, Fakes.saying(2 * w, 2 * w));
        assertThat(report.findings())
                .filteredOn(f -> f.gradient().equals("w"))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.IMPRECISE, Verdict.AGREES);
        assertThat(report.verdict()).isEqualTo(Verdict.IMPRECISE);
        assertThat(report.failures()).isEmpty();
    }

    @Test
    void a_wrong_formula_in_float32_is_wrong_by_its_shadow() {
        CheckReport report = Fakes.check(Fakes.squares(w -> w), SINGLE, DType.FLOAT32, Fakes.saying(2, 4));
        assertThat(report.findings())
                .filteredOn(f -> f.gradient().equals("w"))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.AGREES, Verdict.DISAGREES);
    }

    @Test
    void an_oracle_in_float32_judges_the_float32_pass() {
        Oracle single = new Oracle(
                "autograd", DType.FLOAT32, "cpu", q -> Fakes.saying(2, 4).estimate(q));
        Fake onlyShadowIsRight = Fakes.squares(w -> w.times(w.dtype() == DType.FLOAT64 ? 2 : 7));
        CheckReport report = Fakes.check(onlyShadowIsRight, SINGLE, DType.FLOAT32, single);
        Finding finding = Fakes.of(report, "autograd").get(0);
        assertThat(finding.elements()).extracting(e -> e.analytic()).containsExactly(7.0, 14.0);
        // what the float32 pass loses against its shadow, 5 and 10, leaves no digit right
        assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void digits_that_a_float64_pass_loses_are_no_fault_by_an_oracle_in_float32_that_says_zero() {
        Oracle single = new Oracle(
                "autograd", DType.FLOAT32, "cpu", q -> Fakes.saying(2, 0).estimate(q));
        Tensor first = Tensor.of(DType.FLOAT64, Shape.of(2), 1, 0);
        Fake cancelling = Fakes.squares(w -> w.times(2)
                .times(first.in(w.arithmetic()))
                .plus(w.plus(w.like(1e9)).minus(w.like(1e9)).minus(w)));
        Parameters point = Parameters.of("w", Tensor.of(DType.FLOAT64, Shape.of(2), 1, 0.3));
        Finding finding = Fakes.of(Fakes.check(cancelling, point, DType.FLOAT64, single), "autograd")
                .get(0);
        assertThat(finding.elements().get(1).analytic()).isNotZero();
        assertThat(finding.verdict()).isEqualTo(Verdict.IMPRECISE);
    }

    @Test
    void a_fault_that_only_the_float32_path_has_is_a_fault() {
        for (double factor : new double[] {-2, 0, 2.0002, 2.00001}) {
            Fake faulty = Fakes.squares(w -> w.times(w.dtype() == DType.FLOAT64 ? 2 : factor));
            CheckReport report = Fakes.check(faulty, SINGLE, DType.FLOAT32, Fakes.saying(2, 4));
            assertThat(Fakes.of(report, "shadow"))
                    .filteredOn(f -> f.gradient().equals("w"))
                    .extracting(Finding::verdict)
                    .as("factor %s", factor)
                    .containsExactly(Verdict.DISAGREES);
        }
    }

    /** The hinge of tanh 12 is 8e-11 from its kink, and in float32 on it, where its derivative is 0. */
    @Test
    void a_unit_that_rounding_puts_onto_a_kink_needs_no_right_digit() {
        Hinge hinge = new Hinge(Tensor.ones(DType.FLOAT64, Shape.of(1)), 1, Reduction.SUM);
        Network net = new Network(
                "saturated",
                List.of(new Network.Place("h", new Tanh(), List.of("x")), new Network.Place("L", hinge, List.of("h"))),
                Map.of());
        Parameters point = Parameters.of("x", Tensor.of(DType.FLOAT32, Shape.of(1), 12));
        CheckReport report = new GradientCheck("net", net, point, DType.FLOAT32, List.of(new RecordOracle()), 1).run();
        Finding shadow = Fakes.of(report, "shadow").stream()
                .filter(f -> f.gradient().equals("x"))
                .findFirst()
                .orElseThrow();
        assertThat(shadow.elements().get(0).analytic()).isZero();
        assertThat(shadow.verdict()).isEqualTo(Verdict.IMPRECISE);
    }

    @Test
    void nan_in_float32_only_leaves_the_shadow_to_be_judged() {
        Fake saturated = Fakes.squares(w -> w.dtype() == DType.FLOAT64 ? w.times(2) : w.with(0, Double.NaN));
        CheckReport report = Fakes.check(saturated, SINGLE, DType.FLOAT32, Fakes.saying(2, 4));
        assertThat(report.findings())
                .filteredOn(f -> f.gradient().equals("w"))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.MALFORMED, Verdict.AGREES);
        assertThat(report.notRun()).isEmpty();
    }

    @Test
    void nan_in_the_shadow_only_leaves_nothing_to_be_judged() {
        Fake broken = new Fake(
                point -> point.get("w").dtype() == DType.FLOAT64
                        ? Tensor.scalar(DType.FLOAT64, Double.NaN)
                        : Fakes.sumOfSquares(point),
                (point, c) -> point.map(w -> w.dtype() == DType.FLOAT64 ? w.with(0, Double.NaN) : w));
        CheckReport report = Fakes.check(broken, SINGLE, DType.FLOAT32, Fakes.saying(2, 4));
        assertThat(report.findings())
                .extracting(f -> f.gradient() + ": " + f.witness() + " " + f.verdict())
                .containsExactly("loss: structure (float64, cpu) malformed", "w: structure (float64, cpu) malformed");
        assertThat(report.notRun()).hasSize(1);
    }

    @Test
    void a_gradient_of_another_size_in_float32_is_compared_with_nothing() {
        Fake odd = Fakes.squares(w -> w.dtype() == DType.FLOAT64 ? w.times(2) : w.sum());
        CheckReport report = Fakes.check(odd, SINGLE, DType.FLOAT32, Fakes.saying(2, 4));
        assertThat(Fakes.of(report, "shadow")).extracting(Finding::gradient).containsExactly("loss");
    }

    @Test
    void a_gradient_that_is_missing_in_one_dtype_only_is_found() {
        for (DType lacking : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            Fake partial = new Fake(
                    Fakes::sumOfSquares,
                    (point, c) -> point.get("w").dtype() == lacking ? Parameters.NONE : point.map(w -> w.times(2)));
            CheckReport report = Fakes.check(partial, SINGLE, DType.FLOAT32, Fakes.saying(2, 4));
            assertThat(report.failures())
                    .extracting(Finding::reason)
                    .containsExactly("the backward pass returns no gradient for w");
            assertThat(report.failures().get(0).witness().dtype()).isEqualTo(lacking);
        }
    }

    @Test
    void what_is_wrong_only_after_integers_are_lifted_is_found() {
        Fake saturated = Fakes.squares(w -> w.dtype() == DType.FLOAT32 ? w.with(0, Double.NaN) : w.times(2));
        Parameters integers = Fakes.POINT.map(t -> t.as(DType.INT32));
        CheckReport report = Fakes.check(saturated, integers, DType.FLOAT32, Fakes.saying(2, 4));
        assertThat(report.failures())
                .extracting(Finding::reason)
                .anyMatch(r -> r.startsWith("1 of 2 elements are not finite"));
    }

    @Test
    void a_value_of_another_shape_in_float32_is_compared_with_nothing() {
        Fake odd = new Fake(
                point -> point.get("w").dtype() == DType.FLOAT64
                        ? Fakes.sumOfSquares(point)
                        : point.get("w").times(1),
                (point, c) -> point.map(w -> w.times(2)));
        CheckReport report = Fakes.check(odd, SINGLE, DType.FLOAT32, Fakes.saying(2, 4));
        assertThat(Fakes.of(report, "shadow")).extracting(Finding::gradient).containsExactly("w");
    }

    @Test
    void a_float32_pass_that_throws_leaves_the_shadow_to_be_judged() {
        Fake broken = Fakes.squares(w -> {
            if (w.dtype() == DType.FLOAT32) {
                throw new IllegalStateException("float64 only");
            }
            return w.times(2);
        });
        CheckReport report = Fakes.check(broken, SINGLE, DType.FLOAT32, Fakes.saying(2, 4));
        assertThat(report.findings())
                .extracting(Finding::reason)
                .contains("within the budget")
                .anyMatch(reason ->
                        reason.startsWith("the backward pass throws IllegalStateException: float64 only (at "));
    }

    @Test
    void rounding_that_makes_a_gradient_nan_is_imprecise_and_not_wrong() {
        Fake fragile = Fakes.squares(w -> w.arithmetic().isNearest() ? w.times(2) : w.times(Double.NaN));
        CheckReport report = Fakes.check(fragile, Fakes.saying(2, 4));
        assertThat(report.verdict()).isEqualTo(Verdict.IMPRECISE);
    }

    @Test
    void a_pass_that_throws_under_random_rounding_is_judged_without_it() {
        Fake fragile = Fakes.squares(w -> {
            if (!w.arithmetic().isNearest()) {
                throw new IllegalStateException("no random rounding");
            }
            return w.times(2);
        });
        CheckReport report = Fakes.check(fragile, Fakes.saying(2, 4));
        assertThat(report.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(report.findings()).hasSize(1);
    }
}
