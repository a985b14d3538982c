package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.Fakes.Fake;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every contract with a violation planted, none of which an oracle sees: under the unit cotangent all values are right. */
class ContractViolationsTest {
    private static final String ZERO = "term without upstream";

    @Test
    void a_pass_that_divides_by_upstream_is_caught() {
        CheckReport report = check(upstream(c -> 1 / c));
        assertThat(contracts(report).get(0).verdict()).isEqualTo(Verdict.MALFORMED); // infinite where upstream is 0
        assertThat(faults(report)).containsExactly("divided by upstream");
        Finding finding = contracts(report).get(1);
        assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(finding.worstElement().orElseThrow().analytic()).isEqualTo(4 / -2.5);
        assertThat(finding.worstElement().orElseThrow().slope().value()).isEqualTo(-10);
        assertThat(finding.reason())
                .isEqualTo("not linear in the upstream gradient: under -2.5 times the cotangent the gradient is not the"
                        + " same combination (random rounding moves nothing here: the rounding inside this function cannot be"
                        + " measured, and is estimated from its values at close points): -1.6 at [1], should be -10.0");
        assertThat(finding.diagnosis().orElseThrow().remedy()).isEqualTo("multiply by the upstream gradient instead");
    }

    @Test
    void a_pass_that_ignores_upstream_is_caught() {
        assertThat(faults(check(upstream(c -> 1)))).containsExactly("upstream ignored", "upstream ignored");
    }

    @Test
    void squares_sizes_and_signs_of_upstream_are_told_apart() {
        assertThat(faults(check(upstream(c -> c * c)))).containsExactly("upstream squared");
        assertThat(faults(check(upstream(Math::abs)))).containsExactly("absolute value of upstream");
        assertThat(faults(check(upstream(Math::signum)))).containsExactly("sign of upstream");
        assertThat(faults(check(upstream(c -> Math.max(-1, Math.min(1, c)))))).containsExactly("sign of upstream");
        assertThat(faults(check(upstream(c -> c * c * c)))).containsExactly("not linear in the cotangent");
    }

    @Test
    void a_pass_that_is_no_number_for_a_negative_upstream_is_caught() {
        assertThat(faults(check(upstream(Math::sqrt)))).containsExactly("not linear in the cotangent");
    }

    /** A constant that makes up for what is missing under the unit cotangent. */
    @Test
    void a_constant_that_does_not_depend_on_upstream_is_caught() {
        CheckReport report = check(upstream(c -> 0.5 * c + 0.5));
        assertThat(faults(report)).containsExactly(ZERO, "not linear in the cotangent");
        assertThat(contracts(report).get(0).reason())
                .isEqualTo(
                        "a zero cotangent gives a gradient that is not zero: something is added that does not depend on"
                                + " the upstream gradient: 2.0 at [1], should be 0.0");
    }

    @Test
    void the_tiniest_constant_is_caught_by_the_zero_cotangent() {
        assertThat(faults(check(upstream(c -> c == 0 ? Double.MIN_VALUE : c)))).containsExactly(ZERO);
    }

    @Test
    void upstream_ignored_is_caught_for_several_outputs() {
        Fake squares = new Fake(
                point -> point.get("w").times(point.get("w")),
                (point, cotangent) -> Parameters.of("w", point.get("w").times(2).times(cotangent.mapExactly(c -> 1))));
        assertThat(faults(check(squares))).containsExactly("upstream ignored", "upstream ignored");
    }

    /** The pass of every call is 1 ulp larger than that of the one before. */
    @Test
    void a_pass_that_differs_by_one_ulp_is_caught() {
        AtomicInteger calls = new AtomicInteger();
        Fake unsteady = Fakes.squares(w -> {
            double nudged = calls.getAndIncrement() % 2 == 0 ? 2 : Math.nextUp(2.0);
            return w.times(nudged);
        });
        Fake scaled = new Fake(Fakes::sumOfSquares, (point, cotangent) -> unsteady.backward()
                .apply(point, cotangent)
                .map(g -> g.times(cotangent.item())));
        CheckReport report = check(scaled);
        assertThat(contracts(report)).allMatch(f -> f.verdict() == Verdict.MALFORMED);
        assertThat(faults(report)).contains("not re-entrant").doesNotContain("not linear in the cotangent");
        assertThat(report.notRun()).isEmpty();
    }

    /** Gradients that accumulate between calls: nothing else can be said of them. */
    @Test
    void a_pass_that_accumulates_is_caught_and_not_examined_further() {
        AtomicInteger calls = new AtomicInteger();
        Fake accumulating = new Fake(Fakes::sumOfSquares, (point, cotangent) -> {
            int sum = cotangent.arithmetic().isNearest() ? calls.incrementAndGet() : 1;
            return Parameters.of("w", point.get("w").times(2 * sum).times(cotangent.item()));
        });
        CheckReport report = check(accumulating);
        assertThat(faults(report)).containsOnly("not re-entrant");
        assertThat(report.notRun())
                .contains(new CheckReport.NotRun(
                        "contracts", Subject.gradient("w"), "the same call gives different values: mend that first"));
    }

    @Test
    void a_pullback_that_gives_other_bits_the_second_time_is_caught_alone() {
        CheckReport report = check(new OneShot(false));
        assertThat(faults(report)).containsExactly("not re-entrant");
        assertThat(contracts(report).get(0).reason())
                .startsWith("a second call of the same pullback with the same arguments gives other bits: 0.0 at [1]");
        assertThat(report.notRun()).isEmpty();
    }

    @Test
    void a_pullback_that_throws_the_second_time_is_caught_alone() {
        CheckReport report = check(new OneShot(true));
        assertThat(contracts(report)).extracting(Finding::verdict).containsExactly(Verdict.MALFORMED);
        assertThat(contracts(report).get(0).reason())
                .startsWith(
                        "in a second call of the same pullback the backward pass throws IllegalStateException: already freed (at");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_function_that_writes_into_its_argument_is_malformed(boolean inGradient) {
        ScalarFunction greedy = new ScalarFunction("greedy", x -> inGradient ? x[0] * x[0] : Math.pow(x[0]++, 2), x ->
                new double[] {2 * (inGradient ? x[0]++ : x[0])});
        CheckReport report = new GradientCheck(
                        "case", greedy, ScalarFunction.point(3), DType.FLOAT64, List.of(new FiniteDifferences()), 1)
                .run();
        assertThat(report.failures()).extracting(Finding::verdict).containsExactly(Verdict.MALFORMED);
        assertThat(report.failures().get(0).reason()).endsWith("changed its argument: copy it before writing");
        assertThat(report.notRun()).extracting(CheckReport.NotRun::what).contains("contracts", "taylor");
    }

    /** Zero the second time, or throws, as of a graph that has been freed. */
    private record OneShot(boolean throwing) implements Differentiable {
        @Override
        public String name() {
            return "one shot";
        }

        @Override
        public Tensor primal(Parameters point) {
            return Fakes.sumOfSquares(point);
        }

        @Override
        public Vjp vjp(Parameters point) {
            AtomicInteger left = new AtomicInteger(1);
            return new Vjp(primal(point), Parameters.NONE, cotangent -> {
                int factor = Math.max(0, left.getAndDecrement());
                if (factor == 0 && throwing) {
                    throw new IllegalStateException("already freed");
                }
                return Parameters.of("w", point.get("w").times(2 * factor).times(cotangent.item()));
            });
        }
    }

    /** The sum of squares whose gradient is 2w times something of the cotangent. */
    private static Fake upstream(DoubleUnaryOperator use) {
        return new Fake(
                Fakes::sumOfSquares,
                (point, cotangent) ->
                        Parameters.of("w", point.get("w").times(2).times(use.applyAsDouble(cotangent.item()))));
    }

    private static CheckReport check(Differentiable function) {
        return new GradientCheck("case", function, Fakes.POINT, DType.FLOAT64, List.of(new FiniteDifferences()), 1)
                .run();
    }

    private static List<Finding> contracts(CheckReport report) {
        return Fakes.of(report, "contract").stream()
                .filter(f -> f.verdict() != Verdict.AGREES)
                .toList();
    }

    private static List<String> faults(CheckReport report) {
        return contracts(report).stream()
                .flatMap(f -> f.diagnosis().stream())
                .map(Diagnosis::fault)
                .toList();
    }
}
