package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A table of vectors: y_i = W[index_i]. Backward: dW[v] = Σ of ȳ_i over the i whose index is v, so that repeated indices add up.
 *
 * <p>Shapes: indices (…), W (V,D), y (…,D). It has no inputs: indices are no numbers to differentiate by. Exact but for the sums.
 *
 * @param prefix the parameter is called {@code <prefix>.weight}
 * @param indices rows of the table, from 0
 */
public record Embedding(String prefix, Tensor indices) implements Layer {
    /**
     * Checks the indices.
     *
     * @param prefix of the parameter
     * @param indices whole numbers from 0
     * @throws IllegalArgumentException if one is no whole number, or negative
     */
    public Embedding {
        for (double index : indices.values()) {
            if (!(index >= 0) || index != Math.rint(index)) {
                throw new IllegalArgumentException("the index " + index + " is no row of a table");
            }
        }
    }

    @Override
    public String name() {
        return "embedding " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        return apply(parameters, inputs, IndexMap::scatterAdd);
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(new Mistake(
                "repeated index overwritten",
                "of an index that occurs several times only the last occurrence has put its upstream gradient into d"
                        + prefix + ".weight",
                "add the upstream gradients of all occurrences of an index",
                new Variant(
                        name(),
                        (parameters, inputs) -> apply(parameters, inputs, (rows, yBar) -> {
                            Tensor weight = parameters.get(prefix + ".weight");
                            return lastOnly(weight.shape(), yBar);
                        }))));
    }

    private Applied apply(Parameters parameters, List<Tensor> inputs, BiFunction<IndexMap, Tensor, Tensor> weightBar) {
        if (!inputs.isEmpty()) {
            throw new IllegalArgumentException(
                    "the layer " + name() + " takes no input, not " + inputs.size() + ": its indices are an attribute");
        }
        Tensor weight = parameters.get(prefix + ".weight");
        IndexMap rows = rows(weight.shape());
        Tensor taken = rows.gather(weight);
        return new Applied(
                taken.reshape(shape(weight.shape().dimension(1))),
                yBar -> new Pulled(
                        List.of(),
                        Parameters.of(prefix + ".weight", weightBar.apply(rows, yBar.reshape(taken.shape())))));
    }

    private IndexMap rows(Shape table) {
        if (table.rank() != 2) {
            throw new IllegalArgumentException(prefix + ".weight has the shape " + table + ", and must be (V,D)");
        }
        if (indices.maxAbs() >= table.dimension(0)) {
            throw new IllegalArgumentException("the index " + (int) indices.maxAbs() + " is outside " + prefix
                    + ".weight of " + table.dimension(0) + " rows");
        }
        Shape taken = Shape.of(indices.size(), table.dimension(1));
        return IndexMap.of(table, taken, i -> table.offset((int) indices.at(i[0]), i[1]));
    }

    private Shape shape(int width) {
        List<Integer> dimensions = new ArrayList<>(indices.shape().dimensions());
        dimensions.add(width);
        return new Shape(dimensions);
    }

    private Tensor lastOnly(Shape table, Tensor yBar) {
        int width = table.dimension(1);
        double[] rows = new double[table.size()];
        for (int i = 0; i < yBar.size(); i++) {
            rows[(int) indices.at(i / width) * width + i % width] = yBar.at(i);
        }
        return Tensor.of(yBar.dtype(), table, rows).in(yBar.arithmetic());
    }
}
