package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses and their derivatives in closed form, saturated too. */
class LossTest {
    private static final double E40 = 4.248354255291589e-18;
    private static final Tensor Z = Nets.rows(Shape.of(2, 2), 1, -2, 0.5, 3);

    @Test
    void mean_squared_error_is_the_mean_over_all_elements() {
        Loss loss = new MeanSquared(Nets.rows(Shape.of(2, 2), 0, 0, 1, 1));
        assertThat(loss.value(Z)).isEqualTo(Tensor.scalar(DType.FLOAT64, (1 + 4 + 0.25 + 4) / 4));
        assertThat(loss.derivative(Z)).isEqualTo(Nets.rows(Shape.of(2, 2), 0.5, -1, -0.25, 1));
        assertThat(loss.count(Z)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.6931471805599453, 0.5",
        "0, 1, 0.6931471805599453, -0.5",
        "3, 1, 0.04858735157374206, -0.04742587317756678",
        "3, 0, 3.048587351573742, 0.9525741268224333",
        "40, 1, 4.248354255291589e-18, -4.248354255291589e-18",
        "40, 0, 40, 1",
        "-40, 1, 40, -1",
        "-40, 0, 4.248354255291589e-18, 4.248354255291589e-18",
        "800, 1, 0, 0",
        "800, 0, 800, 1",
        "-800, 1, 800, -1",
        "-800, 0, 0, 0"
    })
    void binary_cross_entropy_keeps_its_digits_at_any_logit(double z, double y, double value, double derivative) {
        Loss loss = new BceWithLogits(Nets.rows(Shape.of(1, 1), y));
        Tensor logit = Nets.rows(Shape.of(1, 1), z);
        assertThat(loss.value(logit).item()).isCloseTo(value, within(4e-16 * value));
        assertThat(loss.derivative(logit).item()).isCloseTo(derivative, within(4e-16 * Math.abs(derivative)));
    }

    @Test
    void binary_cross_entropy_is_the_mean_over_all_elements() {
        Loss loss = new BceWithLogits(Nets.rows(Shape.of(2, 2), 1, 0, 1, 0));
        Tensor saturated = Nets.rows(Shape.of(2, 2), -40, 80, -120, 160);
        assertThat(loss.value(saturated).item()).isEqualTo(100);
        assertThat(loss.derivative(saturated)).isEqualTo(Nets.rows(Shape.of(2, 2), -0.25, 0.25, -0.25, 0.25));
        assertThat(loss.count(Z)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 2, -1, Double.NaN})
    void a_target_of_binary_cross_entropy_outside_0_to_1_is_refused(double y) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BceWithLogits(Nets.rows(Shape.of(2), 1, y)))
                .withMessage("the target " + y + " is outside [0, 1]");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0.6931471805599453, -0.5, 0.5",
        "0, 3, 1, 0.04858735157374206, 0.04742587317756678, -0.04742587317756678",
        "3, 0, 1, 3.048587351573742, 0.9525741268224333, -0.9525741268224333",
        "40, 0, 0, 4.248354255291589e-18, -4.248354255291589e-18, 4.248354255291589e-18",
        "0, 40, 0, 40, -1, 1",
        "400, -400, 0, 0, 0, 0",
        "400, -400, 1, 800, 1, -1"
    })
    void softmax_cross_entropy_keeps_its_digits_at_any_logits(
            double z0, double z1, double target, double value, double d0, double d1) {
        Loss loss = new SoftmaxCrossEntropy(Nets.rows(Shape.of(1), target));
        Tensor logits = Nets.rows(Shape.of(1, 2), z0, z1);
        assertThat(loss.value(logits).item()).isCloseTo(value, within(4e-16 * value));
        assertThat(loss.derivative(logits).at(0)).isCloseTo(d0, within(4e-16 * Math.abs(d0)));
        assertThat(loss.derivative(logits).at(1)).isCloseTo(d1, within(4e-16 * Math.abs(d1)));
    }

    @Test
    void softmax_cross_entropy_is_the_mean_over_the_samples() {
        Loss loss = new SoftmaxCrossEntropy(Nets.rows(Shape.of(2), 2, 0));
        Tensor logits = Nets.rows(Shape.of(2, 3), 0, 0, 0, 0, 0, 40);
        assertThat(loss.value(logits).item()).isCloseTo((Math.log(3) + 40) / 2, within(1e-14));
        assertThat(loss.derivative(logits).values())
                .containsExactly(new double[] {1 / 6., 1 / 6., -1 / 3., -0.5, E40 / 2, 0.5}, within(1e-17));
        assertThat(loss.count(logits)).isEqualTo(2);
    }

    @Test
    void not_a_number_among_the_logits_is_one_in_the_loss_and_its_derivative() {
        Tensor logits = Nets.rows(Shape.of(1, 2), Double.NaN, 0);
        Loss softmax = new SoftmaxCrossEntropy(Nets.rows(Shape.of(1), 1));
        Loss bce = new BceWithLogits(Nets.rows(Shape.of(1, 2), 1, 0));
        assertThat(softmax.value(logits).item()).isNaN();
        assertThat(softmax.derivative(logits).values()).containsOnly(Double.NaN);
        assertThat(bce.value(logits).item()).isNaN();
        assertThat(bce.derivative(logits).at(0)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 2})
    void a_target_that_is_no_class_is_refused_with_its_sample(double target) {
        Loss loss = new SoftmaxCrossEntropy(Nets.rows(Shape.of(2), 0, target));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.value(Z))
                .withMessage("target " + (int) target + " of sample 1 is none of 2 classes");
    }

    @Test
    void a_target_that_is_no_whole_number_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoftmaxCrossEntropy(Nets.rows(Shape.of(2), 0, 0.5)))
                .withMessage("the target 0.5 is no index of a class");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoftmaxCrossEntropy(Nets.rows(Shape.of(1), Double.NaN)))
                .withMessage("the target NaN is no index of a class");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void targets_for_another_number_of_samples_are_refused(int samples) {
        Loss loss = new SoftmaxCrossEntropy(Tensor.zeros(DType.FLOAT64, Shape.of(samples)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.value(Z))
                .withMessage("the target has " + samples + " samples, the output 2");
    }

    @Test
    void a_target_of_softmax_with_two_axes_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoftmaxCrossEntropy(Nets.rows(Shape.of(1, 2), 0, 1)))
                .withMessage("the target has shape (1,2), and needs one axis: the samples");
    }

    @Test
    void a_target_of_another_shape_is_refused_with_both_shapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeanSquared(Nets.rows(Shape.of(2), 0, 1)).value(Z))
                .withMessage("the target of mse has the shape (2), the output (2,2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BceWithLogits(Nets.rows(Shape.of(2), 0, 1)).value(Z))
                .withMessage("the target of bce with logits has the shape (2), the output (2,2)");
    }

    @Test
    void the_backward_pass_is_the_derivative_times_the_cotangent() {
        Layer.Applied applied = new MeanSquared(Nets.rows(Shape.of(2, 2), 0, 0, 1, 1)).apply(Parameters.NONE, Z);
        Layer.Pulled pulled = applied.backward().apply(Tensor.scalar(DType.FLOAT64, 6));
        assertThat(pulled.inputBar()).isEqualTo(Nets.rows(Shape.of(2, 2), 3, -6, -1.5, 6));
        assertThat(pulled.parameterBars()).isEqualTo(Parameters.NONE);
        assertThat(applied.output()).isEqualTo(Tensor.scalar(DType.FLOAT64, 2.3125));
    }

    @Test
    void losses_have_names() {
        assertThat(new MeanSquared(Z).name()).isEqualTo("mse");
        assertThat(new BceWithLogits(Tensor.zeros(DType.FLOAT64, Shape.of(1))).name())
                .isEqualTo("bce with logits");
        assertThat(new SoftmaxCrossEntropy(Tensor.zeros(DType.FLOAT64, Shape.of(1))).name())
                .isEqualTo("softmax cross-entropy");
        assertThat(new Huber(Z, 0.5, Reduction.MEAN).name()).isEqualTo("huber 0.5");
        assertThat(new AbsoluteError(Z, Reduction.MEAN).name()).isEqualTo("l1");
        assertThat(new NegativeLogLikelihood(Tensor.zeros(DType.FLOAT64, Shape.of(1)), Reduction.MEAN).name())
                .isEqualTo("nll");
    }
}
