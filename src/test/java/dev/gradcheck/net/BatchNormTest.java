package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By hand with small integers where the deviation is one, and in 50 digits elsewhere. */
class BatchNormTest {
    private static final Parameters TWO_THREE =
            Parameters.of("a.weight", Nets.rows(Shape.of(1), 2)).with("a.bias", Nets.rows(Shape.of(1), 3));

    /** The mean is 3, the variance 3, so that √(3 + 1) = 2. */
    private static final Tensor X = Nets.rows(Shape.of(4, 1), 2, 2, 2, 6);

    private static final BatchNorm NORM = new BatchNorm("a", 1);

    @Test
    void a_channel_is_centred_and_divided_by_its_biased_deviation() {
        assertThat(NORM.apply(TWO_THREE, X).output()).isEqualTo(Nets.rows(Shape.of(4, 1), 2, 2, 2, 6));
    }

    @Test
    void the_gradients_of_scale_and_shift_are_sums_over_the_batch() {
        Parameters bars = pulled(NORM, X, 1, 2, 3, 4).parameterBars();
        assertThat(bars.get("a.weight")).isEqualTo(Nets.rows(Shape.of(1), -0.5 * 6 + 1.5 * 4));
        assertThat(bars.get("a.bias")).isEqualTo(Nets.rows(Shape.of(1), 10));
    }

    @Test
    void the_gradient_of_the_input_goes_through_mean_and_variance() {
        // g = (-1.5, -0.5, 0.5, 1.5), d = (-1, -1, -1, 3), α = 6/12, r = (-1, 0, 1, 0), ε/(v + ε) = 1/4, γ/√(v + ε) =
        // 1.
        assertThat(pulled(NORM, X, 1, 2, 3, 4).inputBar())
                .isEqualTo(Nets.rows(Shape.of(4, 1), -1.125, -0.125, 0.875, 0.375));
    }

    @Test
    void the_usual_epsilon_gives_the_values_in_50_digits() {
        BatchNorm usual = new BatchNorm("a", 1e-5);
        Tensor x = Nets.rows(Shape.of(3, 1), 1, 2, 4);
        Layer.Pulled pulled = pulled(usual, x, 1, 0, 3);
        assertClose(pulled.inputBar(), 1.1453908414078443, -1.71810516111734669, 0.572714319709502394);
        assertClose(pulled.parameterBars().get("a.weight"), 2.93986421148831805);
        assertClose(
                usual.apply(TWO_THREE, x).output(),
                3 + 2 * -1.06904153145029747,
                3 + 2 * -0.267260382862574369,
                3 + 2 * 1.33630191431287184);
    }

    @Test
    void two_samples_keep_their_digits_though_the_terms_cancel() {
        Parameters one = TWO_THREE.with("a.weight", Nets.rows(Shape.of(1), 1));
        Tensor x = Nets.rows(Shape.of(2, 1), 1000, 1003);
        Layer.Applied applied = new BatchNorm("a", 1e-5).apply(one, x);
        Tensor bar = applied.backward().apply(Nets.rows(Shape.of(2, 1), 1, -2)).inputBar();
        assertClose(bar, 4.44441481497942338e-6, -4.44441481497942338e-6);
    }

    @Test
    void two_samples_keep_their_digits_in_float32_too() {
        Parameters one = TWO_THREE.with("a.weight", Nets.rows(Shape.of(1), 1)).map(t -> t.as(DType.FLOAT32));
        Tensor x = Nets.rows(Shape.of(2, 1), 1000, 1003).as(DType.FLOAT32);
        Layer.Applied applied = new BatchNorm("a", 1e-5).apply(one, x);
        Tensor bar = applied.backward()
                .apply(Nets.rows(Shape.of(2, 1), 1, -2).as(DType.FLOAT32))
                .inputBar();
        assertThat(bar.at(0)).isCloseTo(4.44441481497942338e-6, within(4.4e-6 * 4e-7));
    }

    @Test
    void a_channel_of_equal_numbers_is_normalised_to_the_shift() {
        Tensor equal = Nets.rows(Shape.of(3, 1), 0.1, 0.1, 0.1);
        assertThat(new BatchNorm("a", 1e-5).apply(TWO_THREE, equal).output())
                .isEqualTo(Nets.rows(Shape.of(3, 1), 3, 3, 3));
        assertThat(pulled(NORM, equal, 1, 2, 3).inputBar()).isEqualTo(Nets.rows(Shape.of(3, 1), -2, 0, 2));
    }

    @Test
    void images_are_normalised_over_samples_and_positions() {
        Parameters two =
                Parameters.of("a.weight", Nets.rows(Shape.of(2), 2, 4)).with("a.bias", Nets.rows(Shape.of(2), 3, 0));
        Tensor x = Nets.rows(Shape.of(2, 2, 1, 2), 2, 2, 5, 1, 2, 6, 1, 1);
        assertThat(NORM.apply(two, x).output()).isEqualTo(Nets.rows(Shape.of(2, 2, 1, 2), 2, 2, 6, -2, 2, 6, -2, -2));
        Tensor sequences = x.reshape(Shape.of(2, 2, 2));
        assertThat(NORM.apply(two, sequences).output())
                .isEqualTo(Nets.rows(Shape.of(2, 2, 2), 2, 2, 6, -2, 2, 6, -2, -2));
    }

    @Test
    void evaluation_takes_the_statistics_it_is_told() {
        BatchNormEvaluation norm = evaluation(5, 3);
        assertThat(norm.apply(TWO_THREE, X).output()).isEqualTo(Nets.rows(Shape.of(4, 1), 0, 0, 0, 4));
        Layer.Pulled pulled = pulled(norm, X, 1, 2, 3, 4);
        assertThat(pulled.inputBar()).isEqualTo(Nets.rows(Shape.of(4, 1), 1, 2, 3, 4));
        assertThat(pulled.parameterBars().get("a.weight")).isEqualTo(Nets.rows(Shape.of(1), -1.5 * 6 + 0.5 * 4));
        assertThat(pulled.parameterBars().get("a.bias")).isEqualTo(Nets.rows(Shape.of(1), 10));
    }

    @Test
    void the_magnitude_is_the_sum_of_the_sizes_of_the_terms() {
        Parameters negative = TWO_THREE.map(t -> t.times(-1));
        assertThat(NORM.magnitude(negative, List.of(X))).isEqualTo(Nets.rows(Shape.of(4, 1), 8, 8, 8, 12));
        assertThat(evaluation(-5, 3).magnitude(negative, List.of(X)))
                .isEqualTo(Nets.rows(Shape.of(4, 1), 10, 10, 10, 14));
    }

    @Test
    void a_node_trains_unless_it_is_told_to_evaluate() {
        Node node = Node.of("a", "batch-norm", "x");
        assertThat(LayerCatalog.standard().layer(node)).isEqualTo(new BatchNorm("a", 1e-5));
        Node evaluating = node.with("training", false)
                .with("eps", 1)
                .with("running-mean", Nets.rows(Shape.of(1), 5))
                .with("running-variance", Nets.rows(Shape.of(1), 3));
        assertThat(LayerCatalog.standard().layer(evaluating)).isEqualTo(evaluation(5, 3));
    }

    @Test
    void a_single_value_for_each_channel_cannot_be_trained_on() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NORM.apply(TWO_THREE, Nets.rows(Shape.of(1, 1), 7)))
                .withMessage("batch norm a needs more than one value per channel in training, and got the shape (1,1)");
    }

    @Test
    void statistics_of_other_channels_are_refused() {
        Tensor two = Nets.rows(Shape.of(2), 5, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchNormEvaluation("a", 1, two, Nets.rows(Shape.of(1), 3)).apply(TWO_THREE, X))
                .withMessage("the running mean must have the shape (1), one number for each channel, not (2)");
    }

    @Test
    void a_vector_has_no_channels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NORM.apply(TWO_THREE, Nets.rows(Shape.of(2), 7, 8)))
                .withMessage("the input of batch norm a must have 2, 3 or 4 axes, not the shape (2)");
    }

    @Test
    void a_negative_variance_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluation(5, -3))
                .withMessage("the variance -3.0 is negative");
    }

    @Test
    void a_variance_of_0_leaves_epsilon_to_divide_by() {
        // (x − 5)/√(0 + 1)·2 + 3
        assertThat(evaluation(5, 0).apply(TWO_THREE, X).output()).isEqualTo(Nets.rows(Shape.of(4, 1), -3, -3, -3, 5));
    }

    @Test
    void evaluation_has_it_in_its_name() {
        assertThat(NORM.name()).isEqualTo("batch norm a");
        assertThat(evaluation(5, 3).name()).isEqualTo("batch norm a in evaluation");
    }

    private static BatchNormEvaluation evaluation(double mean, double variance) {
        return new BatchNormEvaluation("a", 1, Nets.rows(Shape.of(1), mean), Nets.rows(Shape.of(1), variance));
    }

    private static Layer.Pulled pulled(Layer layer, Tensor x, double... bar) {
        return layer.apply(TWO_THREE, x).backward().apply(Nets.rows(x.shape(), bar));
    }

    /** To a few roundings. */
    private static void assertClose(Tensor actual, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.at(i)).isCloseTo(expected[i], within(0x1p-50 * Math.abs(expected[i])));
        }
    }
}
