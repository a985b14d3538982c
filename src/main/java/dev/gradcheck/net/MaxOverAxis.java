package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * The largest element along an axis, which is left out. Backward: ȳ goes to the largest element. Convention at ties: to the first of the
 * largest, as torch.max along an axis has it. NaN is larger than any number. Exact.
 *
 * @param axis counted from 0, or from the end: −1 is the last
 */
public record MaxOverAxis(int axis) implements Unary, Kinked {
    @Override
    public String name() {
        return "max over axis " + axis;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(x, (along, rows) -> shares(ties(rows, rows.mapExactly(v -> 0)), 0, rows));
    }

    /** Ties: choice 0 the first of those tied within rounding, 1 the last, ½ split equally among all. */
    @Override
    public Chosen choose(double choice, List<Tensor> inputs, List<Tensor> magnitudes) {
        AxisRows axes = AxisRows.of(inputs.get(0).shape(), axis, name());
        int[][] tied = ties(axes.rows(inputs.get(0)), axes.rows(magnitudes.get(0)));
        int units = (int) IntStream.range(0, tied.length)
                .filter(row -> tied[row].length > 1)
                .count();
        return new Chosen(variant((along, rows) -> shares(tied, choice, rows)), units);
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "gradient to the whole row",
                        "the upstream gradient goes to every element along the axis",
                        "give it to the largest element alone",
                        variant((along, rows) -> Batch.filled(1, rows))),
                new Mistake(
                        "gradient to the last element",
                        "the upstream gradient goes to the last element along the axis, whichever is the largest",
                        "keep the place of the largest element in the forward pass and give it the gradient",
                        variant((along, rows) -> Batch.replaced(
                                Batch.filled(0, rows), i -> i % along.length() == along.length() - 1, 1))));
    }

    private Layer variant(BiFunction<AxisRows, Tensor, Tensor> shares) {
        return Variant.unary(name(), (parameters, x) -> apply(x, shares));
    }

    /** With the share of the upstream gradient that each element gets. */
    private Applied apply(Tensor x, BiFunction<AxisRows, Tensor, Tensor> shares) {
        AxisRows along = AxisRows.of(x.shape(), axis, name());
        Tensor rows = along.rows(x);
        Tensor largest = rows.max(1);
        return new Applied(largest.reshape(along.others()), yBar -> {
            Tensor column = yBar.reshape(largest.shape()).insertAxis(1);
            Tensor share = shares.apply(along, rows);
            return new Pulled(along.back(Rows.repeated(column, along.length()).times(share)), Parameters.NONE);
        });
    }

    /** For each row the places of all elements that are the largest within rounding, the largest among them. */
    private static int[][] ties(Tensor rows, Tensor magnitude) {
        int length = rows.shape().dimension(1);
        return IntStream.range(0, rows.shape().dimension(0))
                .mapToObj(row -> {
                    int first = row * length;
                    int best = first;
                    for (int i = first; i < first + length; i++) {
                        best = rows.at(i) > rows.at(best) || Double.isNaN(rows.at(i)) ? i : best;
                    }
                    int top = best;
                    return IntStream.range(first, first + length)
                            .filter(i -> i == top
                                    || rows.at(i) == rows.at(top)
                                    || Kinks.isNegligible(
                                            rows.at(i) - rows.at(top),
                                            magnitude.at(i) + magnitude.at(top),
                                            rows.dtype()))
                            .toArray();
                })
                .toArray(int[][]::new);
    }

    private static Tensor shares(int[][] tied, double choice, Tensor rows) {
        double[] shares = new double[rows.size()];
        for (int[] places : tied) {
            if (choice == 0 || choice == 1) {
                shares[places[choice == 0 ? 0 : places.length - 1]] = 1;
            } else {
                for (int place : places) {
                    shares[place] = 1.0 / places.length;
                }
            }
        }
        return Tensor.from(rows.dtype(), rows.shape(), shares).in(rows.arithmetic());
    }
}
