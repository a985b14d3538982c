package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Conflicts.Testimony;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConflictsTest {
    private static final Witness THIRD = new Witness("autograd", DType.FLOAT64, "cpu");

    @Test
    void estimates_whose_bounds_touch_do_not_contradict_each_other() {
        assertThat(elements(both(Slope.of(1, 0.25), Slope.of(1.5, 0.25)), KinkEvidence.NONE))
                .isEmpty();
        assertThat(elements(both(Slope.of(1.5, 0.25), Slope.of(1, 0.25)), KinkEvidence.NONE))
                .isEmpty();
        assertThat(finding(both(Slope.of(1, 0.25), Slope.of(1.5, 0.25)), KinkEvidence.NONE))
                .isEmpty();
    }

    @Test
    void estimates_whose_bounds_do_not_touch_contradict_each_other() {
        assertThat(elements(both(Slope.of(1, 0.25), Slope.of(Math.nextUp(1.5), 0.25)), KinkEvidence.NONE))
                .containsExactly(0);
        assertThat(elements(both(Slope.of(-1, 0.25), Slope.of(1, 0.25)), KinkEvidence.NONE))
                .containsExactly(0);
    }

    @Test
    void an_estimate_without_a_bound_contradicts_nobody() {
        assertThat(elements(both(Cases.unbounded(1), Slope.of(9, 0)), KinkEvidence.NONE))
                .isEmpty();
        assertThat(elements(both(Slope.of(9, 0), Cases.unbounded(1)), KinkEvidence.NONE))
                .isEmpty();
    }

    @Test
    void at_a_kink_every_subgradient_is_as_good_as_another() {
        assertThat(elements(both(Cases.kink(0, 1, 0.001), Slope.of(1, 0)), KinkEvidence.NONE))
                .isEmpty();
        assertThat(elements(both(Slope.of(0, 0), Cases.kink(0, 1, 0.001)), KinkEvidence.NONE))
                .isEmpty();
        assertThat(elements(both(Slope.of(2, 0), Cases.kink(0, 1, 0.001)), KinkEvidence.NONE))
                .containsExactly(0);
    }

    /** An l1 loss in float32, whose 1/9 is off by more than the bound of differences. */
    @Test
    void a_subgradient_at_the_edge_may_be_off_by_its_own_bound_too() {
        assertThat(elements(both(Cases.kink(-1, 1, 0.25), Slope.of(1.5, 0.25)), KinkEvidence.NONE))
                .isEmpty();
        assertThat(elements(both(Slope.of(-1.5, 0.25), Cases.kink(-1, 1, 0.25)), KinkEvidence.NONE))
                .isEmpty();
        assertThat(elements(both(Cases.kink(-1, 1, 0.25), Slope.of(Math.nextUp(1.5), 0.25)), KinkEvidence.NONE))
                .containsExactly(0);
    }

    @Test
    void where_conventions_differ_by_more_than_the_bounds_there_is_no_conflict() {
        KinkEvidence conventional = KinkEvidenceTest.conventions(Cases.vector(0), Cases.vector(0.5));
        assertThat(elements(both(Slope.of(1, 0.25), Slope.of(9, 0)), conventional))
                .isEmpty();
        assertThat(finding(both(Slope.of(1, 0), Slope.of(9, 0.25)), conventional))
                .isEmpty();
        assertThat(elements(both(Slope.of(1, 0.5), Slope.of(9, 0)), conventional))
                .containsExactly(0);
        assertThat(elements(both(Slope.of(1, 0), Slope.of(9, 0.5)), conventional))
                .containsExactly(0);
    }

    @Test
    void the_elements_are_those_of_any_pair_in_order() {
        List<Testimony> testimonies = List.of(
                testimony(Cases.FINITE, Slope.of(1, 0), Slope.of(2, 0), Slope.of(3, 0), Slope.of(4, 0)),
                testimony(Cases.AUTOGRAD, Slope.of(1, 0), Slope.of(2, 0), Slope.of(3, 0), Slope.of(5, 0)),
                testimony(THIRD, Slope.of(1, 0), Slope.of(9, 0), Slope.of(3, 0), Slope.of(5, 0)));
        assertThat(elements(testimonies, KinkEvidence.NONE)).containsExactly(1, 3);
    }

    @Test
    void one_testimony_alone_is_no_conflict() {
        List<Testimony> alone = List.of(testimony(Cases.FINITE, Slope.of(1, 0)));
        assertThat(elements(alone, KinkEvidence.NONE)).isEmpty();
        assertThat(finding(alone, KinkEvidence.NONE)).isEmpty();
        assertThat(finding(List.of(), KinkEvidence.NONE)).isEmpty();
    }

    @Test
    void the_finding_names_both_and_shows_the_first_element() {
        Estimate finite = new Estimate(
                "w", Shape.of(2, 2), List.of(Slope.of(1, 0), Slope.of(2, 0.5), Slope.of(3, 0), Slope.of(4, 0)));
        Estimate autograd = new Estimate(
                "w", Shape.of(2, 2), List.of(Slope.of(1, 0), Slope.of(7, 0.25), Slope.of(8, 0), Slope.of(4, 0)));
        Finding finding = finding(
                        List.of(new Testimony(Cases.FINITE, finite), new Testimony(Cases.AUTOGRAD, autograd)),
                        KinkEvidence.NONE)
                .orElseThrow();
        assertThat(finding.reason())
                .isEqualTo("at [0, 1] finite differences (float64, cpu) says 2.0 ± 0.5, but autograd (float64, cuda:0)"
                        + " says 7.0 ± 0.25; 2 of 4 elements. One of the two does not compute this function, or its"
                        + " bound is wrong; the analytic gradient is not blamed");
        assertThat(finding.verdict()).isEqualTo(Verdict.ORACLE_CONFLICT);
        assertThat(finding.gradient()).isEqualTo("w");
        assertThat(finding.witness()).isEqualTo(Cases.FINITE);
        assertThat(finding.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(finding.elements()).isEmpty();
    }

    @Test
    void the_finding_is_of_the_first_pair_in_conflict() {
        Finding finding = finding(
                        List.of(
                                testimony(Cases.FINITE, Slope.of(1, 1)),
                                testimony(Cases.AUTOGRAD, Slope.of(2, 0)),
                                testimony(THIRD, Slope.of(3, 0))),
                        KinkEvidence.NONE)
                .orElseThrow();
        assertThat(finding.reason())
                .startsWith("at [0] finite differences (float64, cpu) says 1.0 ± 1.0, but autograd (float64, cpu) says"
                        + " 3.0 ± 0.0; 1 of 1 elements.");
    }

    /** Where a difference of rounded numbers is left, each oracle has another rest, and may know its own rest well. */
    @Test
    void what_rounding_moves_an_element_by_is_no_contradiction() {
        List<Testimony> rests = both(Slope.of(-6.3e-18, 4.9e-33), Slope.of(1.6e-18, 1.9e-22));
        assertThat(elements(rests, KinkEvidence.NONE)).containsExactly(0);
        assertThat(Conflicts.elements(rests, KinkEvidence.NONE, i -> 2e-16)).isEmpty();
        assertThat(Conflicts.finding(rests, KinkEvidence.NONE, i -> 2e-16)).isEmpty();
        assertThat(Conflicts.elements(rests, KinkEvidence.NONE, i -> 7e-18)).containsExactly(0);
    }

    private static Set<Integer> elements(List<Testimony> testimonies, KinkEvidence kinks) {
        return Conflicts.elements(testimonies, kinks, i -> 0);
    }

    private static Optional<Finding> finding(List<Testimony> testimonies, KinkEvidence kinks) {
        return Conflicts.finding(testimonies, kinks, i -> 0);
    }

    private static List<Testimony> both(Slope one, Slope other) {
        return List.of(testimony(Cases.FINITE, one), testimony(Cases.AUTOGRAD, other));
    }

    private static Testimony testimony(Witness witness, Slope... slopes) {
        return new Testimony(witness, Cases.estimate(slopes));
    }
}
