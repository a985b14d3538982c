package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class KinkEvidenceTest {
    private static final Slope KINK = Cases.kink(0, 1, 0.01);

    @Test
    void the_slopes_are_those_of_kinks_in_any_estimate() {
        KinkEvidence evidence = KinkEvidence.of(
                "w",
                List.of(
                        Cases.estimate(Slope.of(1, 0), Slope.of(2, 0), KINK),
                        Cases.estimate(Cases.jump(), Slope.of(2, 0), Slope.of(1, 0))),
                List.of());
        assertThat(evidence).isEqualTo(new KinkEvidence(Map.of(2, KINK), List.of()));
    }

    @Test
    void the_conventions_are_those_of_the_parameter() {
        Parameters gradient = Parameters.of("v", Cases.vector(9)).with("w", Cases.vector(1, 2));
        KinkEvidence evidence = KinkEvidence.of("w", List.of(), List.of(new Convention("relu'(0) = 0", gradient)));
        assertThat(evidence.conventions()).containsExactly(Cases.vector(1, 2));
        assertThat(evidence.slopes()).isEmpty();
    }

    @Test
    void a_subgradient_is_admitted_at_its_element_only() {
        KinkEvidence evidence = Cases.kinks(1, KINK);
        assertThat(evidence.admits(1, 0.5, 0)).isTrue();
        assertThat(evidence.admits(1, 1.5, 0)).isFalse();
        assertThat(evidence.admits(0, 0.5, 0)).isFalse();
        assertThat(KinkEvidence.NONE.admits(0, 0, 0)).isFalse();
    }

    @Test
    void slopes_that_are_hardly_known_admit_nothing() {
        assertThat(Cases.kinks(0, Cases.kink(0, 1, 100)).admits(0, 0.5, 0)).isFalse();
    }

    @Test
    void the_value_of_a_convention_is_admitted_where_conventions_differ() {
        KinkEvidence evidence = conventions(Cases.vector(0, 3), Cases.vector(1, 3));
        assertThat(evidence.admits(0, 0, 0)).isTrue();
        assertThat(evidence.admits(0, 1, 0)).isTrue();
        assertThat(evidence.admits(0, 0.5, 0)).isFalse();
        assertThat(evidence.admits(1, 3, 0)).isFalse();
    }

    @Test
    void the_value_of_a_convention_may_be_off_by_what_is_allowed() {
        KinkEvidence evidence = conventions(Cases.vector(0), Cases.vector(1));
        assertThat(evidence.admits(0, 1.25, 0.25)).isTrue();
        assertThat(evidence.admits(0, Math.nextUp(1.25), 0.25)).isFalse();
    }

    /** Two units that rounding moves across their kinks: layer norm of two numbers, a sum that is zero but for rounding, and relu. */
    @Test
    void rounding_as_large_as_the_difference_of_conventions_does_not_hide_them() {
        KinkEvidence evidence = new KinkEvidence(
                Map.of(0, Cases.kink(0.125, 0.25, 0)),
                List.of(Cases.vector(0), Cases.vector(0.1875), Cases.vector(0.375)));
        assertThat(evidence.admits(0, 0, 0.375)).isTrue();
        assertThat(evidence.admits(0, 0.4125, 0.375)).isTrue();
        assertThat(evidence.admits(0, 0.4126, 0.375)).isFalse();
        assertThat(evidence.admits(0, -0.125, 0.5)).isFalse();
    }

    @Test
    void the_middle_convention_has_to_be_what_was_measured_however_large_rounding_is() {
        List<Tensor> conventions = List.of(Cases.vector(0), Cases.vector(1), Cases.vector(2));
        assertThat(new KinkEvidence(Map.of(0, measured(1.375)), conventions).admits(0, 2, 5))
                .isTrue();
        assertThat(new KinkEvidence(Map.of(0, measured(1.39)), conventions).admits(0, 2, 5))
                .isFalse();
    }

    @Test
    void conventions_that_differ_by_a_thousandth_of_the_gradient_may_differ_by_rounding() {
        KinkEvidence alike = conventions(Cases.vector(0, 1000), Cases.vector(1, 1000));
        assertThat(alike.admits(0, 1, 1)).isFalse();
        KinkEvidence clear = conventions(Cases.vector(0, 999), Cases.vector(1, 999));
        assertThat(clear.admits(0, 1, 1)).isTrue();
    }

    @Test
    void a_convention_of_other_slopes_than_were_measured_excuses_nothing() {
        List<Tensor> doubled = List.of(Cases.vector(0), Cases.vector(1), Cases.vector(2));
        assertThat(new KinkEvidence(Map.of(0, Cases.kink(0, 2, 0.01)), doubled).admits(0, 2, 0))
                .isTrue();
        assertThat(new KinkEvidence(Map.of(0, KINK), doubled).admits(0, 2, 0)).isFalse();
        assertThat(new KinkEvidence(Map.of(0, KINK), doubled).admits(0, 1, 0)).isTrue();
    }

    /** relu(w) − relu(−w): smooth, and the chain rule gives 0, 1 or 2. */
    @Test
    void a_convention_may_lie_beyond_the_slopes_where_the_middle_one_is_what_was_measured() {
        List<Tensor> conventions = List.of(Cases.vector(0), Cases.vector(1), Cases.vector(2));
        assertThat(new KinkEvidence(Map.of(0, measured(1)), conventions).admits(0, 2, 0))
                .isTrue();
        assertThat(new KinkEvidence(Map.of(0, measured(1.25)), conventions).admits(0, 2, 0.0625))
                .isTrue();
        assertThat(new KinkEvidence(Map.of(0, measured(1.26)), conventions).admits(0, 2, 0.0625))
                .isFalse();
    }

    @Test
    void what_was_measured_without_a_bound_or_at_a_jump_has_no_say_in_conventions() {
        List<Tensor> conventions = List.of(Cases.vector(0), Cases.vector(1));
        assertThat(new KinkEvidence(Map.of(0, Cases.unbounded(7)), conventions).admits(0, 1, 0))
                .isTrue();
        assertThat(new KinkEvidence(Map.of(0, jumpOf(7)), conventions).admits(0, 1, 0))
                .isTrue();
    }

    @Test
    void where_there_are_conventions_all_that_was_measured_by_steps_is_kept() {
        Convention convention = new Convention("relu'(0) = 0", Parameters.of("w", Cases.vector(0, 0, 0)));
        KinkEvidence evidence = KinkEvidence.of(
                "w",
                List.of(
                        Cases.estimate(measured(1), KINK, Slope.of(1, 0)),
                        Cases.estimate(KINK, measured(2), Slope.of(2, 0))),
                List.of(convention));
        assertThat(evidence.slopes()).isEqualTo(Map.of(0, KINK, 1, KINK));
    }

    @Test
    void conventions_differ_where_they_differ_by_more_than_is_allowed() {
        KinkEvidence evidence = conventions(Cases.vector(0, 3), Cases.vector(-0.5, 3), Cases.vector(0, 3));
        assertThat(evidence.isConventional(0, Math.nextDown(0.5))).isTrue();
        assertThat(evidence.isConventional(0, 0.5)).isFalse();
        assertThat(evidence.isConventional(1, 0)).isFalse();
        assertThat(KinkEvidence.NONE.isConventional(0, 0)).isFalse();
    }

    @Test
    void the_evidence_is_copied() {
        Map<Integer, Slope> slopes = new HashMap<>(Map.of(0, KINK));
        List<Tensor> conventions = new ArrayList<>(List.of(Cases.vector(1)));
        KinkEvidence evidence = new KinkEvidence(slopes, conventions);
        slopes.clear();
        conventions.clear();
        assertThat(evidence.slopes()).hasSize(1);
        assertThat(evidence.conventions()).hasSize(1);
    }

    private static Slope measured(double value) {
        return new Slope(value, OptionalDouble.of(0.1875), Slope.Kind.SMOOTH, value, value, 0x1p-20, 8);
    }

    private static Slope jumpOf(double value) {
        return new Slope(value, OptionalDouble.of(0), Slope.Kind.DISCONTINUOUS, value, value, 0x1p-20, 8);
    }

    static KinkEvidence conventions(Tensor... gradients) {
        return new KinkEvidence(Map.of(), List.of(gradients));
    }
}
