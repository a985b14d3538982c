package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTest {
    private static final Diagnosis SIGN = new Diagnosis("sign", "wrong sign", "turn it", 0);

    @ParameterizedTest
    @EnumSource
    void a_finding_fails_the_build_as_its_verdict_does(Verdict verdict) {
        assertThat(plain(verdict).failsBuild()).isEqualTo(verdict.failsBuild());
    }

    @ParameterizedTest
    @EnumSource
    void a_declared_finding_does_not_fail_the_build(Verdict verdict) {
        Finding declared = plain(verdict).declared("known since 2020");
        assertThat(declared.failsBuild()).isFalse();
        assertThat(declared.known()).hasValue("known since 2020");
        assertThat(declared.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource
    void a_settled_finding_does_not_fail_the_build(Verdict verdict) {
        Finding settled = plain(verdict).settled(Cases.AUTOGRAD);
        assertThat(settled.failsBuild()).isFalse();
        assertThat(settled.settledBy()).hasValue(Cases.AUTOGRAD);
        assertThat(settled.verdict()).isEqualTo(verdict);
    }

    @Test
    void what_is_added_keeps_everything_else() {
        Finding full = judged().diagnosed(SIGN).settled(Cases.AUTOGRAD).declared("known");
        assertThat(full.diagnosis()).hasValue(SIGN);
        assertThat(full.settledBy()).hasValue(Cases.AUTOGRAD);
        assertThat(full.known()).hasValue("known");
        assertThat(full.declared("other").diagnosed(SIGN).settledBy()).hasValue(Cases.AUTOGRAD);
        assertThat(full.settled(Cases.FINITE).known()).hasValue("known");
        assertThat(full.settled(Cases.FINITE).diagnosis()).hasValue(SIGN);
        assertThat(full.diagnosed(SIGN).known()).hasValue("known");
        assertThat(full.elements()).isEqualTo(judged().elements());
        assertThat(full.worst()).isEqualTo(judged().worst());
        assertThat(full.reason()).isEqualTo("because");
    }

    @Test
    void a_plain_finding_has_no_elements() {
        Finding plain = plain(Verdict.MALFORMED);
        assertThat(plain.gradient()).isEqualTo("w");
        assertThat(plain.witness()).isEqualTo(Cases.FINITE);
        assertThat(plain.shape()).isEqualTo(Shape.of(2));
        assertThat(plain.reason()).isEqualTo("because");
        assertThat(plain.elements()).isEmpty();
        assertThat(plain.worstElement()).isEmpty();
        assertThat(plain.affected()).isZero();
        assertThat(plain.resolution()).isEmpty();
        assertThat(plain.diagnosis()).isEmpty();
        assertThat(plain.settledBy()).isEmpty();
        assertThat(plain.known()).isEmpty();
    }

    @Test
    void affected_counts_the_elements_of_the_verdict() {
        assertThat(judged().affected()).isEqualTo(2);
    }

    @Test
    void the_worst_element_is_the_one_at_the_index() {
        assertThat(judged().worstElement()).hasValue(judged().elements().get(2));
    }

    @Test
    void the_elements_are_copied() {
        List<ElementVerdict> elements = new ArrayList<>(judged().elements());
        Finding finding =
                Finding.of("w", Verdict.DISAGREES, Cases.FINITE, Shape.of(3), elements, OptionalInt.of(0), "because");
        elements.clear();
        assertThat(finding.elements()).hasSize(3);
    }

    @Test
    void the_resolution_is_that_of_the_element_seen_least() {
        // twice the allowed 0.5 of 4, and twice 0.25 of 1: the oracle may err towards the fault
        assertThat(finding(Cases.element(0, 4, 4, 0.5, Verdict.AGREES), Cases.element(1, 1, 1, 0.25, Verdict.AGREES))
                        .resolution())
                .hasValue(0.5);
    }

    @Test
    void an_element_is_resolved_against_the_larger_of_analytic_and_oracle() {
        assertThat(Cases.element(0, 2, -4, 0.5, Verdict.AGREES).resolution(100)).isEqualTo(0.25);
        assertThat(Cases.element(0, -4, 2, 0.5, Verdict.AGREES).resolution(100)).isEqualTo(0.25);
    }

    @Test
    void an_element_that_cannot_be_told_from_zero_is_resolved_against_the_tensor() {
        assertThat(Cases.element(0, 0, 0, 0.5, Verdict.AGREES).resolution(4)).isEqualTo(0.25);
        assertThat(Cases.element(0, 0.5, 0, 0.5, Verdict.AGREES).resolution(4)).isEqualTo(0.25);
        assertThat(Cases.element(0, Math.nextUp(0.5), 0, 0.5, Verdict.AGREES).resolution(4))
                .isEqualTo(1 / Math.nextUp(0.5));
        assertThat(Cases.element(0, 0.5, 0, 0.5, Verdict.AGREES).resolution(0.25))
                .isEqualTo(2);
        assertThat(finding(Cases.element(0, 0, 0, 0.5, Verdict.AGREES), Cases.element(1, -4, -4, 0, Verdict.AGREES))
                        .resolution())
                .hasValue(0.25);
    }

    @Test
    void an_exact_comparison_of_zeros_resolves_everything() {
        assertThat(Cases.element(0, 0, 0, 0, Verdict.AGREES).resolution(0)).isZero();
    }

    @Test
    void without_a_bound_nothing_is_resolved_and_the_resolution_is_no_nan() {
        for (double value : new double[] {Double.NaN, 0, 1}) {
            ElementVerdict element = new ElementVerdict(0, 0, Cases.unbounded(value), 0, Verdict.UNDECIDED);
            assertThat(finding(element).resolution()).hasValue(Double.POSITIVE_INFINITY);
        }
    }

    private static Finding plain(Verdict verdict) {
        return Finding.of("w", verdict, Cases.FINITE, Shape.of(2), "because");
    }

    private static Finding judged() {
        return finding(
                Cases.element(0, 1, 2, 0, Verdict.DISAGREES),
                Cases.element(1, 1, 1, 0, Verdict.AGREES),
                Cases.element(2, 1, 4, 0, Verdict.DISAGREES));
    }

    private static Finding finding(ElementVerdict... elements) {
        return Finding.of(
                "w",
                Verdict.DISAGREES,
                Cases.FINITE,
                Shape.of(elements.length),
                List.of(elements),
                OptionalInt.of(elements.length - 1),
                "because");
    }
}
