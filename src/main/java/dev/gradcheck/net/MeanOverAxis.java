package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * The mean along an axis, which is left out. Backward: every element gets ȳ/n. NaN makes its row NaN.
 *
 * @param axis counted from 0, or from the end: −1 is the last
 */
public record MeanOverAxis(int axis) implements Unary {
    @Override
    public String name() {
        return "mean over axis " + axis;
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
                "mean taken for a sum",
                "the gradient lacks the factor 1/n of the " + name(),
                "divide by the number of elements along the axis",
                Variant.unary(name(), (parameters, x) -> apply(x, false))));
    }

    private Applied apply(Tensor x, boolean divided) {
        AxisRows along = AxisRows.of(x.shape(), axis, name());
        Tensor sums = Rows.sums(along.rows(x));
        Tensor n = Batch.filled(along.length(), sums);
        return new Applied(sums.dividedBy(n).reshape(along.others()), yBar -> {
            Tensor column = yBar.reshape(sums.shape());
            Tensor share = divided ? column.dividedBy(n) : column;
            return new Pulled(along.back(Rows.repeated(share, along.length())), Parameters.NONE);
        });
    }
}
