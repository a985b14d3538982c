package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** p = exp z / Σ exp z along the last axis. */
class SoftmaxTest {
    private static final Softmax SOFTMAX = new Softmax();
    private static final double E40 = 4.248354255291589e-18;

    @Test
    void equal_logits_have_equal_shares() {
        assertThat(value(Nets.rows(Shape.of(2, 2), 3, 3, -5, -5)))
                .isEqualTo(Nets.rows(Shape.of(2, 2), 0.5, 0.5, 0.5, 0.5));
    }

    @Test
    void shares_are_those_of_50_digits() {
        Tensor p = value(Nets.rows(Shape.of(3), 1, 2, 4));
        assertThat(p.at(0)).isCloseTo(0.04201006613406605, within(1e-17));
        assertThat(p.at(1)).isCloseTo(0.11419519938459448, within(2e-17));
        assertThat(p.at(2)).isCloseTo(0.8437947344813395, within(2e-16));
    }

    @Test
    void rows_lie_along_the_last_axis_whatever_the_rank() {
        assertThat(value(Nets.rows(Shape.of(2, 1, 2), 0, 800, 800, 0)))
                .isEqualTo(Nets.rows(Shape.of(2, 1, 2), 0, 1, 1, 0));
    }

    @Test
    void a_gradient_is_relative_to_the_mean_of_the_upstream_gradients() {
        // p = ½, ½: p·(p̄ − Σ p·p̄) = ½(8 − 12), ½(16 − 12)
        assertThat(pulled(SOFTMAX, Nets.rows(Shape.of(1, 2), 3, 3), Nets.rows(Shape.of(1, 2), 8, 16)))
                .isEqualTo(Nets.rows(Shape.of(1, 2), -2, 2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1e3, 1e9})
    void a_saturated_row_keeps_its_digits(double shift) {
        Tensor zBar =
                pulled(SOFTMAX, Nets.rows(Shape.of(1, 2), shift, shift - 40), Nets.rows(Shape.of(1, 2), 1.7, 5.2));
        double expected = E40 * (1.7 - 5.2);
        assertThat(zBar.at(0)).isCloseTo(expected, within(4e-16 * Math.abs(expected)));
        assertThat(zBar.at(1)).isCloseTo(-expected, within(4e-16 * Math.abs(expected)));
    }

    @Test
    void a_constant_upstream_gradient_gives_exactly_nothing() {
        Tensor zBar =
                pulled(SOFTMAX, Nets.rows(Shape.of(1, 3), 0.1, 0.7, -0.3), Nets.rows(Shape.of(1, 3), 0.3, 0.3, 0.3));
        assertThat(zBar.maxAbs()).isZero();
    }

    @Test
    void one_nan_makes_its_row_nan_and_no_other() {
        Tensor p = value(Nets.rows(Shape.of(2, 2), Double.NaN, 1, 2, 2));
        assertThat(p).isEqualTo(Nets.rows(Shape.of(2, 2), Double.NaN, Double.NaN, 0.5, 0.5));
    }

    @Test
    void the_mistakes_forget_the_other_outputs_or_the_denominator() {
        List<Layer.Mistake> mistakes = SOFTMAX.mistakes();
        Tensor z = Nets.rows(Shape.of(1, 2), 3, 3);
        Tensor bar = Nets.rows(Shape.of(1, 2), 8, 16);
        assertThat(mistakes)
                .extracting(Layer.Mistake::fault)
                .containsExactly("softmax taken elementwise", "normalisation ignored");
        assertThat(pulled(mistakes.get(0).layer(), z, bar)).isEqualTo(Nets.rows(Shape.of(1, 2), 2, 4));
        assertThat(pulled(mistakes.get(1).layer(), z, bar)).isEqualTo(Nets.rows(Shape.of(1, 2), 4, 8));
    }

    @Test
    void a_softmax_has_a_name() {
        assertThat(SOFTMAX.name()).isEqualTo("softmax");
    }

    @Test
    void a_scalar_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value(Nets.rows(Shape.SCALAR, 1)))
                .withMessage("the shape () has no elements along a last axis");
    }

    private static Tensor value(Tensor z) {
        return SOFTMAX.apply(Parameters.NONE, z).output();
    }

    private static Tensor pulled(Layer layer, Tensor z, Tensor bar) {
        return layer.apply(Parameters.NONE, z).backward().apply(bar).inputBar();
    }
}
