package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cross-entropy of probabilities, with the complement and without, by hand. */
class BinaryCrossEntropyTest {
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
        BinaryCrossEntropy loss = new BinaryCrossEntropy(row(y), true, Reduction.SUM);
        assertThat(loss.value(row(p)).item()).isCloseTo(value, within(Math.ulp(value)));
        assertThat(loss.derivative(row(p)).item()).isCloseTo(derivative, within(Math.ulp(derivative)));
    }

    @Test
    void cross_entropy_of_a_probability_is_infinite_where_the_other_thing_was_certain() {
        BinaryCrossEntropy loss = new BinaryCrossEntropy(row(1, 0), true, Reduction.SUM);
        assertThat(loss.value(row(0, 0.5)).item()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(loss.value(row(0.5, 1)).item()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(loss.derivative(row(0, 1))).isEqualTo(row(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void without_complement_it_is_the_notebooks_loss() {
        BinaryCrossEntropy loss = new BinaryCrossEntropy(row(1, 0, 0.5), false, Reduction.SUM);
        Tensor p = row(0.25, 0.5, 0.25);
        assertThat(loss.value(p).item()).isEqualTo(1.5 * Math.log(4));
        assertThat(loss.derivative(p)).isEqualTo(row(-4, -0.0, -2));
    }

    @Test
    void one_pass_with_the_complement_and_one_without_is_the_notebooks_mistake() {
        Tensor p = row(0.25, 0.75);
        assertThat(last(new BinaryCrossEntropy(row(0, 0.5), false, Reduction.SUM), p)
                        .inputBar())
                .isEqualTo(new BinaryCrossEntropy(row(0, 0.5), true, Reduction.SUM).derivative(p));
        assertThat(last(new BinaryCrossEntropy(row(0, 0.5), true, Reduction.SUM), p)
                        .inputBar())
                .isEqualTo(new BinaryCrossEntropy(row(0, 0.5), false, Reduction.SUM).derivative(p));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, 1.0000000000000002, 2})
    void a_probability_outside_0_to_1_is_refused(double p) {
        BinaryCrossEntropy loss = new BinaryCrossEntropy(row(1, 0), true, Reduction.MEAN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.value(row(0.5, p)))
                .withMessage("the probability " + p + " is outside [0, 1]");
    }

    @Test
    void a_probability_that_random_rounding_lifts_above_1_is_1() {
        BinaryCrossEntropy loss = new BinaryCrossEntropy(row(1), true, Reduction.MEAN);
        Tensor above = row(Math.nextUp(1.0)).in(Arithmetic.randomised(DType.FLOAT64, 1));
        assertThat(loss.value(above).item()).isZero();
    }

    @Test
    void without_the_complement_the_sign_of_the_target_is_that_of_the_whole_and_no_mistake_of_its_own() {
        assertThat(new BinaryCrossEntropy(row(1), true, Reduction.SUM).mistakes())
                .extracting(Layer.Mistake::fault)
                .containsExactly(
                        "sum taken for a mean", "sign of the target", "loss and derivative do not belong together");
        assertThat(new BinaryCrossEntropy(row(1), false, Reduction.SUM).mistakes())
                .extracting(Layer.Mistake::fault)
                .containsExactly("sum taken for a mean", "loss and derivative do not belong together");
    }

    @Test
    void the_notebooks_mistake_is_told_by_the_term_that_one_pass_lacks() {
        assertThat(last(new BinaryCrossEntropy(row(1), true, Reduction.SUM)).sentence())
                .isEqualTo("the derivative of bce lacks the term (1 − y)/(1 − p)");
        assertThat(last(new BinaryCrossEntropy(row(1), false, Reduction.SUM)).sentence())
                .isEqualTo("the derivative of bce without complement has the term (1 − y)/(1 − p), "
                        + "the loss has no (1 − y)·log(1 − p)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 1.5, Double.NaN})
    void a_target_outside_0_to_1_is_refused(double y) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BinaryCrossEntropy(row(1, y), true, Reduction.MEAN))
                .withMessage("the target " + y + " is outside [0, 1]");
    }

    @Test
    void random_rounding_excuses_no_more_than_the_neighbour_of_1() {
        BinaryCrossEntropy loss = new BinaryCrossEntropy(row(1), true, Reduction.MEAN);
        Tensor beyond = row(1 + 0x1p-51).in(Arithmetic.randomised(DType.FLOAT64, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.value(beyond))
                .withMessage("the probability 1.0000000000000004 is outside [0, 1]");
    }

    private static Layer.Mistake last(Loss loss) {
        return loss.mistakes().get(loss.mistakes().size() - 1);
    }

    private static Layer.Pulled last(Loss loss, Tensor at) {
        return last(loss).layer().apply(Parameters.NONE, at).backward().apply(Tensor.scalar(DType.FLOAT64, 1));
    }

    private static Tensor row(double... values) {
        return Nets.rows(Shape.of(values.length), values);
    }
}
