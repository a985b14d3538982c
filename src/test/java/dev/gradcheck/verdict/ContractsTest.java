package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ContractsTest {
    private static final Tensor GRADIENT = Cases.vector(1, 2);

    @Test
    void a_gradient_that_is_missing_under_another_cotangent_is_malformed() {
        Finding finding = Contracts.form("w", GRADIENT, Parameters.NONE, "under a zero cotangent")
                .orElseThrow();
        assertThat(finding.verdict()).isEqualTo(Verdict.MALFORMED);
        assertThat(finding.reason()).isEqualTo("under a zero cotangent the backward pass returns no gradient for w");
    }

    @Test
    void a_gradient_of_another_shape_or_dtype_under_another_cotangent_is_malformed() {
        assertThat(reason(GRADIENT.reshape(Shape.of(2, 1))))
                .isEqualTo("then the gradient has float64(2,1), else float64(2)");
        assertThat(reason(GRADIENT.as(DType.FLOAT32))).isEqualTo("then the gradient has float32(2), else float64(2)");
        assertThat(Contracts.form("w", GRADIENT, Parameters.of("w", Cases.vector(7, 8)), "then"))
                .isEmpty();
    }

    @Test
    void two_gradients_are_the_same_up_to_the_rounding_of_both() {
        RoundingError rounding = Cases.rounding(Cases.vector(100), 0.75);
        assertThat(Contracts.isSameButForRounding("w", Cases.vector(100), Cases.vector(101.5), rounding))
                .isTrue();
        assertThat(Contracts.isSameButForRounding("w", Cases.vector(100), Cases.vector(101.51), rounding))
                .isFalse();
    }

    @Test
    void of_elements_that_are_equally_far_off_the_first_stands_for_all() {
        assertThat(zero(0, -3, 3).worst()).hasValue(1);
        assertThat(zero(4, -3, 3).worst()).hasValue(0);
        assertThat(zero(3, -4, 0).worst()).hasValue(1);
    }

    @Test
    void a_gradient_under_a_zero_cotangent_that_is_not_finite_is_malformed_and_no_term_without_upstream() {
        Finding finding = zero(3, Double.NaN, 5);
        assertThat(finding.verdict()).isEqualTo(Verdict.MALFORMED);
        assertThat(finding.diagnosis()).isEmpty();
        assertThat(finding.reason()).contains("not finite");
    }

    @Test
    void the_same_numbers_under_a_zero_cotangent_are_an_upstream_gradient_that_is_ignored() {
        Tensor same = Cases.vector(1, 2);
        assertThat(Contracts.zero("w", same, same)
                        .orElseThrow()
                        .diagnosis()
                        .orElseThrow()
                        .fault())
                .isEqualTo("upstream ignored");
        assertThat(zero(1, 2).diagnosis().orElseThrow().fault()).isEqualTo("term without upstream");
    }

    private static Finding zero(double... values) {
        Tensor gradient = Cases.vector(values).times(3);
        return Contracts.zero("w", Cases.vector(values), gradient).orElseThrow();
    }

    private static String reason(Tensor pulled) {
        return Contracts.form("w", GRADIENT, Parameters.of("w", pulled), "then")
                .orElseThrow()
                .reason();
    }
}
