package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses with a term for each element, by hand. */
class ElementLossTest {
    private static final Tensor Z = row(3, 1.5, 0.5, -2);
    private static final Tensor T = row(1, 1, 0.5, 1);

    @Test
    void a_sum_is_not_divided() {
        MeanSquared loss = new MeanSquared(T, Reduction.SUM);
        assertThat(loss.value(Z).item()).isEqualTo(4 + 0.25 + 9);
        assertThat(loss.derivative(Z)).isEqualTo(row(4, 1, 0, -6));
    }

    @Test
    void huber_is_a_square_within_delta_and_straight_beyond() {
        Huber loss = new Huber(T, 2, Reduction.SUM);
        assertThat(loss.value(Z).item()).isEqualTo(2 + 0.125 + 0 + 2 * (3 - 1));
        assertThat(loss.derivative(Z)).isEqualTo(row(2, 0.5, 0, -2));
        assertThat(new Huber(T, 2, Reduction.MEAN).value(Z).item()).isEqualTo(6.125 / 4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void huber_without_a_positive_delta_is_refused(double delta) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Huber(T, delta, Reduction.MEAN))
                .withMessage("delta is " + delta + ", and must be positive");
    }

    @Test
    void absolute_error_has_the_slope_0_at_equality() {
        AbsoluteError loss = new AbsoluteError(T, Reduction.SUM);
        assertThat(loss.value(Z).item()).isEqualTo(2 + 0.5 + 3);
        assertThat(loss.derivative(Z)).isEqualTo(row(1, 1, 0, -1));
        assertThat(new AbsoluteError(T, Reduction.MEAN).derivative(Z)).isEqualTo(row(0.25, 0.25, 0, -0.25));
    }

    @Test
    void absolute_error_has_conventions_at_equality() {
        Network network = Network.chain("l1", List.of(new AbsoluteError(T, Reduction.MEAN)), Z);
        List<Convention> conventions = network.conventions(Parameters.of("input", Z), Tensor.scalar(DType.FLOAT64, 1));
        assertThat(conventions)
                .extracting(c -> c.gradient().get("input"))
                .containsExactly(
                        row(0.25, 0.25, -0.25, -0.25), row(0.25, 0.25, 0, -0.25), row(0.25, 0.25, 0.25, -0.25));
    }

    @Test
    void not_a_number_stays_one_in_value_and_derivative() {
        for (Loss loss : List.<Loss>of(
                new Huber(row(1), 1, Reduction.MEAN),
                new AbsoluteError(row(1), Reduction.MEAN),
                new BinaryCrossEntropy(row(1), true, Reduction.MEAN))) {
            assertThat(loss.value(row(Double.NaN)).item()).as(loss.name()).isNaN();
            assertThat(loss.derivative(row(Double.NaN)).item()).as(loss.name()).isNaN();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5, 0.6931471805599453, 0", "-40, 0.25, 10, -0.25", "40, 0.25, 30, 0.75"})
    void binary_cross_entropy_takes_soft_targets(double z, double y, double value, double derivative) {
        BceWithLogits loss = new BceWithLogits(row(y));
        assertThat(loss.value(row(z)).item()).isCloseTo(value, within(4e-15));
        assertThat(loss.derivative(row(z)).item()).isCloseTo(derivative, within(1e-16));
    }

    @Test
    void a_target_with_the_wrong_sign_is_added() {
        assertThat(mistake(new MeanSquared(T, Reduction.SUM), "sign of the target"))
                .isEqualTo(row(8, 5, 2, -2));
        assertThat(mistake(new BceWithLogits(row(1, 0.5), Reduction.SUM), "sign of the target", row(0, 0)))
                .isEqualTo(row(1.5, 1));
        assertThat(mistake(
                        new BinaryCrossEntropy(row(1, 0.5), true, Reduction.SUM), "sign of the target", row(0.5, 0.5)))
                .isEqualTo(row(2, 2));
    }

    @Test
    void a_huber_without_clipping_has_the_difference_for_a_slope() {
        assertThat(mistake(new Huber(T, 1, Reduction.MEAN), "clipping missing")).isEqualTo(row(0.5, 0.125, 0, -0.75));
    }

    @Test
    void a_sum_taken_for_a_mean_is_divided_by_the_number_of_elements() {
        assertThat(mistake(new AbsoluteError(T, Reduction.SUM), "sum taken for a mean"))
                .isEqualTo(row(0.25, 0.25, 0, -0.25));
    }

    private static Tensor mistake(Loss loss, String fault) {
        return mistake(loss, fault, Z);
    }

    private static Tensor mistake(Loss loss, String fault, Tensor at) {
        Layer wrong = loss.mistakes().stream()
                .filter(m -> m.fault().equals(fault))
                .findFirst()
                .orElseThrow()
                .layer();
        return wrong.apply(Parameters.NONE, at)
                .backward()
                .apply(Tensor.scalar(DType.FLOAT64, 1))
                .inputBar();
    }

    private static Tensor row(double... values) {
        return Nets.rows(Shape.of(values.length), values);
    }
}
