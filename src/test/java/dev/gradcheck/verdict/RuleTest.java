package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every rule from evidence to verdict, in the order of the table. */
class RuleTest {
    private static final Scale SCALE = new Scale(1, 1e-15, 1e-6);

    @Test
    void every_rule_on_one_oracle_occurs_in_the_order_of_the_table() {
        Map<Rule, Rule> found = new LinkedHashMap<>();
        found.put(Rule.KINK_UNCLEAR, rule(0.5, kink(0.5), 0));
        found.put(Rule.SUBGRADIENT, rule(0.5, kink(1e-9), 0));
        found.put(Rule.KINK_IN_NOISE, rule(3, kink(1e-9), 10));
        found.put(Rule.OUTSIDE_THE_SLOPES, rule(3, kink(1e-9), 0));
        found.put(Rule.JUMP, rule(1, slope(Slope.Kind.DISCONTINUOUS, 1e-9), 0));
        found.put(Rule.COINCIDENCE, rule(1, unbounded(), 0));
        found.put(Rule.NO_BOUND, rule(1.5, unbounded(), 0));
        found.put(Rule.OUTSIDE, rule(1.5, slope(Slope.Kind.SMOOTH, 1e-9), 0));
        found.put(Rule.ZERO, rule(0, flatBesideSlopes(), 0));
        found.put(Rule.BELOW_THE_NOISE, rule(1, Slope.of(1, 1e-16), 0));
        found.put(Rule.WITHIN, rule(1, slope(Slope.Kind.SMOOTH, 1e-9), 0));
        found.put(Rule.NO_RIGHT_DIGIT, rule(1.75, slope(Slope.Kind.SMOOTH, 1e-9), 2));
        found.put(Rule.ROUNDING_HIDES, rule(1, slope(Slope.Kind.SMOOTH, 1e-9), 0.5));
        found.put(Rule.BOUND_TOO_WIDE, rule(1, slope(Slope.Kind.SMOOTH, 0.5), 0));
        assertThat(found.keySet())
                .containsExactlyElementsOf(List.of(Rule.values()).subList(0, found.size()));
        assertThat(found).allSatisfy((expected, actual) -> assertThat(actual).isEqualTo(expected));
    }

    @Test
    void every_overruling_rule_occurs() {
        ElementVerdict wrong = new ElementVerdict(0, 1, Slope.of(0, 1e-9), 0, Verdict.DISAGREES);
        ElementVerdict lossy = new ElementVerdict(0, 1, Slope.of(1.5, 1e-9), 1, Verdict.AGREES);
        KinkEvidence fits = evidence(0.5, slope(Slope.Kind.SMOOTH, 1e-9, 0.5));
        KinkEvidence unfit = evidence(0.5, slope(Slope.Kind.SMOOTH, 1e-9, 9));
        assertThat(comparison(KinkEvidence.NONE, Set.of(0)).overruling(wrong, SCALE))
                .hasValue(Rule.CONFLICT);
        assertThat(comparison(KinkEvidence.NONE, Set.of()).overruling(lossy, SCALE))
                .hasValue(Rule.HALF_THE_DIGITS);
        assertThat(comparison(fits, Set.of()).overruling(wrong, SCALE)).hasValue(Rule.CONVENTION);
        assertThat(comparison(unfit, Set.of()).overruling(wrong, SCALE)).hasValue(Rule.DOUBTFUL_CONVENTION);
        assertThat(comparison(KinkEvidence.NONE, Set.of()).overruling(wrong, SCALE))
                .isEmpty();
    }

    @Test
    void the_table_has_a_row_for_every_rule() {
        assertThat(Rule.markdown())
                .startsWith(
                        "| where | when | verdict |\n|---|---|---|\n| at a kink | the one-sided slopes are not known")
                .contains("| elsewhere | the function itself jumps at the point: it has no slope | undecided |\n")
                .hasLineCount(2 + Rule.values().length);
    }

    private static Rule rule(double analytic, Slope slope, double rounding) {
        return ElementVerdict.rule(analytic, slope, rounding, SCALE);
    }

    private static Slope kink(double bound) {
        return new Slope(0.5, OptionalDouble.of(bound), Slope.Kind.KINK, 0, 1, 1e-9, 1);
    }

    private static Slope slope(Slope.Kind kind, double bound) {
        return slope(kind, bound, 1);
    }

    private static Slope slope(Slope.Kind kind, double bound, double value) {
        return new Slope(value, OptionalDouble.of(bound), kind, value, value, 1e-9, 1);
    }

    private static Slope flatBesideSlopes() {
        return new Slope(0, OptionalDouble.of(1e-12), Slope.Kind.SMOOTH, 0, 0, 1e-9, 1, Optional.empty(), 1);
    }

    private static Slope unbounded() {
        return new Slope(1, OptionalDouble.empty(), Slope.Kind.SMOOTH, 1, 1, 0, 1);
    }

    /** Two conventions, 0 and 1, one in the middle, and what was measured. */
    private static KinkEvidence evidence(double middle, Slope measured) {
        return new KinkEvidence(Map.of(0, measured), List.of(Cases.vector(0), Cases.vector(middle), Cases.vector(1)));
    }

    private static Comparison comparison(KinkEvidence kinks, Set<Integer> conflicts) {
        Tensor analytic = Tensor.of(DType.FLOAT64, Shape.of(1), 1);
        RoundingError rounding = RoundingError.of(Parameters.of("w", analytic), List.of());
        return new Comparison(analytic, rounding, SCALE, kinks, conflicts);
    }
}
