package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class PrecisionTest {
    /** √2⁻²⁴ */
    private static final double HALF_OF_FLOAT32 = 0x1p-12;

    @Test
    void an_error_of_exactly_half_the_digits_agrees() {
        Finding finding = precision(Subject.gradient("w"), single(1 + 0x1p-12, 0), Cases.vector(1, 0));
        assertThat(finding.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(finding.elements()).extracting(ElementVerdict::verdict).containsOnly(Verdict.AGREES);
    }

    @Test
    void an_error_of_more_than_half_the_digits_is_imprecise() {
        Finding finding =
                precision(Subject.gradient("w"), single(Math.nextUp((float) (1 + 0x1p-12)), 0), Cases.vector(1, 0));
        assertThat(finding.verdict()).isEqualTo(Verdict.IMPRECISE);
        assertThat(finding.elements())
                .extracting(ElementVerdict::verdict)
                .containsExactly(Verdict.IMPRECISE, Verdict.AGREES);
        assertThat(finding.affected()).isEqualTo(1);
    }

    @Test
    void an_error_counts_against_the_largest_element_of_the_shadow() {
        assertThat(precision(Subject.gradient("w"), single(0x1p-10, 4), Cases.vector(0, 4))
                        .verdict())
                .isEqualTo(Verdict.AGREES);
        assertThat(precision(Subject.gradient("w"), single(0x1p-10, -4), Cases.vector(0, -4))
                        .verdict())
                .isEqualTo(Verdict.AGREES);
        assertThat(precision(Subject.gradient("w"), single(0x1p-10, 2), Cases.vector(0, 2))
                        .verdict())
                .isEqualTo(Verdict.IMPRECISE);
        // the scale is the shadow's: the declared value of 2.5 is itself the error
        assertThat(precision(Subject.gradient("w"), single(0x1p-10, 2.5), Cases.vector(0, 2))
                        .elements())
                .extracting(ElementVerdict::verdict)
                .containsOnly(Verdict.IMPRECISE);
    }

    @Test
    void no_digit_is_asked_of_a_gradient_that_is_rounding_in_float64_too() {
        double[] sizes = {0x1p-52, 0x1p-40};
        Verdict[] verdicts = {Verdict.IMPRECISE, Verdict.DISAGREES};
        for (int k = 0; k < sizes.length; k++) {
            Finding finding = precision(
                            Subject.gradient("w"),
                            single(-0x1p-23),
                            Cases.vector(sizes[k]),
                            i -> 0x1p-22,
                            false,
                            sizes[k],
                            0,
                            i -> false)
                    .finding();
            assertThat(finding.verdict()).isEqualTo(verdicts[k]);
        }
    }

    @Test
    void what_rounding_does_not_explain_disagrees_however_small_it_is() {
        Finding finding = precision(
                        Subject.gradient("w"),
                        single(1, 4 + 0x1p-16),
                        Cases.vector(1, 4),
                        i -> 0x1p-17,
                        false,
                        4,
                        0,
                        i -> false)
                .finding();
        assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(finding.elements())
                .extracting(ElementVerdict::verdict)
                .containsExactly(Verdict.AGREES, Verdict.DISAGREES);
        assertThat(finding.worst()).hasValue(1);
        assertThat(finding.reason()).contains("random rounding in float32 explains", "a fault of its own");
    }

    @Test
    void of_rounding_that_is_estimated_it_says_so() {
        Finding finding = precision(
                        Subject.gradient("w"), single(2), Cases.vector(1), i -> 0x1p-20, true, 1, 0, i -> false)
                .finding();
        assertThat(finding.reason()).contains("rounding inside this function cannot be measured, and is estimated");
    }

    @Test
    void a_gradient_without_a_right_digit_disagrees_whatever_explains_it() {
        Subject w = Subject.gradient("w");
        assertThat(precision(w, single(0), Cases.vector(1)).verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(precision(w, single(-1), Cases.vector(1)).verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(precision(w, single(1.5), Cases.vector(1)).verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(precision(w, single(1.25), Cases.vector(1)).verdict()).isEqualTo(Verdict.IMPRECISE);
        assertThat(precision(w, single(0), Cases.vector(1)).reason()).contains("no digit of it is right");
    }

    @Test
    void what_is_small_against_the_tensor_or_the_whole_gradient_needs_no_right_digit() {
        Subject w = Subject.gradient("w");
        assertThat(precision(w, single(1, 0x1p-11), Cases.vector(1, 0x1p-13)).verdict())
                .isEqualTo(Verdict.IMPRECISE);
        assertThat(precision(w, single(0), Cases.vector(0x1p-13), i -> 1, false, 1, 0, i -> false)
                        .finding()
                        .verdict())
                .isEqualTo(Verdict.IMPRECISE);
    }

    @Test
    void what_underflows_needs_no_right_digit_and_no_explanation() {
        Subject w = Subject.gradient("w");
        assertThat(precision(w, single(0), Cases.vector(1e-50)).verdict()).isEqualTo(Verdict.IMPRECISE);
        assertThat(precision(w, single(0), Cases.vector(1e-50), i -> 0, false, 1e-50, 0, i -> false)
                        .isExplained())
                .isTrue();
        assertThat(precision(w, single(0), Cases.vector(1e-30)).verdict()).isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void what_is_small_against_the_roundings_of_the_value_needs_no_right_digit() {
        Subject w = Subject.gradient("w");
        assertThat(precision(w, single(0), Cases.vector(1e-8), i -> 1, false, 1e-8, 1e-7, i -> false)
                        .finding()
                        .verdict())
                .isEqualTo(Verdict.IMPRECISE);
    }

    @Test
    void at_a_kink_rounding_takes_one_side_or_the_other() {
        assertThat(precision(Subject.gradient("w"), single(0), Cases.vector(1), i -> 1, false, 1, 0, i -> true)
                        .finding()
                        .verdict())
                .isEqualTo(Verdict.IMPRECISE);
    }

    @Test
    void a_value_without_a_right_digit_is_imprecise() {
        assertThat(precision(Subject.LOSS, single(0), Cases.vector(1)).verdict())
                .isEqualTo(Verdict.IMPRECISE);
    }

    @Test
    void the_evidence_is_declared_value_shadow_and_threshold() {
        Finding finding = precision(Subject.gradient("w"), single(1.5, 3), Cases.vector(1, 4));
        ElementVerdict first = finding.elements().get(0);
        assertThat(first.element()).isZero();
        assertThat(first.analytic()).isEqualTo(1.5);
        assertThat(first.slope().value()).isEqualTo(1);
        assertThat(first.slope().bound()).hasValue(0);
        assertThat(first.rounding()).isEqualTo(4 * HALF_OF_FLOAT32);
        assertThat(finding.elements().get(1).element()).isEqualTo(1);
        assertThat(finding.witness()).isEqualTo(Source.SHADOW.in(DType.FLOAT32));
        assertThat(finding.gradient()).isEqualTo("w");
    }

    @Test
    void the_worst_element_has_the_largest_error() {
        assertThat(precision(Subject.gradient("w"), single(1, 3, 8), Cases.vector(1, 4, 8))
                        .worst())
                .hasValue(1);
        assertThat(precision(Subject.gradient("w"), single(2, 3, 8), Cases.vector(1, 4, 8))
                        .worst())
                .hasValue(0);
        assertThat(precision(Subject.gradient("w"), single(1, 4, 7), Cases.vector(1, 4, 8))
                        .worst())
                .hasValue(2);
    }

    @Test
    void the_text_counts_the_digits_that_are_lost() {
        // float32 has -log10(2⁻²⁴) = 7.2 digits; an error of 1 in 100 leaves 2 of them
        Finding finding = precision(Subject.gradient("w"), single(99), Cases.vector(100));
        assertThat(finding.reason())
                .isEqualTo("5.2 of the 7.2 digits of float32 are lost (relative error 0.010, allowed √u = 0.00024);"
                        + " the same formula in float64 is not affected");
    }

    @Test
    void the_text_of_agreement_ends_with_the_numbers() {
        assertThat(precision(Subject.gradient("w"), single(100), Cases.vector(100))
                        .reason())
                .isEqualTo("0.0 of the 7.2 digits of float32 are lost (relative error 0.0, allowed √u = 0.00024)");
    }

    @Test
    void the_text_is_about_the_worst_element_against_the_scale() {
        assertThat(precision(Subject.gradient("w"), single(100, 1.0625), Cases.vector(100, 1))
                        .reason())
                .contains("(relative error 0.00063,");
    }

    @Test
    void zeros_against_zeros_lose_nothing() {
        Finding finding = precision(Subject.gradient("w"), single(0, -0.0), Cases.vector(0, 0));
        assertThat(finding.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(finding.reason()).startsWith("0.0 of the 7.2 digits");
    }

    @Test
    void anything_against_zeros_loses_everything() {
        Finding finding = precision(Subject.gradient("w"), single(1e-30f), Cases.vector(0));
        assertThat(finding.verdict()).isEqualTo(Verdict.IMPRECISE);
        assertThat(finding.reason()).startsWith("7.2 of the 7.2 digits");
    }

    @Test
    void a_tensor_without_elements_agrees() {
        Finding finding = precision(Subject.gradient("w"), single(), Cases.vector());
        assertThat(finding.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(finding.worst()).isEmpty();
        assertThat(finding.reason()).startsWith("0.0 of the 7.2 digits");
    }

    @Test
    void the_shape_is_that_of_the_declared_tensor() {
        Tensor declared = Tensor.of(DType.FLOAT32, Shape.of(1, 2), 1, 2);
        assertThat(precision(Subject.gradient("w"), declared, Cases.vector(1, 2))
                        .shape())
                .isEqualTo(Shape.of(1, 2));
    }

    @Test
    void digits_are_lost_between_none_and_all() {
        double all = 24 * Math.log10(2);
        assertThat(Precision.digitsLost(DType.FLOAT32, 0)).isZero();
        assertThat(Precision.digitsLost(DType.FLOAT32, 0x1p-30)).isZero();
        assertThat(Precision.digitsLost(DType.FLOAT32, 1e-2)).isCloseTo(all - 2, within(1e-12));
        assertThat(Precision.digitsLost(DType.FLOAT32, 1)).isCloseTo(all, within(1e-12));
        assertThat(Precision.digitsLost(DType.FLOAT32, 1000)).isCloseTo(all, within(1e-12));
        assertThat(Precision.digitsLost(DType.FLOAT64, 1e-2)).isCloseTo(53 * Math.log10(2) - 2, within(1e-12));
    }

    private static Tensor single(double... values) {
        return Tensor.of(DType.FLOAT32, Shape.of(values.length), values);
    }

    private static Finding precision(Subject name, Tensor declared, Tensor shadow) {
        return precision(name, declared, shadow, i -> Double.POSITIVE_INFINITY, false, 0, 0, i -> false)
                .finding();
    }

    /** Of a pass that keeps all numbers in its dtype. */
    private static Precision precision(
            Subject name,
            Tensor declared,
            Tensor shadow,
            IntToDoubleFunction explained,
            boolean isEstimated,
            double whole,
            double lost,
            IntPredicate isAtKink) {
        return new Precision(declared.dtype(), name, declared, shadow, explained, isEstimated, whole, lost, isAtKink);
    }
}
