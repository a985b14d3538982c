package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where windows lie, by hand: along an axis, and in the third channel of the second of two images of 2 × 2, whose offsets are 20 to 23; −1 is padding. */
class WindowsTest {
    private static final Shape IMAGES = Shape.of(2, 3, 2, 2);
    private static final Sliding PADDED = new Sliding(3, 1, 1, 1);

    @Test
    void an_element_lies_by_stride_and_dilation_behind_the_padding() {
        assertThat(new Sliding(3, 10, 4, 100).position(2, 1)).isEqualTo(2 * 10 + 100 - 4);
    }

    @Test
    void a_window_without_elements_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sliding(0, 1, 0, 1))
                .withMessage("the kernel is 0 and must be at least 1");
    }

    @Test
    void windows_slide_along_both_axes_of_an_image_and_along_one_of_a_sequence() {
        PerAxis kernel = new PerAxis(3, 4);
        PerAxis stride = new PerAxis(5, 6);
        PerAxis padding = new PerAxis(0, 1);
        PerAxis dilation = new PerAxis(7, 8);
        assertThat(Windows.of(2, kernel, stride, padding, dilation))
                .isEqualTo(new Windows(new Sliding(3, 5, 0, 7), new Sliding(4, 6, 1, 8)));
        assertThat(Windows.of(1, kernel, stride, padding, dilation))
                .isEqualTo(new Windows(new Sliding(1, 1, 0, 1), new Sliding(4, 6, 1, 8)));
    }

    @ParameterizedTest
    @CsvSource({"0, -1, -1, -1", "1, -1, 20, 21", "2, -1, 22, 23"})
    void the_first_window_has_the_padding_above_and_to_the_left(int row, int left, int middle, int right) {
        assertThat(sources(0, row)).containsExactly(left, middle, right);
    }

    @ParameterizedTest
    @CsvSource({"0, 20, 21, -1", "1, 22, 23, -1", "2, -1, -1, -1"})
    void the_last_window_has_the_padding_below_and_to_the_right(int row, int left, int middle, int right) {
        assertThat(sources(1, row)).containsExactly(left, middle, right);
    }

    /** Of one row of the first or the last window on the diagonal. */
    private static int[] sources(int window, int row) {
        Windows windows = new Windows(PADDED, PADDED);
        int[] sources = new int[3];
        for (int column = 0; column < 3; column++) {
            sources[column] = windows.source(IMAGES, 1, 2, window, window, row, column);
        }
        return sources;
    }
}
