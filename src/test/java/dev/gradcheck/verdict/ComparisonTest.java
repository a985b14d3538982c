package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    /** More than half the digits of float64: √u = 2^-26.5. */
    private static final double HALF_THE_DIGITS = Math.sqrt(0x1p-53);

    @Test
    void right_values_agree() {
        Finding finding = by(Cases.comparison(1, 2), Slope.of(1, 1e-9), Slope.of(2, 1e-9));
        assertThat(finding.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(finding.gradient()).isEqualTo("w");
        assertThat(finding.witness()).isEqualTo(Cases.FINITE);
        assertThat(finding.shape()).isEqualTo(Shape.of(2));
        assertThat(finding.elements()).extracting(ElementVerdict::element).containsExactly(0, 1);
        assertThat(finding.elements()).extracting(ElementVerdict::analytic).containsExactly(1.0, 2.0);
        assertThat(finding.reason()).isEqualTo("within the budget");
        assertThat(finding.diagnosis()).isEmpty();
    }

    @Test
    void the_shape_is_that_of_the_analytic_gradient() {
        Tensor column = Tensor.of(DType.FLOAT64, Shape.of(2, 1), 1, 2);
        Comparison comparison =
                new Comparison(column, Cases.rounding(column), Scale.of(0), KinkEvidence.NONE, Set.of());
        assertThat(by(comparison, Slope.of(1, 0), Slope.of(2, 0)).shape()).isEqualTo(Shape.of(2, 1));
    }

    @Test
    void the_gravest_element_stands_for_the_whole() {
        Finding finding = by(Cases.comparison(1, 5, 3), Slope.of(1, 0.5), Slope.of(2, 0), Slope.of(3, 0));
        assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(finding.elements())
                .extracting(ElementVerdict::verdict)
                .containsExactly(Verdict.UNDECIDED, Verdict.DISAGREES, Verdict.AGREES);
    }

    @Test
    void the_worst_element_has_the_largest_error_among_those_of_the_verdict() {
        Finding finding = by(
                Cases.comparison(1, 2.5, 6, 4.5, 50),
                Slope.of(1, 0),
                Slope.of(2, 0),
                Slope.of(3, 0),
                Slope.of(4, 0),
                Slope.of(10, 100));
        assertThat(finding.worst()).hasValue(2);
        assertThat(finding.reason()).isEqualTo("analytic 6.0, true 3.0, ratio 2.00000");
    }

    @Test
    void of_equal_errors_the_first_is_the_worst() {
        Finding finding = by(Cases.comparison(1, 3, 5), Slope.of(1, 0), Slope.of(2, 0), Slope.of(4, 0));
        assertThat(finding.worst()).hasValue(1);
    }

    @Test
    void the_rounding_of_the_accused_is_allowed() {
        Tensor gradient = Cases.vector(1000, 1000, 1000);
        RoundingError rounding = Cases.rounding(gradient, 0, 0, 1.5);
        Comparison comparison = new Comparison(gradient, rounding, Scale.of(0), KinkEvidence.NONE, Set.of());
        Finding finding = by(comparison, Slope.of(1001.5, 0), Slope.of(1000, 0), Slope.of(1001.5, 0));
        assertThat(finding.elements())
                .extracting(ElementVerdict::verdict)
                .containsExactly(Verdict.DISAGREES, Verdict.AGREES, Verdict.IMPRECISE);
        assertThat(finding.elements().get(2).rounding()).isEqualTo(1.5);
    }

    @Test
    void a_tensor_that_cannot_be_told_from_zero_is_told_by_the_largest_of_the_whole_gradient() {
        assertThat(zero(1e6).verdict()).isEqualTo(Verdict.AGREES);
        assertThat(zero(1e5).verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(zero(1e6, 1).elements().get(0).verdict()).isEqualTo(Verdict.AGREES);
        assertThat(zero(1e6, Math.nextUp(1.0)).elements().get(0).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_zero_is_told_by_the_largest_element_of_the_accused_or_of_the_oracle() {
        assertThat(by(Cases.comparison(0, 1e6), Slope.of(0, 1), Slope.of(1e6, 0))
                        .verdict())
                .isEqualTo(Verdict.AGREES);
        Finding byOracle = by(Cases.comparison(0, 7), Slope.of(0, 1), Slope.of(-1e6, 0));
        assertThat(byOracle.elements().get(0).verdict()).isEqualTo(Verdict.AGREES);
        Finding small = by(Cases.comparison(0, 1e5), Slope.of(0, 1), Slope.of(1e5, 0));
        assertThat(small.elements().get(0).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void an_oracle_value_that_is_not_finite_is_no_scale() {
        Finding finding = by(Cases.comparison(0, 1), Slope.of(0, 1e-3), Cases.unbounded(Double.POSITIVE_INFINITY));
        assertThat(finding.elements().get(0).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void an_error_of_half_the_digits_that_rounding_explains_still_agrees() {
        Finding finding = lossy(HALF_THE_DIGITS, 0);
        assertThat(finding.verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void an_error_of_more_than_half_the_digits_that_rounding_explains_is_imprecise() {
        Finding finding = lossy(Math.nextUp(HALF_THE_DIGITS), 0);
        assertThat(finding.verdict()).isEqualTo(Verdict.IMPRECISE);
        assertThat(finding.worst()).hasValue(2);
        assertThat(finding.affected()).isEqualTo(1);
        assertThat(finding.elements().get(0).verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void half_the_digits_are_counted_against_the_largest_element() {
        Tensor gradient = Cases.vector(4, 4, 2 * HALF_THE_DIGITS);
        RoundingError rounding = Cases.rounding(gradient, 0, 0, 6 * 0x1p-23);
        Comparison comparison = new Comparison(gradient, rounding, Scale.of(0), KinkEvidence.NONE, Set.of());
        assertThat(by(comparison, Slope.of(4, 0), Slope.of(4, 0), Slope.of(0, 0))
                        .verdict())
                .isEqualTo(Verdict.AGREES);
    }

    @Test
    void an_error_that_the_oracles_own_bound_explains_is_not_imprecise() {
        assertThat(lossy(0x1p-22, 0x1p-23).verdict()).isEqualTo(Verdict.AGREES);
        assertThat(lossy(0x1p-22, Math.nextDown(0x1p-23)).verdict()).isEqualTo(Verdict.IMPRECISE);
    }

    @Test
    void a_gradient_without_elements_agrees() {
        Finding finding = by(Cases.comparison());
        assertThat(finding.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(finding.worst()).isEmpty();
        assertThat(finding.reason()).isEqualTo("nothing to compare: the gradient has no element");
    }

    /** A zero with a bound of 1, and beside it values that the oracle confirms exactly. */
    private static Finding zero(double largest, double... others) {
        double[] values = new double[1 + others.length];
        System.arraycopy(others, 0, values, 1, others.length);
        Tensor gradient = Cases.vector(values);
        Slope[] slopes = new Slope[values.length];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = Slope.of(values[i], i == 0 ? 1 : 0);
        }
        return by(
                new Comparison(gradient, Cases.rounding(gradient), Scale.of(largest), KinkEvidence.NONE, Set.of()),
                slopes);
    }

    /** 1, 1 and the error; the truth of the last is 0, and its rounding explains it. */
    private static Finding lossy(double error, double bound) {
        Tensor gradient = Cases.vector(1, 1, error);
        RoundingError rounding = Cases.rounding(gradient, 0, 0, 6 * 0x1p-23);
        Comparison comparison = new Comparison(gradient, rounding, Scale.of(0), KinkEvidence.NONE, Set.of());
        return by(comparison, Slope.of(1, 0), Slope.of(1, 0), Slope.of(0, bound));
    }

    private static Finding by(Comparison comparison, Slope... slopes) {
        return comparison.by(new Estimate("w", Shape.of(slopes.length), List.of(slopes)), Cases.FINITE);
    }
}
