package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Structural;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sum of all elements up to each along an axis: y_k = Σ over i ≤ k of x_i. Backward: x̄_i = Σ over k ≥ i of ȳ_k, added from the last
 * on. Every sum is rounded. NaN reaches all later elements of its row.
 *
 * @param axis counted from 0, or from the end: −1 is the last
 */
public record CumulativeSum(int axis) implements Unary {
    @Override
    public String name() {
        return "cumulative sum along axis " + axis;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(x, true);
    }

    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        return apply(parameters, inputs.get(0).mapExactly(Math::abs)).output();
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(new Mistake(
                "summed in the wrong direction",
                "the upstream gradient is summed from the first element on, as the forward pass does",
                "sum from the last element on: an element reaches all sums behind it",
                Variant.unary(name(), (parameters, x) -> apply(x, false))));
    }

    private Applied apply(Tensor x, boolean reversed) {
        AxisRows along = AxisRows.of(x.shape(), axis, name());
        return new Applied(
                summed(x, along.axis(), false),
                yBar -> new Pulled(summed(yBar, along.axis(), reversed), Parameters.NONE));
    }

    private static Tensor summed(Tensor x, int axis, boolean reversed) {
        int length = x.shape().dimension(axis);
        List<Tensor> sums = new ArrayList<>();
        for (int k = 0; k < length; k++) {
            int place = reversed ? length - 1 - k : k;
            Tensor element = x.slice(axis, place, place + 1);
            sums.add(k == 0 ? element : sums.get(k - 1).plus(element));
        }
        List<Tensor> ordered = IntStream.range(0, length)
                .mapToObj(k -> sums.get(reversed ? length - 1 - k : k))
                .toList();
        return Structural.concat(axis, ordered);
    }
}
