package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Focal loss, Kullback–Leibler divergence, hinge loss and cosine similarity. */
class MoreLossesTest {
    private static final Tensor BITS = Nets.rows(Shape.of(2), 1, 0);
    private static final Tensor SIGNS = Nets.rows(Shape.of(3), 1, -1, 1);
    private static final Tensor Z = Nets.rows(Shape.of(2), 0.5, 2);

    @Test
    void a_focal_loss_without_modulation_and_alpha_is_the_cross_entropy() {
        Loss focal = new Focal(BITS, -1, 0, Reduction.SUM);
        Loss plain = new BceWithLogits(BITS, Reduction.SUM);
        assertThat(focal.value(Z).item()).isCloseTo(plain.value(Z).item(), within(1e-15));
        assertThat(focal.derivative(Z).values())
                .containsExactly(plain.derivative(Z).values(), within(1e-15));
    }

    /** At z = 0 and y = 1: q = ½, −log p = log 2, α·q²·log 2 and −α·q²·(2·½·log 2 + ½). */
    @Test
    void a_focal_loss_is_modulated_by_what_is_left_to_learn() {
        Tensor zero = Nets.rows(Shape.of(1), 0);
        Loss loss = new Focal(Nets.rows(Shape.of(1), 1), 0.25, 2, Reduction.SUM);
        assertThat(loss.value(zero).item()).isCloseTo(Math.log(2) / 16, within(1e-17));
        assertThat(loss.derivative(zero).item()).isCloseTo(-(Math.log(2) + 0.5) / 16, within(1e-17));
    }

    @Test
    void a_saturated_focal_loss_keeps_its_digits() {
        Tensor far = Nets.rows(Shape.of(1), 40);
        Loss loss = new Focal(Nets.rows(Shape.of(1), 1), -1, 1, Reduction.SUM);
        double q = Math.exp(-40);
        assertThat(loss.derivative(far).item()).isCloseTo(-2 * q * q, within(1e-15 * q * q));
    }

    @Test
    void a_divergence_is_zero_between_equal_distributions() {
        Tensor p = Nets.rows(Shape.of(1, 2), 0.25, 0.75);
        Loss loss = new KlDivergence(p, false, true, Reduction.MEAN);
        assertThat(loss.value(p.log()).item()).isZero();
        assertThat(loss.derivative(p.log())).isEqualTo(p.negate());
    }

    @Test
    void the_mean_of_a_divergence_is_over_elements_or_samples() {
        Tensor p = Nets.rows(Shape.of(2, 2), 0, 1, 0.5, 0.5);
        Tensor x = Nets.rows(Shape.of(2, 2), -1, -2, -3, -4);
        assertThat(new KlDivergence(p, false, false, Reduction.MEAN).derivative(x))
                .isEqualTo(Nets.rows(Shape.of(2, 2), -0.0, -0.25, -0.125, -0.125));
        assertThat(new KlDivergence(p, false, true, Reduction.MEAN).derivative(x))
                .isEqualTo(Nets.rows(Shape.of(2, 2), -0.0, -0.5, -0.25, -0.25));
    }

    @Test
    void a_target_may_be_the_logarithm_of_a_probability() {
        Tensor p = Nets.rows(Shape.of(1, 2), 0.25, 0.75);
        Tensor x = Nets.rows(Shape.of(1, 2), -1, -2);
        assertThat(new KlDivergence(p.log(), true, false, Reduction.SUM)
                        .value(x)
                        .item())
                .isCloseTo(
                        new KlDivergence(p, false, false, Reduction.SUM)
                                .value(x)
                                .item(),
                        within(1e-15));
    }

    @Test
    void a_hinge_counts_what_is_below_the_margin() {
        Loss loss = new Hinge(SIGNS, 1, Reduction.SUM);
        Tensor z = Nets.rows(Shape.of(3), 0.5, 0.5, 2);
        assertThat(loss.value(z).item()).isEqualTo(2);
        assertThat(loss.derivative(z)).isEqualTo(Nets.rows(Shape.of(3), -1, 1, -0.0));
    }

    @Test
    void at_the_margin_any_slope_between_the_two_is_a_convention() {
        Hinge loss = new Hinge(SIGNS, 1, Reduction.SUM);
        Tensor z = Nets.rows(Shape.of(3), 1, -1, 2);
        Kinked.Chosen half = loss.choose(0.5, List.of(z), List.of(z.abs()));
        assertThat(half.units()).isEqualTo(2);
        assertThat(pulled(half.layer(), z).get(0)).isEqualTo(Nets.rows(Shape.of(3), -0.5, 0.5, -0.0));
    }

    @Test
    void a_cosine_is_that_of_the_angle() {
        Tensor a = Nets.rows(Shape.of(1, 2), 3, 4);
        Tensor b = Nets.rows(Shape.of(1, 2), 10, 0);
        Layer layer = new CosineSimilarity(1, 1e-8);
        assertThat(layer.apply(Parameters.NONE, List.of(a, b)).output()).isEqualTo(Nets.rows(Shape.of(1), 0.6));
        // (b − a·⟨a,b⟩/25)/50, and (a − b·⟨a,b⟩/100)/50
        List<Tensor> bars = layer.apply(Parameters.NONE, List.of(a, b))
                .backward()
                .apply(Nets.rows(Shape.of(1), 1))
                .inputBars();
        assertThat(bars.get(0).values()).containsExactly(new double[] {0.128, -0.096}, within(1e-16));
        assertThat(bars.get(1).values()).containsExactly(new double[] {0, 0.08}, within(1e-16));
    }

    @Test
    void below_the_least_norm_the_cosine_is_linear() {
        Tensor zero = Nets.rows(Shape.of(2), 0, 0);
        Tensor b = Nets.rows(Shape.of(2), 0, 2);
        Layer.Applied applied = new CosineSimilarity(-1, 0.5).apply(Parameters.NONE, List.of(zero, b));
        assertThat(applied.output().item()).isZero();
        assertThat(applied.backward()
                        .apply(applied.output().like(1))
                        .inputBars()
                        .get(0))
                .isEqualTo(Nets.rows(Shape.of(2), 0, 2));
    }

    @Test
    void targets_of_another_kind_are_refused() {
        Tensor half = Nets.rows(Shape.of(1), 0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Focal(half, 0.25, 2, Reduction.MEAN))
                .withMessage("the target 0.5 is neither 0 nor 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hinge(half, 1, Reduction.MEAN))
                .withMessage("the target 0.5 is neither −1 nor 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KlDivergence(half.negate(), false, false, Reduction.MEAN))
                .withMessage("the target -0.5 is negative, and no probability");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CosineSimilarity(1, 1).apply(Parameters.NONE, List.of(half, half)))
                .withMessage(
                        "the layer cosine similarity along axis 1 finds no elements along axis 1 of the shape (1)");
    }

    private static List<Tensor> pulled(Layer layer, Tensor z) {
        return layer.apply(Parameters.NONE, List.of(z))
                .backward()
                .apply(Tensor.scalar(DType.FLOAT64, 1))
                .inputBars();
    }
}
