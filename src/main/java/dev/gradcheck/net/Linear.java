package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A linear (dense, fully connected) layer: z = x·Wᵀ + b. Backward: dW = z̄ᵀ·x, db = Σ over the batch of z̄, x̄ = z̄·W.
 *
 * <p>Shapes: x (B,in) or, by its last axis, (B,…,in), W (out,in), b (out), z (B,…,out). The batch that is summed over is all rows.
 *
 * @param prefix the parameters are called {@code <prefix>.weight} and {@code <prefix>.bias}
 * @param bias whether there is a bias
 */
public record Linear(String prefix, boolean bias) implements Unary {
    /**
     * One with a bias.
     *
     * @param prefix of the parameters
     */
    public Linear(String prefix) {
        this(prefix, true);
    }

    @Override
    public String name() {
        return "linear " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(parameters, x, Linear::weightBar, Rows::total);
    }

    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        return apply(parameters.map(t -> t.mapExactly(Math::abs)), inputs.get(0).mapExactly(Math::abs))
                .output();
    }

    @Override
    public List<Mistake> mistakes() {
        String bars = "d" + prefix + ".weight" + (bias ? " and d" + prefix + ".bias are" : " is");
        Mistake ignored = new Mistake(
                "upstream gradient ignored",
                bars + " computed as if the upstream gradient were 1",
                "multiply by the upstream gradient",
                variant(
                        (x, zBar) -> weightBar(x, LinearMistakes.onesLike(zBar)),
                        zBar -> Rows.total(LinearMistakes.onesLike(zBar))));
        return bias ? List.of(notSummed(), ignored, previousSample()) : List.of(ignored, previousSample());
    }

    private Mistake previousSample() {
        return new Mistake(
                "previous sample's value",
                "d" + prefix + ".weight has each sample's upstream gradient times the input of the sample before",
                "look for an index that is off by one: both factors are of the same sample",
                variant((x, zBar) -> weightBar(Neighbours.alongFirst(x), zBar), Rows::total));
    }

    private Mistake notSummed() {
        return new Mistake(
                "not summed over the batch",
                "d" + prefix + ".bias is the first sample's upstream gradient instead of the sum over the batch",
                "sum the upstream gradient over the batch axis",
                variant(Linear::weightBar, LinearMistakes::firstRow));
    }

    @Override
    public List<Mistake> mistakesBefore(Layer next) {
        return next instanceof Elementwise activation
                ? List.of(new Mistake(
                        "broadcast along the wrong axis",
                        "d" + prefix
                                + ".weight is what you get when the upstream gradient is laid along the columns: element"
                                + " [i][j] has the upstream gradient of unit j instead of unit i",
                        "the upstream gradient has one number for each unit, which is a row of the weight: make it a column",
                        new BroadcastMistake(this, activation)))
                : List.of();
    }

    /** The same forward pass with other formulas for the parameters' gradients. */
    private Layer variant(BinaryOperator<Tensor> weightBar, UnaryOperator<Tensor> biasBar) {
        return Variant.unary(name(), (parameters, x) -> apply(parameters, x, weightBar, biasBar));
    }

    private Applied apply(
            Parameters parameters, Tensor x, BinaryOperator<Tensor> weightBar, UnaryOperator<Tensor> biasBar) {
        Tensor weight = parameters.get(prefix + ".weight");
        Tensor rows = rows(x);
        Tensor z = rows.matmul(weight.transpose());
        Tensor shifted =
                bias ? z.plus(Rows.stacked(bias(parameters, weight), z.shape().dimension(0))) : z;
        Shape to = Rows.withLength(x.shape(), z.shape().dimension(1));
        return new Applied(shifted.reshape(to), bar -> {
            Tensor zBar = bar.reshape(z.shape());
            Parameters bars = Parameters.of(prefix + ".weight", weightBar.apply(rows, zBar));
            return new Pulled(
                    zBar.matmul(weight).reshape(x.shape()),
                    bias ? bars.with(prefix + ".bias", biasBar.apply(zBar)) : bars);
        });
    }

    private Tensor bias(Parameters parameters, Tensor weight) {
        String name = prefix + ".bias";
        Shape shape = parameters.get(name).shape();
        Shape needed = Shape.of(weight.shape().dimension(0));
        if (!shape.equals(needed)) {
            throw new IllegalArgumentException(
                    name + " has the shape " + shape + ", and needs " + needed + ", one number for each output");
        }
        return parameters.get(name);
    }

    private Tensor rows(Tensor x) {
        if (x.shape().rank() < 2) {
            throw new IllegalArgumentException(
                    "the layer " + name() + " takes a batch of rows, (B,…,in), not the shape " + x.shape());
        }
        return Rows.of(x);
    }

    private static Tensor weightBar(Tensor x, Tensor zBar) {
        return zBar.transpose().matmul(x);
    }
}
