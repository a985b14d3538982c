package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Kinks that excuse, and conflicts that exclude. */
class ComparisonExceptionsTest {
    @Test
    void a_kink_that_finite_differences_saw_excuses_the_difference_from_autograd() {
        Finding finding = atKink(0.5, Cases.kink(0, 1, 0.01), Slope.of(1, 0));
        assertThat(finding.verdict()).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(finding.reason())
                .isEqualTo("a kink at this point: the value lies between the one-sided slopes that finite differences"
                        + " see");
    }

    @Test
    void a_kink_excuses_no_value_outside_the_one_sided_slopes() {
        assertThat(atKink(1.5, Cases.kink(0, 1, 0.01), Slope.of(1, 0)).verdict())
                .isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void what_agrees_needs_no_excuse() {
        assertThat(atKink(1, Cases.kink(0, 1, 0.01), Slope.of(1, 0)).verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void a_kink_excuses_its_own_element_only() {
        Tensor gradient = Cases.vector(0.5, 0.5);
        Comparison comparison = new Comparison(
                gradient, Cases.rounding(gradient), Scale.of(0), Cases.kinks(1, Cases.kink(0, 1, 0.01)), Set.of());
        Finding finding = comparison.by(Cases.estimate(Slope.of(1, 0), Slope.of(1, 0)), Cases.AUTOGRAD);
        assertThat(finding.elements())
                .extracting(ElementVerdict::verdict)
                .containsExactly(Verdict.DISAGREES, Verdict.AGREES_AT_A_KINK);
    }

    @Test
    void a_kink_whose_slopes_are_hardly_known_excuses_nothing() {
        Slope vague = Cases.kink(0, 1, 100);
        assertThat(atKink(50, vague, vague).verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(atKink(50, vague, Slope.of(1, 0)).verdict()).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void the_rounding_of_the_accused_counts_at_a_kink() {
        assertThat(atKink(Math.nextUp(1.0), Cases.kink(0, 1, 0), Slope.of(0, 0)).verdict())
                .isEqualTo(Verdict.AGREES_AT_A_KINK);
    }

    @Test
    void about_an_element_in_conflict_nobody_is_blamed() {
        Tensor gradient = Cases.vector(7, 2);
        Comparison comparison =
                new Comparison(gradient, Cases.rounding(gradient), Scale.of(0), KinkEvidence.NONE, Set.of(0));
        Finding finding = comparison.by(Cases.estimate(Slope.of(1, 0), Slope.of(2, 0)), Cases.FINITE);
        assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(finding.elements())
                .extracting(ElementVerdict::verdict)
                .containsExactly(Verdict.UNDECIDED, Verdict.AGREES);
        assertThat(finding.reason())
                .isEqualTo("the oracles contradict each other about this element: see the oracle conflict");
    }

    @Test
    void a_conflict_outweighs_a_kink_and_agreement() {
        Tensor gradient = Cases.vector(0.5);
        Comparison comparison = new Comparison(
                gradient, Cases.rounding(gradient), Scale.of(0), Cases.kinks(0, Cases.kink(0, 1, 0.01)), Set.of(0));
        assertThat(comparison.by(Cases.estimate(Slope.of(0.5, 0)), Cases.FINITE).verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_disagreement_elsewhere_is_not_hidden_by_a_conflict() {
        Tensor gradient = Cases.vector(7, 3);
        Comparison comparison =
                new Comparison(gradient, Cases.rounding(gradient), Scale.of(0), KinkEvidence.NONE, Set.of(0));
        Finding finding = comparison.by(Cases.estimate(Slope.of(1, 0), Slope.of(2, 0)), Cases.FINITE);
        assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(finding.worst()).hasValue(1);
        assertThat(finding.reason()).isEqualTo("analytic 3.0, true 2.0, ratio 1.50000");
    }

    /** Where conventions say 0, ¾ or 2 and a slope of 1 was measured. */
    @Test
    void what_only_the_accused_can_explain_is_undecided_and_the_reason_says_so() {
        Finding finding = doubtful(Set.of(), 2, 5);
        assertThat(finding.elements())
                .extracting(ElementVerdict::verdict)
                .containsExactly(Verdict.UNDECIDED, Verdict.AGREES);
        assertThat(finding.reason()).isEqualTo(Reasons.DOUBTFUL);
        assertThat(doubtful(Set.of(), 1, 5).verdict()).isEqualTo(Verdict.AGREES);
        assertThat(doubtful(Set.of(), 1.5, 5).verdict()).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void a_conflict_is_a_better_reason_than_a_doubt() {
        assertThat(doubtful(Set.of(0), 2, 5).reason())
                .isEqualTo("the oracles contradict each other about this element: see the oracle conflict");
    }

    @Test
    void an_oracle_that_does_not_know_is_a_reason_of_its_own() {
        Tensor gradient = Cases.vector(2, 5);
        Comparison comparison =
                new Comparison(gradient, Cases.rounding(gradient), Scale.of(0), conventions(), Set.of());
        Finding finding = comparison.by(Cases.estimate(Slope.of(1, 0.01), Cases.unbounded(5.5)), Cases.FINITE);
        assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(finding.elements())
                .extracting(ElementVerdict::verdict)
                .containsExactly(Verdict.UNDECIDED, Verdict.UNDECIDED);
    }

    private static Finding doubtful(Set<Integer> conflicts, double... analytic) {
        Tensor gradient = Cases.vector(analytic);
        Comparison comparison =
                new Comparison(gradient, Cases.rounding(gradient), Scale.of(0), conventions(), conflicts);
        return comparison.by(Cases.estimate(Slope.of(1, 0.001), Slope.of(5, 0.001)), Cases.FINITE);
    }

    private static KinkEvidence conventions() {
        return new KinkEvidence(
                Map.of(0, Slope.of(1, 0.001)), List.of(Cases.vector(0, 5), Cases.vector(0.75, 5), Cases.vector(2, 5)));
    }

    private static Finding atKink(double analytic, Slope kink, Slope judge) {
        Tensor gradient = Cases.vector(analytic);
        Comparison comparison =
                new Comparison(gradient, Cases.rounding(gradient), Scale.of(0), Cases.kinks(0, kink), Set.of());
        return comparison.by(Cases.estimate(judge), Cases.AUTOGRAD);
    }
}
