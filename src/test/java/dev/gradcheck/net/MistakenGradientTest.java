package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each mistake makes of the gradient, by hand: a mistake judged by its own code would explain itself. */
class MistakenGradientTest {
    private static final Parameters POINT = Nets.point(DType.FLOAT64);
    private static final Tensor X = Nets.rows(Shape.of(2, 2), 1, -2, 3, 5);
    private static final Tensor BAR = Nets.rows(Shape.of(2, 2), 10, 20, 30, 40);

    @Test
    void a_bias_that_is_not_summed_has_the_first_samples_upstream_gradient() {
        Parameters bars = linear("not summed over the batch");
        assertThat(bars.get("a.bias")).isEqualTo(Nets.rows(Shape.of(2), 10, 20));
        assertThat(bars.get("a.weight")).isEqualTo(Nets.rows(Shape.of(2, 2), 100, 130, 140, 160));
    }

    @Test
    void without_the_upstream_gradient_inputs_and_ones_are_summed() {
        Parameters bars = linear("upstream gradient ignored");
        assertThat(bars.get("a.weight")).isEqualTo(Nets.rows(Shape.of(2, 2), 4, 3, 4, 3));
        assertThat(bars.get("a.bias")).isEqualTo(Nets.rows(Shape.of(2), 2, 2));
    }

    @Test
    void a_missing_mask_passes_the_upstream_gradient_on() {
        assertThat(pulled(new Relu().mistakes().get(0).layer(), X)).isEqualTo(BAR);
    }

    @Test
    void a_shifted_mask_is_that_of_the_unit_before_and_for_the_first_unit_that_of_the_last() {
        // the masks of X are 1, 0 and 1, 1
        assertThat(pulled(new Relu().mistakes().get(1).layer(), X)).isEqualTo(Nets.rows(Shape.of(2, 2), 0, 20, 30, 40));
        Tensor zero = Tensor.scalar(DType.FLOAT64, 0);
        Layer.Backward alone = new Softplus()
                .mistakes()
                .get(2)
                .layer()
                .apply(Parameters.NONE, zero)
                .backward();
        assertThat(alone.apply(zero.mapExactly(v -> 4)).inputBar().item()).isEqualTo(2);
    }

    @Test
    void the_previous_samples_input_is_that_of_the_row_before_and_for_the_first_row_that_of_the_last() {
        Parameters bars = linear("previous sample's value");
        // Σ over the samples of ȳ·xᵀ: (10,20) with (3,5), and (30,40) with (1,−2)
        assertThat(bars.get("a.weight")).isEqualTo(Nets.rows(Shape.of(2, 2), 60, -10, 100, 20));
        assertThat(bars.get("a.bias")).isEqualTo(Nets.rows(Shape.of(2), 40, 60));
    }

    @Test
    void of_three_units_the_shifted_mask_is_that_of_the_one_before_and_not_of_the_one_after() {
        // the masks are 1, 0, 1; of two units either neighbour is the same one
        Tensor x = Nets.rows(Shape.of(1, 3), 1, -2, 3);
        Tensor bar = Nets.rows(Shape.of(1, 3), 10, 20, 30);
        assertThat(pulled(new Relu().mistakes().get(1).layer(), x, bar))
                .isEqualTo(Nets.rows(Shape.of(1, 3), 10, 20, 0));
    }

    @Test
    void of_three_samples_the_previous_one_is_the_one_before_and_not_the_one_after() {
        Tensor x = Nets.rows(Shape.of(3, 2), 1, 10, 2, 20, 4, 40);
        Tensor bar = Nets.rows(Shape.of(3, 2), 1, 0, 0, 1, 0, 0);
        // the first sample, of which the first unit counts, has the input of the last, and the second that of the first
        assertThat(linear("previous sample's value", x, bar).get("a.weight"))
                .isEqualTo(Nets.rows(Shape.of(2, 2), 4, 40, 1, 10));
    }

    @Test
    void a_derivative_at_the_output_is_the_derivative_of_the_derived() {
        Tensor y = new Softplus().value(X);
        assertThat(pulled(new Softplus().mistakes().get(1).layer(), X))
                .isEqualTo(BAR.times(new Softplus().derivative(y)));
    }

    @Test
    void a_sum_over_the_batch_is_two_times_the_mean_and_over_all_elements_four_times() {
        MeanSquared loss = new MeanSquared(Nets.rows(Shape.of(2, 2), 1, 0, 0, 1));
        List<Layer.Mistake> mistakes = loss.mistakes();
        Tensor right = loss.derivative(X);
        Tensor bar = Tensor.scalar(DType.FLOAT64, 3);
        assertThat(mistakes.get(0)
                        .layer()
                        .apply(Parameters.NONE, X)
                        .backward()
                        .apply(bar)
                        .inputBar())
                .isEqualTo(right.times(6));
        assertThat(mistakes.get(1)
                        .layer()
                        .apply(Parameters.NONE, X)
                        .backward()
                        .apply(bar)
                        .inputBar())
                .isEqualTo(right.times(12));
        assertThat(mistakes.get(0).sentence())
                .isEqualTo("the gradient lacks the factor 1/n of the mean over the batch in mse");
        assertThat(mistakes.get(1).sentence())
                .isEqualTo("the gradient lacks the factor 1/n of the mean over all elements in mse");
    }

    @Test
    void a_broadcast_changes_the_gradient_of_a_square_weight_alone() {
        Layer fused = new BroadcastMistake(new Linear("0"), new Tanh());
        Layer.Applied wrong = fused.apply(POINT, Nets.input(2));
        Layer.Applied linear = new Linear("0").apply(POINT, Nets.input(2));
        Layer.Applied tanh = new Tanh().apply(POINT, linear.output());
        Tensor bar = Nets.input(2).times(3);
        Layer.Pulled right = linear.backward().apply(tanh.backward().apply(bar).inputBar());
        assertThat(wrong.output()).isEqualTo(tanh.output());
        assertThat(wrong.backward().apply(bar).inputBar()).isEqualTo(right.inputBar());
        assertThat(wrong.backward().apply(bar).parameterBars().get("0.bias"))
                .isEqualTo(right.parameterBars().get("0.bias"));
        assertThat(wrong.backward().apply(bar).parameterBars().get("0.weight"))
                .isNotEqualTo(right.parameterBars().get("0.weight"));
        assertThat(fused.name()).isEqualTo("linear 0, tanh");
    }

    @Test
    void a_broadcast_along_the_columns_has_the_upstream_gradient_of_the_other_unit() {
        Parameters at = Parameters.of("0.weight", Nets.rows(Shape.of(2, 2), 1, 0, 0, 1))
                .with("0.bias", Nets.rows(Shape.of(2), 0, 0));
        Layer.Applied wrong =
                new BroadcastMistake(new Linear("0"), new LeakyRelu(0.5)).apply(at, Nets.rows(Shape.of(1, 2), 3, -4));
        Parameters bars =
                wrong.backward().apply(Nets.rows(Shape.of(1, 2), 10, 100)).parameterBars();
        // f' = (1, ½), x = (3, −4): rows f'·x = (3, −2), columns u = (10, 100)
        assertThat(bars.get("0.weight")).isEqualTo(Nets.rows(Shape.of(2, 2), 30, 300, -20, -200));
    }

    @Test
    void a_broadcast_leaves_a_weight_that_is_not_square_right() {
        Layer.Applied fused = new BroadcastMistake(new Linear("1"), new Tanh()).apply(POINT, Nets.input(2));
        Layer.Applied linear = new Linear("1").apply(POINT, Nets.input(2));
        Tensor bar = Nets.target("mse", 2);
        Tensor zBar =
                new Tanh().apply(POINT, linear.output()).backward().apply(bar).inputBar();
        assertThat(fused.backward().apply(bar)).isEqualTo(linear.backward().apply(zBar));
    }

    @Test
    void a_broadcast_leaves_sequences_right() {
        Parameters at = Parameters.of("0.weight", Nets.rows(Shape.of(2, 2), 1, 2, 3, 4))
                .with("0.bias", Nets.rows(Shape.of(2), 0, 0));
        Tensor x = X.reshape(Shape.of(1, 2, 2));
        Layer.Pulled wrong = new BroadcastMistake(new Linear("0"), new LeakyRelu(1))
                .apply(at, x)
                .backward()
                .apply(BAR.reshape(Shape.of(1, 2, 2)));
        assertThat(wrong).isEqualTo(new Linear("0").apply(at, x).backward().apply(BAR.reshape(Shape.of(1, 2, 2))));
    }

    private static Parameters linear(String fault) {
        return linear(fault, X, BAR);
    }

    private static Parameters linear(String fault, Tensor x, Tensor bar) {
        Parameters at = Parameters.of("a.weight", Nets.rows(Shape.of(2, 2), 1, 0, 0, 1))
                .with("a.bias", Nets.rows(Shape.of(2), 0, 0));
        Layer wrong = new Linear("a")
                .mistakes().stream()
                        .filter(m -> m.fault().equals(fault))
                        .findFirst()
                        .orElseThrow()
                        .layer();
        Layer.Pulled pulled = wrong.apply(at, x).backward().apply(bar);
        assertThat(pulled.inputBar()).isEqualTo(bar);
        return pulled.parameterBars();
    }

    private static Tensor pulled(Layer layer, Tensor x) {
        return pulled(layer, x, BAR);
    }

    private static Tensor pulled(Layer layer, Tensor x, Tensor bar) {
        return layer.apply(Parameters.NONE, x).backward().apply(bar).inputBar();
    }
}
