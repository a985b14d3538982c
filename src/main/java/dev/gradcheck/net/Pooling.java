package dev.gradcheck.net;

import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The windows that one tensor is pooled in, each giving one element of the output.
 *
 * @param from (N,C,L) or (N,C,H,W)
 * @param to (N,C,L') or (N,C,H',W')
 * @param windows for each element of the output the offsets of its window, row-major, {@link IndexMap#NONE} in the padding
 * @param rows one row for each window
 * @param repetition one number for each window, repeated for its elements
 */
record Pooling(Shape from, Shape to, int[][] windows, IndexMap rows, IndexMap repetition) {
    private static final Recent<Key, Pooling> RECENT = new Recent<>(Pooling::build);

    record Key(int axes, Windows sliders, Shape from, String layer) {}

    /**
     * Windows of one size.
     *
     * @param axes 1 for sequences, 2 for images
     * @param sliders how the windows slide
     * @param from shape of the input
     * @param layer its name
     * @throws IllegalArgumentException if the shape does not fit
     */
    static Pooling of(int axes, Windows sliders, Shape from, String layer) {
        return RECENT.of(new Key(axes, sliders, from, layer));
    }

    static Pooling build(Key key) {
        Shape image = Windows.image(key.axes(), key.from(), "the input of " + key.layer());
        Windows sliders = key.sliders();
        Shape output = sliders.output(image, image.dimension(1));
        int width = sliders.columns().kernel();
        int[][] windows = new int[output.size()][sliders.rows().kernel() * width];
        for (int o = 0; o < windows.length; o++) {
            List<Integer> at = output.index(o);
            Arrays.setAll(
                    windows[o],
                    k -> sliders.source(image, at.get(0), at.get(1), at.get(2), at.get(3), k / width, k % width));
        }
        return new Pooling(
                key.from(),
                Windows.sequence(key.axes(), output),
                windows,
                rows(key.from(), windows),
                IndexMap.repetition(Shape.of(windows.length, 1), Shape.of(windows.length, windows[0].length)));
    }

    /** Windows without dilation. */
    static Windows sliders(int axes, PerAxis kernel, PerAxis stride, PerAxis padding) {
        return Windows.of(axes, kernel, stride, padding, PerAxis.of(1));
    }

    /** Whether an element can be in several windows. */
    static boolean overlap(PerAxis kernel, PerAxis stride) {
        return stride.rows() < kernel.rows() || stride.columns() < kernel.columns();
    }

    /** As in PyTorch: no window lies in the padding alone. */
    static void requireNarrowPadding(PerAxis kernel, PerAxis padding) {
        if (padding.rows() > kernel.rows() / 2 || padding.columns() > kernel.columns() / 2) {
            throw new IllegalArgumentException("the padding " + padding + " is more than half of the kernel " + kernel);
        }
    }

    /** Each element of the output takes one element of its window, or none. */
    IndexMap taking(int[] sources) {
        return IndexMap.of(from, to, index -> sources[to.offset(index)]);
    }

    /** For each element of {@link #rows} 1, and 0 in the padding. */
    double[] inside() {
        double[] inside = new double[windows.length * windows[0].length];
        for (int k = 0; k < inside.length; k++) {
            inside[k] = windows[k / windows[0].length][k % windows[0].length] == IndexMap.NONE ? 0 : 1;
        }
        return inside;
    }

    /** What overlapping windows leave of {@link #rows} where the later one overwrites the earlier. */
    IndexMap overwritingRows() {
        Set<Integer> taken = new HashSet<>();
        int[][] last = new int[windows.length][];
        for (int o = windows.length - 1; o >= 0; o--) {
            last[o] = Arrays.stream(windows[o])
                    .map(source -> taken.add(source) ? source : IndexMap.NONE)
                    .toArray();
        }
        return rows(from, last);
    }

    /** The same for one element of each window. */
    static int[] overwriting(int[] sources) {
        Set<Integer> taken = new HashSet<>();
        int[] last = sources.clone();
        for (int o = last.length - 1; o >= 0; o--) {
            last[o] = taken.add(last[o]) ? last[o] : IndexMap.NONE;
        }
        return last;
    }

    private static IndexMap rows(Shape from, int[][] sources) {
        return IndexMap.of(from, Shape.of(sources.length, sources[0].length), i -> sources[i[0]][i[1]]);
    }
}
