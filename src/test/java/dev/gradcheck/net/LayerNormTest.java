package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** y = w·(x − mean)/√(variance + ε) + b, by hand where means and roots are whole numbers. */
class LayerNormTest {
    private static final LayerNorm EXACT = new LayerNorm("n", 0);
    private static final Parameters POINT = Parameters.of("n.weight", Nets.rows(Shape.of(4), 1, 2, 1, 1))
            .with("n.bias", Nets.rows(Shape.of(4), 0, 0, 10, 0));
    /** Rows of mean 2, variance 1 and of mean 3, variance 4. */
    private static final Tensor X = Nets.rows(Shape.of(2, 4), 1, 1, 3, 3, 5, 1, 5, 1);

    private static final Tensor BAR = Nets.rows(Shape.of(2, 4), 1, 2, 3, 4, 4, 0, 0, 0);

    @Test
    void each_row_is_centred_scaled_and_shifted() {
        assertThat(EXACT.apply(POINT, X).output()).isEqualTo(Nets.rows(Shape.of(2, 4), -1, -2, 11, 1, 1, -2, 11, -1));
    }

    @Test
    void epsilon_is_added_to_the_variance() {
        assertThat(new LayerNorm("n", 3)
                        .apply(POINT, Nets.rows(Shape.of(1, 4), 1, 1, 3, 3))
                        .output())
                .isEqualTo(Nets.rows(Shape.of(1, 4), -0.5, -1, 10.5, 0.5));
    }

    @Test
    void rows_lie_along_the_last_axis_whatever_the_rank() {
        Tensor deep = X.reshape(Shape.of(1, 2, 4));
        assertThat(EXACT.apply(POINT, deep).output())
                .isEqualTo(EXACT.apply(POINT, X).output().reshape(Shape.of(1, 2, 4)));
        assertThat(EXACT.apply(POINT, deep)
                        .backward()
                        .apply(BAR.reshape(Shape.of(1, 2, 4)))
                        .inputBar())
                .isEqualTo(pulled(EXACT).inputBar().reshape(Shape.of(1, 2, 4)));
    }

    @Test
    void the_gradient_of_the_input_lacks_its_mean_and_what_lies_along_the_normed_input() {
        assertThat(pulled(EXACT).inputBar()).isEqualTo(Nets.rows(Shape.of(2, 4), -1.5, 1.5, -0.5, 0.5, 1, 0, -1, 0));
    }

    @Test
    void the_gradients_of_weight_and_bias_are_summed_over_all_rows() {
        assertThat(pulled(EXACT).parameterBars().names()).containsExactly("n.weight", "n.bias");
        assertThat(pulled(EXACT).parameterBars().get("n.weight")).isEqualTo(Nets.rows(Shape.of(4), 3, -2, 3, 4));
        assertThat(pulled(EXACT).parameterBars().get("n.bias")).isEqualTo(Nets.rows(Shape.of(4), 5, 2, 3, 4));
    }

    @Test
    void a_large_mean_costs_no_digits() {
        Tensor far = X.plus(Batch.filled(0x1p40, X));
        assertThat(EXACT.apply(POINT, far).output())
                .isEqualTo(EXACT.apply(POINT, X).output());
    }

    @Test
    void a_constant_row_becomes_the_bias() {
        assertThat(new LayerNorm("n", 1e-5)
                        .apply(POINT, Nets.rows(Shape.of(1, 4), 7, 7, 7, 7))
                        .output())
                .isEqualTo(Nets.rows(Shape.of(1, 4), 0, 0, 10, 0));
    }

    /** In 50 digits, x = (0.5, −1.25, 2), weight (1, −0.5, 2), bias 0, ε = 1e-5, upstream (1, 2, −3). */
    @Test
    void values_and_gradients_are_those_of_50_digits() {
        Parameters point = Parameters.of("n.weight", Nets.rows(Shape.of(3), 1, -0.5, 2))
                .with("n.bias", Nets.rows(Shape.of(3), 0, 0, 0));
        Layer.Applied applied = new LayerNorm("n", 1e-5).apply(point, Nets.rows(Shape.of(1, 3), 0.5, -1.25, 2));
        assertClose(applied.output(), new double[] {0.06274540265308404, 0.6274540265308405, 2.384325300817194});
        assertClose(
                applied.backward().apply(Nets.rows(Shape.of(1, 3), 1, 2, -3)).inputBar(),
                new double[] {2.3507288162162436, -1.0849415822673576, -1.2657872339488863});
    }

    @Test
    void the_mistakes_leave_out_one_term_each() {
        List<Layer.Mistake> mistakes = EXACT.mistakes();
        assertThat(mistakes)
                .extracting(Layer.Mistake::fault)
                .containsExactly("mean term missing", "variance term missing");
        assertThat(pulled(mistakes.get(0).layer()).inputBar())
                .isEqualTo(Nets.rows(Shape.of(2, 4), 1.5, 4.5, 2.5, 3.5, 1.5, 0.5, -0.5, 0.5));
        assertThat(pulled(mistakes.get(1).layer()).inputBar())
                .isEqualTo(Nets.rows(Shape.of(2, 4), -2, 1, 0, 1, 1.5, -0.5, -0.5, -0.5));
        assertThat(pulled(mistakes.get(0).layer()).parameterBars())
                .isEqualTo(pulled(EXACT).parameterBars());
    }

    @Test
    void a_magnitude_is_that_of_the_terms_and_not_of_what_is_left_of_them() {
        // (|x| + mean |x|)·r·|w| + |b|
        assertThat(EXACT.magnitude(POINT, List.of(X))).isEqualTo(Nets.rows(Shape.of(2, 4), 3, 6, 15, 5, 4, 4, 14, 2));
    }

    @Test
    void a_weight_of_another_length_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EXACT.apply(POINT, Nets.rows(Shape.of(1, 3), 1, 2, 3)))
                .withMessage("n.weight has the shape (4), and the last axis of the input needs (3)");
    }

    @Test
    void a_scalar_and_a_negative_epsilon_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EXACT.apply(POINT, Nets.rows(Shape.SCALAR, 1)))
                .withMessage("the shape () has no elements along a last axis");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LayerNorm("n", -1))
                .withMessage("eps is -1.0, and must not be negative");
    }

    @Test
    void an_epsilon_of_0_is_none() {
        Tensor row = Nets.rows(Shape.of(1, 4), 1, 1, 3, 3);
        assertThat(new LayerNorm("n", 0).apply(POINT, row).output())
                .isEqualTo(Nets.rows(Shape.of(1, 4), -1, -2, 11, 1));
    }

    @Test
    void a_name_has_the_prefix_of_the_parameters() {
        assertThat(EXACT.name()).isEqualTo("layer norm n");
    }

    private static Layer.Pulled pulled(Layer layer) {
        return layer.apply(POINT, X).backward().apply(BAR);
    }

    private static void assertClose(Tensor actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.at(i)).isCloseTo(expected[i], within(8 * Math.ulp(expected[i])));
        }
    }
}
