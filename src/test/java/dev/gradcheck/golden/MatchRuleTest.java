package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchRuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"bitwise", "as printed", "ulps 0", "ulps 2", "within budget"})
    void a_rule_is_written_as_it_is_read(String text) {
        assertThat(MatchRule.from(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "exact", "ulps", "ulps -1", "ulps 1.5", "ulps  2", "2 ulps", "As printed"})
    void another_text_is_no_rule(String text) {
        assertThat(MatchRule.from(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitwise", "as printed"})
    void the_sign_of_zero_counts(String rule) {
        assertThat(accepts(rule, -0.0, 0.0)).isFalse();
        assertThat(accepts(rule, -0.0, -0.0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitwise", "as printed"})
    void one_ulp_is_a_mismatch(String rule) {
        assertThat(accepts(rule, 1, Math.nextUp(1f))).isFalse();
    }

    @Test
    void so_many_ulps_are_accepted_and_no_more() {
        float two = Math.nextUp(Math.nextUp(1f));
        assertThat(accepts("ulps 2", 1, two)).isTrue();
        assertThat(accepts("ulps 1", 1, two)).isFalse();
        assertThat(accepts("ulps 1", two, 1)).isFalse();
        assertThat(accepts("ulps 0", -0.0, 0.0)).isTrue();
    }

    @Test
    void a_flipped_sign_is_a_mismatch_however_far_the_two_are() {
        assertThat(new MatchRule.WithinUlps(5).accepts(DType.FLOAT64, -2, 2, 0)).isFalse();
    }

    @Test
    void an_infinity_is_not_one_ulp_from_the_largest_number() {
        assertThat(accepts("ulps 1", Float.MAX_VALUE, Double.POSITIVE_INFINITY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitwise", "as printed", "ulps 9", "within budget"})
    void nan_and_infinity_match_themselves_alone(String rule) {
        assertThat(accepts(rule, Double.NaN, Double.NaN)).isTrue();
        assertThat(accepts(rule, Double.NaN, 1)).isFalse();
        assertThat(accepts(rule, 1, Double.NaN)).isFalse();
        assertThat(accepts(rule, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isTrue();
        assertThat(accepts(rule, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .isFalse();
        assertThat(accepts(rule, 1, Double.POSITIVE_INFINITY)).isFalse();
    }

    @Test
    void the_budget_is_what_may_be_different() {
        MatchRule rule = new MatchRule.WithinBudget();
        assertThat(rule.accepts(DType.FLOAT64, 1, 1.5, 0.5)).isTrue();
        assertThat(rule.accepts(DType.FLOAT64, 1, 1.6, 0.5)).isFalse();
        assertThat(rule.accepts(DType.FLOAT64, 1, 1.5, Double.NaN)).isFalse();
    }

    @Test
    void every_mismatch_is_listed_with_its_index_and_distance() {
        float up = Math.nextUp(1f);
        float down = Math.nextDown(Math.nextDown(1f));
        Tensor expected = Tensor.ones(DType.FLOAT32, Shape.of(2, 2));
        Tensor actual = Tensor.of(DType.FLOAT32, Shape.of(2, 2), 1, up, Double.NaN, down);
        assertThat(new MatchRule.Bitwise().mismatches(expected, actual, i -> 0))
                .containsExactly(
                        new Mismatch(List.of(0, 1), 1, up, OptionalLong.of(1)),
                        new Mismatch(List.of(1, 0), 1, Double.NaN, OptionalLong.empty()),
                        new Mismatch(List.of(1, 1), 1, down, OptionalLong.of(-2)));
    }

    @Test
    void each_element_has_its_own_budget() {
        Tensor expected = Tensor.zeros(DType.FLOAT64, Shape.of(2));
        Tensor actual = Tensor.ones(DType.FLOAT64, Shape.of(2));
        assertThat(new MatchRule.WithinBudget().mismatches(expected, actual, i -> i))
                .extracting(Mismatch::index)
                .containsExactly(List.of(0));
    }

    private static boolean accepts(String rule, double expected, double actual) {
        return MatchRule.from(rule).orElseThrow().accepts(DType.FLOAT32, expected, actual, 0);
    }
}
