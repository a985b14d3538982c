package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** RMS, group and instance normalisation, by hand where means and roots are whole numbers. */
class SampleNormsTest {
    private static final RmsNorm RMS = new RmsNorm("n", 0);
    private static final Parameters WEIGHT = Parameters.of("n.weight", Nets.rows(Shape.of(2), 1, 2));
    private static final Parameters AFFINE = WEIGHT.with("n.bias", Nets.rows(Shape.of(2), 0, 10));
    /** Channels of mean 2 and variance 1, and of mean 3 and variance 4. */
    private static final Tensor IMAGE = Nets.rows(Shape.of(1, 2, 4), 1, 1, 3, 3, 5, 1, 5, 1);

    @Test
    void a_row_is_divided_by_its_root_mean_square() {
        // mean of squares (1 + 49)/2 = 25
        assertThat(RMS.apply(WEIGHT, Nets.rows(Shape.of(1, 2), 1, 7)).output())
                .isEqualTo(Nets.rows(Shape.of(1, 2), 1 / 5.0, 2 * (7 / 5.0)));
    }

    @Test
    void epsilon_is_added_to_the_mean_square() {
        assertThat(new RmsNorm("n", 11)
                        .apply(WEIGHT, Nets.rows(Shape.of(1, 2), 5, 5))
                        .output())
                .isEqualTo(Nets.rows(Shape.of(1, 2), 5 / 6.0, 2 * (5 / 6.0)));
    }

    /** For n = 1 all but the share ε/(x² + ε) of the gradient cancels: x̄ = ȳ·w·ε/(x² + ε)^1.5. */
    @Test
    void what_epsilon_leaves_of_the_gradient_of_a_row_of_one_keeps_its_digits() {
        Parameters one = Parameters.of("n.weight", Nets.rows(Shape.of(1), 1));
        double epsilon = 0x1p-23;
        double expected = epsilon / Math.pow(9 + epsilon, 1.5);
        assertThat(new RmsNorm("n", epsilon)
                        .apply(one, Nets.rows(Shape.of(1, 1), 3))
                        .backward()
                        .apply(Nets.rows(Shape.of(1, 1), 1))
                        .inputBar()
                        .item())
                .isCloseTo(expected, within(8 * Math.ulp(expected)));
    }

    @Test
    void an_instance_norm_centres_each_channel_by_itself() {
        assertThat(new InstanceNorm("n", 0, true).apply(AFFINE, IMAGE).output())
                .isEqualTo(Nets.rows(Shape.of(1, 2, 4), -1, -1, 1, 1, 12, 8, 12, 8));
    }

    @Test
    void as_many_groups_as_channels_are_an_instance_norm() {
        Tensor bar = Nets.rows(Shape.of(1, 2, 4), 1, 2, 3, 4, 4, 0, 0, 0);
        Layer.Applied grouped = new GroupNorm("n", 2, 0.5, true).apply(AFFINE, IMAGE);
        Layer.Applied instance = new InstanceNorm("n", 0.5, true).apply(AFFINE, IMAGE);
        assertThat(grouped.output()).isEqualTo(instance.output());
        assertThat(grouped.backward().apply(bar)).isEqualTo(instance.backward().apply(bar));
    }

    @Test
    void one_group_has_one_mean_for_all_channels() {
        // mean 0 and variance 4 over both channels
        Tensor x = Nets.rows(Shape.of(1, 2, 2), 2, 2, -2, -2);
        assertThat(new GroupNorm("n", 1, 0, true).apply(AFFINE, x).output())
                .isEqualTo(Nets.rows(Shape.of(1, 2, 2), 1, 1, 8, 8));
    }

    @Test
    void without_weights_there_are_no_gradients_of_any() {
        assertThat(new InstanceNorm("n", 0, false)
                        .apply(Parameters.NONE, IMAGE)
                        .backward()
                        .apply(IMAGE)
                        .parameterBars()
                        .names())
                .isEmpty();
    }

    @Test
    void a_weight_within_the_projection_makes_a_difference_in_a_group_alone() {
        assertThat(new GroupNorm("n", 1, 0, true).mistakes()).hasSize(4);
        assertThat(new GroupNorm("n", 1, 0, false).mistakes()).hasSize(3);
        assertThat(new InstanceNorm("n", 0, true).mistakes()).hasSize(3);
    }

    @Test
    void a_group_of_one_value_and_groups_that_divide_nothing_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new GroupNorm("n", 2, 0, false).apply(Parameters.NONE, Nets.rows(Shape.of(1, 2), 1, 2)))
                .withMessage("group norm n needs more than one value to take a variance of, and got the shape (1,2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupNorm("n", 3, 0, false).apply(Parameters.NONE, IMAGE))
                .withMessage("group norm n has 3 groups, which do not divide the channels of the shape (1,2,4)");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new InstanceNorm("n", 0, false).apply(Parameters.NONE, Nets.rows(Shape.of(1, 2), 1, 2)))
                .withMessage("the input of instance norm n must have 3 or 4 axes, not the shape (1,2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RMS.apply(WEIGHT, Nets.rows(Shape.of(1, 3), 1, 2, 3)))
                .withMessage("n.weight has the shape (2), and the last axis of the input needs (3)");
    }
}
