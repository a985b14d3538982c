package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** x, or a·x where x is negative, with a slope that is learnt. */
class PReluTest {
    private static final PRelu LAYER = new PRelu("p");
    private static final Parameters ONE = Parameters.of("p.weight", Nets.rows(Shape.of(1), 0.25));
    private static final Parameters EACH = Parameters.of("p.weight", Nets.rows(Shape.of(2), 0.25, 3));
    private static final Tensor X = Nets.rows(Shape.of(2, 2), -4, -2, 0, 8);
    private static final Tensor BAR = Nets.rows(Shape.of(2, 2), 1, 2, 4, 8);

    @Test
    void one_slope_is_for_all_elements() {
        assertThat(LAYER.apply(ONE, X).output()).isEqualTo(Nets.rows(Shape.of(2, 2), -1, -0.5, 0, 8));
        assertThat(pulled(ONE, LAYER).inputBar()).isEqualTo(Nets.rows(Shape.of(2, 2), 0.25, 0.5, 1, 8));
        assertThat(pulled(ONE, LAYER).parameterBars().get("p.weight")).isEqualTo(Nets.rows(Shape.of(1), -8));
    }

    @Test
    void a_slope_for_each_channel_is_for_the_second_axis() {
        assertThat(LAYER.apply(EACH, X).output()).isEqualTo(Nets.rows(Shape.of(2, 2), -1, -6, 0, 8));
        assertThat(pulled(EACH, LAYER).parameterBars().get("p.weight")).isEqualTo(Nets.rows(Shape.of(2), -4, -4));
    }

    @Test
    void at_zero_any_slope_between_the_two_is_a_convention() {
        Kinked.Chosen half = LAYER.choose(0.5, List.of(X), List.of(X.abs()));
        assertThat(half.units()).isOne();
        assertThat(pulled(ONE, half.layer()).inputBar()).isEqualTo(Nets.rows(Shape.of(2, 2), 0.25, 0.5, 2.5, 8));
    }

    @Test
    void the_mistakes_leave_out_the_slope_or_count_positive_inputs() {
        List<Layer.Mistake> mistakes = LAYER.mistakes();
        assertThat(pulled(ONE, mistakes.get(0).layer()).inputBar()).isEqualTo(BAR);
        assertThat(pulled(ONE, mistakes.get(1).layer()).parameterBars().get("p.weight"))
                .isEqualTo(Nets.rows(Shape.of(1), 56));
    }

    @Test
    void another_number_of_slopes_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAYER.apply(EACH, Nets.rows(Shape.of(1, 3), 1, 2, 3)))
                .withMessage(
                        "p.weight has the shape (2), and must have one number, or one for each channel of the input"
                                + " (1,3)");
    }

    private static Layer.Pulled pulled(Parameters parameters, Layer layer) {
        return layer.apply(parameters, X).backward().apply(BAR);
    }
}
