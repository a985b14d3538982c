package dev.gradcheck.net;

import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;

/**
 * The largest elements of each window.
 *
 * @param pooling the windows
 * @param tied for each window the offsets of all elements that are the largest within rounding, at least one, row-major
 */
record MaxPoolTies(Pooling pooling, int[][] tied) {
    /** The first largest element of each window; NaN is larger than any number. */
    static int[] first(Pooling pooling, Tensor x) {
        return Arrays.stream(pooling.windows())
                .mapToInt(window -> first(window, x))
                .toArray();
    }

    /** The last place of each window that is no padding. */
    static int[] lastPlaces(Pooling pooling) {
        return Arrays.stream(pooling.windows())
                .mapToInt(window -> Arrays.stream(window).max().getAsInt())
                .toArray();
    }

    /** The difference of two elements that are tied is zero but for the order of summation of both. */
    static MaxPoolTies of(Pooling pooling, Tensor x, Tensor magnitude) {
        int[][] tied = Arrays.stream(pooling.windows())
                .map(window -> {
                    int best = first(window, x);
                    return Arrays.stream(window)
                            .filter(i -> i == best || i != IndexMap.NONE && areTied(x, magnitude, best, i))
                            .toArray();
                })
                .toArray(int[][]::new);
        return new MaxPoolTies(pooling, tied);
    }

    int units() {
        return (int) Arrays.stream(tied).filter(offsets -> offsets.length > 1).count();
    }

    /** x̄ with the first of those tied for choice 0, the last for 1, equal shares otherwise. */
    Tensor pulled(double choice, Tensor yBar) {
        if (choice == 0 || choice == 1) {
            int[] sources = Arrays.stream(tied)
                    .mapToInt(offsets -> offsets[choice == 0 ? 0 : offsets.length - 1])
                    .toArray();
            return pooling.taking(sources).scatterAdd(yBar);
        }
        return shared(yBar);
    }

    private Tensor shared(Tensor yBar) {
        double[] counts =
                Arrays.stream(tied).mapToDouble(offsets -> offsets.length).toArray();
        Tensor shares = yBar.dividedBy(Tensor.of(yBar.dtype(), yBar.shape(), counts));
        Shape windows = Shape.of(tied.length, pooling.windows()[0].length);
        IndexMap all =
                IndexMap.of(pooling.from(), windows, i -> i[1] < tied[i[0]].length ? tied[i[0]][i[1]] : IndexMap.NONE);
        return all.scatterAdd(pooling.repetition().gather(shares.reshape(Shape.of(shares.size(), 1))));
    }

    private static int first(int[] window, Tensor x) {
        int best = IndexMap.NONE;
        for (int i : window) {
            boolean better =
                    i != IndexMap.NONE && (best == IndexMap.NONE || x.at(i) > x.at(best) || Double.isNaN(x.at(i)));
            best = better ? i : best;
        }
        return best;
    }

    private static boolean areTied(Tensor x, Tensor magnitude, int one, int other) {
        return Kinks.isNegligible(x.at(one) - x.at(other), magnitude.at(one) + magnitude.at(other), x.dtype());
    }
}
