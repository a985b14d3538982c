package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Arithmetic;
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

    @ParameterizedTest
    @CsvSource({
        "0.25, 1, 1.3862943611198906, -4",
        "0.25, 0, 0.2876820724517809, 1.3333333333333333",
        "0.25, 0.5, 0.8369882167858358, -1.3333333333333333",
        "1e-20, 0, 1e-20, 1",
        "1e-20, 1, 46.051701859880914, -1e20",
        "1, 1, 0, -1",
        "0, 0, 0, 1"
    })
    void cross_entropy_of_a_probability_has_both_terms(double p, double y, double value, double derivative) {
        ProbabilityCrossEntropy loss = new ProbabilityCrossEntropy(row(y), true, Reduction.SUM);
        assertThat(loss.value(row(p)).item()).isCloseTo(value, within(Math.ulp(value)));
        assertThat(loss.derivative(row(p)).item()).isCloseTo(derivative, within(Math.ulp(derivative)));
    }

    @Test
    void cross_entropy_of_a_probability_is_infinite_where_the_other_thing_was_certain() {
        ProbabilityCrossEntropy loss = new ProbabilityCrossEntropy(row(1, 0), true, Reduction.SUM);
        assertThat(loss.value(row(0, 0.5)).item()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(loss.value(row(0.5, 1)).item()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(loss.derivative(row(0, 1))).isEqualTo(row(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void without_complement_it_is_the_notebooks_loss() {
        ProbabilityCrossEntropy loss = new ProbabilityCrossEntropy(row(1, 0, 0.5), false, Reduction.SUM);
        Tensor p = row(0.25, 0.5, 0.25);
        assertThat(loss.value(p).item()).isEqualTo(1.5 * Math.log(4));
        assertThat(loss.derivative(p)).isEqualTo(row(-4, -0.0, -2));
    }

    @Test
    void one_pass_with_the_complement_and_one_without_is_the_notebooks_mistake() {
        Tensor p = row(0.25, 0.75);
        assertThat(last(new ProbabilityCrossEntropy(row(0, 0.5), false, Reduction.SUM), p)
                        .inputBar())
                .isEqualTo(new ProbabilityCrossEntropy(row(0, 0.5), true, Reduction.SUM).derivative(p));
        assertThat(last(new ProbabilityCrossEntropy(row(0, 0.5), true, Reduction.SUM), p)
                        .inputBar())
                .isEqualTo(new ProbabilityCrossEntropy(row(0, 0.5), false, Reduction.SUM).derivative(p));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, 1.0000000000000002, 2})
    void a_probability_outside_0_to_1_is_refused(double p) {
        ProbabilityCrossEntropy loss = new ProbabilityCrossEntropy(row(1, 0), true, Reduction.MEAN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.value(row(0.5, p)))
                .withMessage("the probability " + p + " is outside [0, 1]");
    }

    @Test
    void a_probability_that_random_rounding_lifts_above_1_is_1() {
        ProbabilityCrossEntropy loss = new ProbabilityCrossEntropy(row(1), true, Reduction.MEAN);
        Tensor above = row(Math.nextUp(1.0)).in(Arithmetic.randomised(DType.FLOAT64, 1));
        assertThat(loss.value(above).item()).isZero();
    }

    @Test
    void not_a_number_stays_one_in_value_and_derivative() {
        for (Loss loss : List.<Loss>of(
                new Huber(row(1), 1, Reduction.MEAN),
                new AbsoluteError(row(1), Reduction.MEAN),
                new ProbabilityCrossEntropy(row(1), true, Reduction.MEAN))) {
            assertThat(loss.value(row(Double.NaN)).item()).as(loss.name()).isNaN();
            assertThat(loss.derivative(row(Double.NaN)).item()).as(loss.name()).isNaN();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5, 0.6931471805599453, 0", "-40, 0.25, 10, -0.25", "40, 0.25, 30, 0.75"})
    void binary_cross_entropy_takes_soft_targets(double z, double y, double value, double derivative) {
        BinaryCrossEntropy loss = new BinaryCrossEntropy(row(y));
        assertThat(loss.value(row(z)).item()).isCloseTo(value, within(4e-15));
        assertThat(loss.derivative(row(z)).item()).isCloseTo(derivative, within(1e-16));
    }

    @Test
    void a_target_with_the_wrong_sign_is_added() {
        assertThat(mistake(new MeanSquared(T, Reduction.SUM), "sign of the target"))
                .isEqualTo(row(8, 5, 2, -2));
        assertThat(mistake(new BinaryCrossEntropy(row(1, 0.5), Reduction.SUM), "sign of the target", row(0, 0)))
                .isEqualTo(row(1.5, 1));
        assertThat(mistake(
                        new ProbabilityCrossEntropy(row(1, 0.5), true, Reduction.SUM),
                        "sign of the target",
                        row(0.5, 0.5)))
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
        return pulled(wrong, at).inputBar();
    }

    private static Layer.Pulled last(Loss loss, Tensor at) {
        return pulled(loss.mistakes().get(loss.mistakes().size() - 1).layer(), at);
    }

    private static Layer.Pulled pulled(Layer layer, Tensor at) {
        return layer.apply(Parameters.NONE, at).backward().apply(Tensor.scalar(DType.FLOAT64, 1));
    }

    private static Tensor row(double... values) {
        return Nets.rows(Shape.of(values.length), values);
    }
}
