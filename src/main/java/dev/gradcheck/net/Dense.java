package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A dense (linear, fully connected) layer: z = x·Wᵀ + b. Backward: dW = z̄ᵀ·x, db = Σ over the batch of z̄, x̄ = z̄·W.
 *
 * <p>Shapes: x (B,in), W (out,in), b (out), z (B,out).
 *
 * @param prefix the parameters are called {@code <prefix>.weight} and {@code <prefix>.bias}
 */
public record Dense(String prefix) implements Unary {
    @Override
    public String name() {
        return "dense " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(parameters, x, Dense::weightBar, Dense::biasBar);
    }

    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        return apply(parameters.map(t -> t.mapExactly(Math::abs)), inputs.get(0).mapExactly(Math::abs))
                .output();
    }

    @Override
    public List<Mistake> mistakes() {
        String weight = prefix + ".weight";
        return List.of(
                new Mistake(
                        "not summed over the batch",
                        "d" + prefix
                                + ".bias is the first sample's upstream gradient instead of the sum over the batch",
                        "sum the upstream gradient over the batch axis",
                        variant(Dense::weightBar, (x, zBar) -> DenseMistakes.firstRow(zBar))),
                new Mistake(
                        "upstream gradient ignored",
                        "d" + weight + " and d" + prefix + ".bias are computed as if the upstream gradient were 1",
                        "multiply by the upstream gradient",
                        variant(
                                (x, zBar) -> weightBar(x, DenseMistakes.onesLike(zBar)),
                                (x, zBar) -> biasBar(x, DenseMistakes.onesLike(zBar)))));
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
    private Layer variant(BinaryOperator<Tensor> weightBar, BinaryOperator<Tensor> biasBar) {
        return Variant.unary(name(), (parameters, x) -> apply(parameters, x, weightBar, biasBar));
    }

    private Applied apply(
            Parameters parameters, Tensor x, BinaryOperator<Tensor> weightBar, BinaryOperator<Tensor> biasBar) {
        Tensor weight = parameters.get(prefix + ".weight");
        Tensor bias = parameters.get(prefix + ".bias");
        Tensor row = bias.reshape(Shape.of(1, bias.size()));
        Tensor z = x.matmul(weight.transpose())
                .plus(ones(x.dtype(), x.shape().dimension(0), 1).matmul(row));
        return new Applied(
                z,
                zBar -> new Pulled(
                        zBar.matmul(weight),
                        Parameters.of(prefix + ".weight", weightBar.apply(x, zBar))
                                .with(prefix + ".bias", biasBar.apply(x, zBar))));
    }

    private static Tensor weightBar(Tensor x, Tensor zBar) {
        return zBar.transpose().matmul(x);
    }

    private static Tensor biasBar(Tensor x, Tensor zBar) {
        Tensor sum = ones(zBar.dtype(), 1, zBar.shape().dimension(0)).matmul(zBar);
        return sum.reshape(Shape.of(sum.size()));
    }

    private static Tensor ones(DType dtype, int rows, int columns) {
        return Tensor.ones(dtype, Shape.of(rows, columns));
    }
}
