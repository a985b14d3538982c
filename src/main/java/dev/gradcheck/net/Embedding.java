package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * A table of vectors: y_i = W[index_i], and 0 where index_i is the padding index. Backward: dW[v] = Σ of ȳ_i over the i whose index is v,
 * so that repeated indices add up; 0 for the padding index, as in PyTorch, which keeps zeros in that row and gives it no gradient.
 *
 * <p>Shapes: indices (…), W (V,D), y (…,D). It has no inputs: indices are no numbers to differentiate by. Exact but for the sums.
 *
 * @param prefix the parameter is called {@code <prefix>.weight}
 * @param indices rows of the table, from 0
 * @param padding the index that stands for nothing, from −V to V − 1, where −1 is the last row; empty if all count
 */
public record Embedding(String prefix, Tensor indices, OptionalInt padding) implements Layer {
    /**
     * Checks the indices.
     *
     * @param prefix of the parameter
     * @param indices whole numbers from 0
     * @param padding the index that stands for nothing
     * @throws IllegalArgumentException if an index is no whole number, or negative
     */
    public Embedding {
        new TableRows(prefix, indices, padding);
    }

    /**
     * All indices count.
     *
     * @param prefix of the parameter
     * @param indices whole numbers from 0
     * @throws IllegalArgumentException if one is no whole number, or negative
     */
    public Embedding(String prefix, Tensor indices) {
        this(prefix, indices, OptionalInt.empty());
    }

    @Override
    public String name() {
        return "embedding " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        return apply(parameters, inputs, (table, yBar) -> rows().in(table).scatterAdd(yBar));
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        mistakes.add(new Mistake(
                "repeated index overwritten",
                "of an index that occurs several times only the last occurrence has put its upstream gradient into d"
                        + prefix + ".weight",
                "add the upstream gradients of all occurrences of an index",
                wrong((table, yBar) -> rows().lastOnly(table, yBar))));
        if (padding.isPresent()) {
            mistakes.add(new Mistake(
                    "padding row given a gradient",
                    "the row of the padding index in d" + prefix + ".weight has the upstream gradients of its places",
                    "leave out the places of the padding index, so that its row stays 0",
                    wrong((table, yBar) -> rows().withoutPadding().in(table).scatterAdd(yBar))));
        }
        return mistakes;
    }

    private Layer wrong(BiFunction<Shape, Tensor, Tensor> weightBar) {
        return new Variant(name(), (parameters, inputs) -> apply(parameters, inputs, weightBar));
    }

    private Applied apply(Parameters parameters, List<Tensor> inputs, BiFunction<Shape, Tensor, Tensor> weightBar) {
        if (!inputs.isEmpty()) {
            throw new IllegalArgumentException(
                    "the layer " + name() + " takes no input, not " + inputs.size() + ": its indices are an attribute");
        }
        Tensor weight = parameters.get(prefix + ".weight");
        Tensor taken = rows().in(weight.shape()).gather(weight);
        return new Applied(
                taken.reshape(shape(weight.shape().dimension(1))),
                yBar -> new Pulled(
                        List.of(),
                        Parameters.of(
                                prefix + ".weight", weightBar.apply(weight.shape(), yBar.reshape(taken.shape())))));
    }

    private TableRows rows() {
        return new TableRows(prefix + ".weight", indices, padding);
    }

    private Shape shape(int width) {
        List<Integer> dimensions = new ArrayList<>(indices.shape().dimensions());
        dimensions.add(width);
        return new Shape(dimensions);
    }
}
