package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Padding, slices, cumulative sums, means and maxima along an axis, and upsampling. */
class AxisLayersTest {
    private static final Tensor X = Nets.rows(Shape.of(2, 2), 1, 4, 3, 2);

    @Test
    void a_pad_puts_a_constant_around_and_its_gradient_is_the_inside() {
        Layer pad = new Pad(1, 1, 2, 0.5);
        assertThat(output(pad, X)).isEqualTo(Nets.rows(Shape.of(2, 5), 0.5, 1, 4, 0.5, 0.5, 0.5, 3, 2, 0.5, 0.5));
        assertThat(pulled(pad, X, Nets.counting(2, 5))).isEqualTo(Nets.rows(Shape.of(2, 2), 2, 3, 7, 8));
        assertThat(pulled(pad.mistakes().get(0).layer(), X, Nets.counting(2, 5)))
                .isEqualTo(Nets.rows(Shape.of(2, 2), 1, 2, 6, 7));
    }

    @Test
    void a_slice_puts_its_gradient_back_to_where_it_was_taken() {
        Layer slice = new Slice(0, 1, 2);
        assertThat(output(slice, X)).isEqualTo(Nets.rows(Shape.of(1, 2), 3, 2));
        assertThat(pulled(slice, X, Nets.rows(Shape.of(1, 2), 5, 6))).isEqualTo(Nets.rows(Shape.of(2, 2), 0, 0, 5, 6));
        assertThat(new Slice(0, 0, 1).mistakes()).isEmpty();
    }

    @Test
    void a_cumulative_sum_is_pulled_back_from_the_end() {
        Layer sum = new CumulativeSum(-1);
        assertThat(output(sum, X)).isEqualTo(Nets.rows(Shape.of(2, 2), 1, 5, 3, 5));
        assertThat(pulled(sum, X, Nets.counting(2, 2))).isEqualTo(Nets.rows(Shape.of(2, 2), 3, 2, 7, 4));
    }

    @Test
    void a_mean_leaves_its_axis_out_and_shares_its_gradient() {
        Layer mean = new MeanOverAxis(0);
        assertThat(output(mean, X)).isEqualTo(Nets.rows(Shape.of(2), 2, 3));
        assertThat(pulled(mean, X, Nets.rows(Shape.of(2), 2, 4))).isEqualTo(Nets.rows(Shape.of(2, 2), 1, 2, 1, 2));
    }

    @Test
    void a_maximum_gives_its_gradient_to_the_first_of_the_largest() {
        Layer max = new MaxOverAxis(1);
        Tensor tied = Nets.rows(Shape.of(2, 2), 4, 4, 3, 2);
        Tensor bar = Nets.rows(Shape.of(2), 2, 8);
        assertThat(output(max, X)).isEqualTo(Nets.rows(Shape.of(2), 4, 3));
        assertThat(pulled(max, X, bar)).isEqualTo(Nets.rows(Shape.of(2, 2), 0, 2, 8, 0));
        assertThat(pulled(max, tied, bar)).isEqualTo(Nets.rows(Shape.of(2, 2), 2, 0, 8, 0));
        Kinked.Chosen half = new MaxOverAxis(1).choose(0.5, List.of(tied), List.of(tied));
        assertThat(half.units()).isOne();
        assertThat(pulled(half.layer(), tied, bar)).isEqualTo(Nets.rows(Shape.of(2, 2), 1, 1, 8, 0));
    }

    @Test
    void an_upsampled_element_gets_the_sum_of_its_repetitions() {
        Tensor x = Nets.rows(Shape.of(1, 1, 2), 5, 7);
        Layer upsample = new Upsample(2);
        assertThat(output(upsample, x)).isEqualTo(Nets.rows(Shape.of(1, 1, 4), 5, 5, 7, 7));
        assertThat(pulled(upsample, x, Nets.counting(1, 1, 4))).isEqualTo(Nets.rows(Shape.of(1, 1, 2), 3, 7));
        assertThat(pulled(upsample.mistakes().get(0).layer(), x, Nets.counting(1, 1, 4)))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 2), 1, 3));
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(new Slice(1, 1, 3), X))
                .withMessageStartingWith("the layer slice 1 to 3 along axis 1 takes at least 3 elements there");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(new Upsample(2), X))
                .withMessage("the input of upsample by 2 must have 3 or 4 axes, not the shape (2,2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(new CumulativeSum(2), X))
                .withMessage("the layer cumulative sum along axis 2 finds no elements along axis 2 of the shape (2,2)");
    }

    private static Tensor output(Layer layer, Tensor x) {
        return layer.apply(Parameters.NONE, x).output();
    }

    private static Tensor pulled(Layer layer, Tensor x, Tensor bar) {
        return layer.apply(Parameters.NONE, x).backward().apply(bar).inputBar();
    }
}
