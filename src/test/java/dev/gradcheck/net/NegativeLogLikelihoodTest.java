package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Minus the log-probability of the class, by hand. */
class NegativeLogLikelihoodTest {
    private static final Tensor Z = Nets.rows(Shape.of(2, 3), 0, 1, -2, 40, 0, 3);
    private static final Tensor INDEX = Nets.rows(Shape.of(2), 2, 0);

    @Test
    void negative_log_likelihood_takes_the_log_probability_of_the_class() {
        Loss loss = new NegativeLogLikelihood(INDEX, Reduction.MEAN);
        assertThat(loss.value(Z).item()).isEqualTo((2 - 40) / 2.);
        assertThat(loss.derivative(Z)).isEqualTo(Nets.rows(Shape.of(2, 3), -0.0, -0.0, -0.5, -0.5, -0.0, -0.0));
        assertThat(new NegativeLogLikelihood(INDEX, Reduction.SUM).value(Z).item())
                .isEqualTo(-38);
    }

    @Test
    void a_log_probability_of_minus_infinity_counts_only_for_its_class() {
        Tensor z = Nets.rows(Shape.of(1, 2), Double.NEGATIVE_INFINITY, 0);
        assertThat(new NegativeLogLikelihood(Nets.rows(Shape.of(1), 1), Reduction.SUM)
                        .value(z)
                        .item())
                .isZero();
        assertThat(new NegativeLogLikelihood(Nets.rows(Shape.of(1), 0), Reduction.SUM)
                        .value(z)
                        .item())
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void softmax_counted_twice_has_the_probabilities_in_the_derivative() {
        Tensor zeros = Tensor.zeros(DType.FLOAT64, Shape.of(1, 2));
        Layer.Mistake mistake = new NegativeLogLikelihood(Nets.rows(Shape.of(1), 1), Reduction.SUM)
                .mistakes()
                .get(1);
        assertThat(mistake.fault()).isEqualTo("softmax counted twice");
        assertThat(mistake.layer()
                        .apply(Parameters.NONE, zeros)
                        .backward()
                        .apply(Tensor.scalar(DType.FLOAT64, 1))
                        .inputBar())
                .isEqualTo(Nets.rows(Shape.of(1, 2), 1, 0));
    }

    @Test
    void a_target_that_is_no_class_is_refused() {
        Loss loss = new NegativeLogLikelihood(Nets.rows(Shape.of(2), 0, 3), Reduction.MEAN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.value(Z))
                .withMessage("target 3 of sample 1 is none of 3 classes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.derivative(Z))
                .withMessage("target 3 of sample 1 is none of 3 classes");
    }

    @Test
    void a_target_that_is_no_whole_number_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NegativeLogLikelihood(Nets.rows(Shape.of(2), 0, 0.5), Reduction.MEAN))
                .withMessage("the target 0.5 is no index of a class");
    }
}
