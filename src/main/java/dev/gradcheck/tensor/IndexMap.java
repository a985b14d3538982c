package dev.gradcheck.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Which element of one tensor each element of another takes, or none: the linear map y_i = x_{source(i)}. Slices, permutations of axes,
 * repetitions along an axis, patches of a convolution are such maps, and the backward pass of each is its transpose.
 *
 * <p>Immutable. A map is built once and used for any tensor of its shapes.
 */
public final class IndexMap {
    /** The source of an element that takes no other: zero, as in a padding. */
    public static final int NONE = -1;

    private final Shape from;
    private final Shape to;
    private final int[] sources;

    private IndexMap(Shape from, Shape to, int[] sources) {
        this.from = from;
        this.to = to;
        this.sources = sources;
    }

    /**
     * A map given by the source of each element.
     *
     * @param from the shape that elements are taken of
     * @param to the shape they make up
     * @param source from an index (one number for each axis of {@code to}; not to be kept) to an offset in {@code from}, or {@link #NONE}
     * @return the map
     * @throws IndexOutOfBoundsException if a source is not within {@code from}
     */
    public static IndexMap of(Shape from, Shape to, ToIntFunction<int[]> source) {
        int[] sources = new int[to.size()];
        int[] index = new int[to.rank()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = source.applyAsInt(index);
            if (sources[i] < NONE || sources[i] >= from.size()) {
                throw new IndexOutOfBoundsException("element " + sources[i] + " is outside " + from);
            }
            advance(index, to);
        }
        return new IndexMap(from, to, sources);
    }

    /**
     * The permutation of axes: axis k of the result is axis {@code axes[k]} of what it is made of.
     *
     * @param from any shape
     * @param axes each axis once
     * @return the map
     */
    public static IndexMap permutation(Shape from, int... axes) {
        List<Integer> lengths = from.dimensions();
        int[] strides = Strides.of(from);
        Shape to = Shape.of(Arrays.stream(axes).map(lengths::get).toArray());
        return of(from, to, index -> {
            int offset = 0;
            for (int k = 0; k < axes.length; k++) {
                offset += index[k] * strides[axes[k]];
            }
            return offset;
        });
    }

    /**
     * Repetition along axes of length 1.
     *
     * @param from of {@code to}'s rank, each length that of {@code to}, or 1
     * @param to the shape to fill
     * @return the map; its transpose sums over the repeated axes
     * @throws IllegalArgumentException if a length is neither 1 nor that of {@code to}
     */
    public static IndexMap repetition(Shape from, Shape to) {
        int[] strides = Strides.of(from);
        for (int k = 0; k < to.rank(); k++) {
            if (from.rank() != to.rank() || from.dimension(k) != 1 && from.dimension(k) != to.dimension(k)) {
                throw new IllegalArgumentException("the shape " + from + " cannot be repeated to " + to);
            }
            strides[k] = from.dimension(k) == 1 ? 0 : strides[k];
        }
        return of(from, to, index -> {
            int offset = 0;
            for (int k = 0; k < index.length; k++) {
                offset += index[k] * strides[k];
            }
            return offset;
        });
    }

    /**
     * y_i = x_{source(i)}, +0.0 where there is no source. Exact.
     *
     * @param x of the shape that elements are taken of
     * @return y
     * @throws IllegalArgumentException if x has another shape
     */
    public Tensor gather(Tensor x) {
        return x.apply(new Primitive.Gather(this));
    }

    /**
     * The transpose: x̄_j = Σ over the i that took x_j of ȳ_i, each sum from +0.0 on in the order of i, every addition rounded.
     *
     * @param yBar of the shape that elements make up
     * @return x̄
     * @throws IllegalArgumentException if ȳ has another shape
     */
    public Tensor scatterAdd(Tensor yBar) {
        return yBar.apply(new Primitive.ScatterAdd(this));
    }

    /** {@return the shape that elements are taken of} */
    public Shape from() {
        return from;
    }

    /** {@return the shape they make up} */
    public Shape to() {
        return to;
    }

    /** {@return for each element of {@link #to} in row-major order the offset in {@link #from} that it takes, or {@link #NONE}} */
    public int[] sources() {
        return sources.clone();
    }

    /** {@return how many elements {@link #scatterAdd} adds up to one, at most} */
    public int summands() {
        int[] counts = new int[from.size()];
        int most = 0;
        for (int source : sources) {
            most = source == NONE ? most : Math.max(most, ++counts[source]);
        }
        return most;
    }

    double[] taken(double[] x) {
        double[] result = new double[sources.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = sources[i] == NONE ? 0 : x[sources[i]];
        }
        return result;
    }

    double[] added(Arithmetic arithmetic, double[] y) {
        double[] result = new double[from.size()];
        Arithmetic sums = arithmetic.accumulation();
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] != NONE) {
                result[sources[i]] = sums.add(result[sources[i]], y[i]);
            }
        }
        return arithmetic.accumulated(result);
    }

    private static void advance(int[] index, Shape shape) {
        for (int k = index.length - 1; k >= 0; k--) {
            index[k]++;
            if (index[k] < shape.dimension(k)) {
                return;
            }
            index[k] = 0;
        }
    }
}
