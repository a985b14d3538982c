package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What convolutions, pooling and layers with channels keep for each shape, made anew: which element goes where, by hand. The elements are
 * numbered 1, 2, 3, … in row-major order, 0 is padding.
 */
class KeptMapsTest {
    @Test
    void a_group_has_its_own_channels_kernels_and_outputs() {
        // Two sequences of two elements, four channels in two groups, two kernels of one element for each group.
        Windows windows = windows(1, 1, 1, 0);
        Correlation correlation =
                new Correlation(Shape.of(2, 4, 1, 2), Shape.of(4, 2, 1, 1), 2, windows, Shape.of(2, 4, 1, 2));
        List<Correlation.Group> groups = correlation.build();
        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).patches().gather(Nets.counting(2, 4, 1, 2)))
                .isEqualTo(Nets.rows(Shape.of(4, 2), 1, 3, 2, 4, 9, 11, 10, 12));
        assertThat(groups.get(1).patches().gather(Nets.counting(2, 4, 1, 2)))
                .isEqualTo(Nets.rows(Shape.of(4, 2), 5, 7, 6, 8, 13, 15, 14, 16));
        assertThat(groups.get(0).kernels().gather(Nets.counting(4, 2, 1, 1)))
                .isEqualTo(Nets.rows(Shape.of(2, 2), 1, 3, 2, 4));
        assertThat(groups.get(1).kernels().gather(Nets.counting(4, 2, 1, 1)))
                .isEqualTo(Nets.rows(Shape.of(2, 2), 5, 7, 6, 8));
        assertThat(groups.get(1).outputs().gather(Nets.counting(2, 4, 1, 2)))
                .isEqualTo(Nets.rows(Shape.of(4, 2), 5, 7, 6, 8, 13, 15, 14, 16));
    }

    @Test
    void a_patch_is_a_row_with_the_elements_of_a_window() {
        Windows windows = windows(2, 2, 1, 1);
        Correlation correlation =
                new Correlation(Shape.of(1, 1, 1, 2), Shape.of(1, 1, 2, 2), 1, windows, Shape.of(1, 1, 2, 3));
        assertThat(correlation.build().get(0).patches().gather(Nets.counting(1, 1, 1, 2)))
                .isEqualTo(Nets.rows(
                        Shape.of(6, 4), 0, 0, 0, 1, 0, 0, 1, 2, 0, 0, 2, 0, 0, 1, 0, 0, 1, 2, 0, 0, 2, 0, 0, 0));
    }

    @Test
    void pooled_images_have_windows_over_rows_and_columns() {
        Pooling pooling = Pooling.build(new Pooling.Key(2, windows(2, 2, 1, 0), Shape.of(1, 1, 2, 3), "pool"));
        assertThat(pooling.from()).isEqualTo(Shape.of(1, 1, 2, 3));
        assertThat(pooling.to()).isEqualTo(Shape.of(1, 1, 1, 2));
        assertThat(pooling.windows()).isDeepEqualTo(new int[][] {{0, 1, 3, 4}, {1, 2, 4, 5}});
        assertThat(pooling.rows().gather(Nets.counting(1, 1, 2, 3)))
                .isEqualTo(Nets.rows(Shape.of(2, 4), 1, 2, 4, 5, 2, 3, 5, 6));
        assertThat(pooling.repetition().gather(Nets.counting(2, 1)))
                .isEqualTo(Nets.rows(Shape.of(2, 4), 1, 1, 1, 1, 2, 2, 2, 2));
    }

    @Test
    void pooled_sequences_have_windows_of_one_row() {
        Pooling pooling = Pooling.build(new Pooling.Key(1, windows(1, 2, 2, 1), Shape.of(1, 2, 2), "pool"));
        assertThat(pooling.to()).isEqualTo(Shape.of(1, 2, 2));
        assertThat(pooling.windows()).isDeepEqualTo(new int[][] {{-1, 0}, {1, -1}, {-1, 2}, {3, -1}});
    }

    @Test
    void a_channel_has_one_number_for_all_samples_and_positions() {
        PerChannel channels = PerChannel.build(Shape.of(2, 3, 2));
        assertThat(channels.channels()).isEqualTo(3);
        assertThat(channels.count()).isEqualTo(4);
        assertThat(channels.spread(Nets.counting(1, 3, 1)))
                .isEqualTo(Nets.rows(Shape.of(2, 3, 2), 1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3));
    }

    private static Windows windows(int axes, int kernel, int stride, int padding) {
        return Windows.of(axes, PerAxis.of(kernel), PerAxis.of(stride), PerAxis.of(padding), PerAxis.of(1));
    }
}
