package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The mistakes of a convolution over images with several channels, samples and kernels, by hand. */
class ConvolutionMistakesTest {
    private static final Convolution CONVOLUTION = new Convolution("a", 2, 1, 0, 1, 1, true);

    @Test
    void a_flipped_kernel_is_turned_in_each_channel_by_itself() {
        // One window: the gradient of the input is the first kernel turned, plus a hundred times the second.
        Tensor inputBar = pulled(
                        "kernel flipped",
                        Nets.counting(2, 2, 2, 3),
                        Nets.counting(1, 2, 2, 3),
                        Nets.rows(Shape.of(1, 2, 1, 1), 1, 100))
                .inputBar();
        assertThat(inputBar)
                .isEqualTo(Nets.rows(
                        Shape.of(1, 2, 2, 3), 1806, 1705, 1604, 1503, 1402, 1301, 2412, 2311, 2210, 2109, 2008, 1907));
    }

    @Test
    void a_bias_summed_over_the_batch_only_has_the_first_position_of_each_sample() {
        // Of the upstream gradients 1, 2, … those at the first of four positions are 1 and 9, 5 and 13.
        Parameters bars = pulled(
                        "not summed over positions",
                        Nets.counting(2, 1, 1, 1),
                        Nets.counting(2, 1, 2, 2),
                        Nets.counting(2, 2, 2, 2))
                .parameterBars();
        assertThat(bars.get("a.bias")).isEqualTo(Nets.rows(Shape.of(2), 1 + 9, 5 + 13));
    }

    private static Layer.Pulled pulled(String fault, Tensor weight, Tensor x, Tensor bar) {
        Parameters point = Parameters.of("a.weight", weight).with("a.bias", Nets.rows(Shape.of(2), 0, 0));
        Layer.Mistake mistake = CONVOLUTION.mistakes().stream()
                .filter(one -> one.fault().equals(fault))
                .findFirst()
                .orElseThrow();
        return mistake.layer().apply(point, x).backward().apply(bar);
    }
}
