package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * Sums or means of a table's vectors: y_b = Σ over the indices i of bag b of W[index_i], divided by how many they are where the mean is
 * taken. The padding index neither adds nor counts. A bag without indices gives 0. Backward: dW[v] = Σ of ȳ_b, divided likewise, over all
 * places of v in all bags.
 *
 * <p>Shapes: W (V,D), y (B,D). It has no inputs: indices are no numbers to differentiate by. Every sum and quotient is rounded.
 *
 * @param prefix the parameter is called {@code <prefix>.weight}
 * @param bags of indices
 * @param isMean whether the mean is taken, else the sum
 * @param padding the index that stands for nothing, from −V to V − 1, where −1 is the last row; empty if all count
 */
public record EmbeddingBag(String prefix, Bags bags, boolean isMean, OptionalInt padding) implements Layer {
    static EmbeddingBag of(Node node) {
        Attributes told = node.attributes();
        return new EmbeddingBag(
                node.parameters(),
                Bags.of(told.tensor("indices"), told.tensorIfGiven("offsets")),
                told.word("mode").equals("mean"),
                told.integerIfGiven("padding_idx"));
    }

    /** The backward pass from (B,D) to the rows (indices,D): what mistakes have other formulas for. */
    private interface Spread {
        Tensor apply(Shape table, Tensor yBar);
    }

    @Override
    public String name() {
        return "embedding bag " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        return apply(parameters, inputs, this::spread, (table, bars) -> rows().in(table)
                .scatterAdd(bars));
    }

    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        return apply(parameters.map(t -> t.mapExactly(Math::abs)), inputs).output();
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        mistakes.add(new Mistake(
                "repeated index overwritten",
                "of an index that occurs several times only the last occurrence has put its upstream gradient into d"
                        + prefix + ".weight",
                "add the upstream gradients of all occurrences of an index, in all bags",
                wrong(this::spread, (table, bars) -> rows().lastOnly(table, bars))));
        if (isMean) {
            mistakes.add(new Mistake(
                    "mean taken for a sum",
                    "the gradient lacks the factor 1/n of the mean over a bag",
                    "divide by the number of indices of the bag that count",
                    wrong((table, yBar) -> repeated(table, yBar), (table, bars) -> rows().in(table)
                            .scatterAdd(bars))));
        }
        if (padding.isPresent()) {
            mistakes.add(new Mistake(
                    "padding row given a gradient",
                    "the row of the padding index in d" + prefix + ".weight has the upstream gradients of its bags",
                    "leave out the places of the padding index, so that its row stays 0",
                    wrong(
                            this::spread,
                            (table, bars) -> rows().withoutPadding().in(table).scatterAdd(bars))));
        }
        return mistakes;
    }

    private Layer wrong(Spread spread, BiFunction<Shape, Tensor, Tensor> weightBar) {
        return new Variant(name(), (parameters, inputs) -> apply(parameters, inputs, spread, weightBar));
    }

    private Applied apply(
            Parameters parameters, List<Tensor> inputs, Spread spread, BiFunction<Shape, Tensor, Tensor> weightBar) {
        if (!inputs.isEmpty()) {
            throw new IllegalArgumentException(
                    "the layer " + name() + " takes no input, not " + inputs.size() + ": its indices are an attribute");
        }
        Tensor weight = parameters.get(prefix + ".weight");
        Shape table = weight.shape();
        Tensor sums = repetition(table).scatterAdd(rows().in(table).gather(weight));
        return new Applied(
                divided(table, sums),
                yBar -> new Pulled(
                        List.of(),
                        Parameters.of(prefix + ".weight", weightBar.apply(table, spread.apply(table, yBar)))));
    }

    private TableRows rows() {
        return new TableRows(prefix + ".weight", bags.indices(), padding);
    }

    private Tensor spread(Shape table, Tensor yBar) {
        return repeated(table, divided(table, yBar));
    }

    private Tensor repeated(Shape table, Tensor yBar) {
        return repetition(table).gather(yBar);
    }

    /** The vector of a bag for each of its indices. */
    private IndexMap repetition(Shape table) {
        Shape sums = Shape.of(bags.count(), table.dimension(1));
        Shape taken = Shape.of(bags.indices().size(), table.dimension(1));
        return IndexMap.of(sums, taken, i -> sums.offset(bags.of(i[0]), i[1]));
    }

    /** By how many indices count, where the mean is taken. */
    private Tensor divided(Shape table, Tensor sums) {
        if (!isMean) {
            return sums;
        }
        double[] counts = new double[bags.count()];
        for (int i = 0; i < bags.indices().size(); i++) {
            counts[bags.of(i)] += rows().counts(i, table) ? 1 : 0;
        }
        double[] divisors = new double[sums.size()];
        for (int i = 0; i < divisors.length; i++) {
            divisors[i] = Math.max(1, counts[i / table.dimension(1)]);
        }
        return sums.dividedBy(Tensor.of(sums.dtype(), sums.shape(), divisors).in(sums.arithmetic()));
    }
}
