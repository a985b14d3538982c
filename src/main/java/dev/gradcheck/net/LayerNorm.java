package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Layer normalisation over the last axis: y = w∘x̂ + b with x̂ = (x − mean)·r, r = 1/√(variance + ε), the variance divided by n. Backward,
 * with g = w∘ȳ: x̄ = r·(g − mean(g) − x̂∘mean(g∘x̂)), dw = Σ ȳ∘x̂, db = Σ ȳ over all rows.
 *
 * <p>Shapes: x (…, n), w and b (n), y as x. The mean is subtracted before squaring. Where g lies almost in the span of 1 and x̂, as it always
 * does for n = 2, x̄ is of the size of ε/variance and has as many digits less. NaN makes its row NaN.
 *
 * @param prefix the parameters are called {@code <prefix>.weight} and {@code <prefix>.bias}
 * @param epsilon added to the variance, rounded to the dtype
 */
public record LayerNorm(String prefix, double epsilon) implements Unary {
    /**
     * Checks.
     *
     * @param prefix of the parameters
     * @param epsilon added to the variance
     * @throws IllegalArgumentException if epsilon is negative or NaN
     */
    public LayerNorm {
        if (!(epsilon >= 0)) {
            throw new IllegalArgumentException("eps is " + epsilon + ", and must not be negative");
        }
    }

    @Override
    public String name() {
        return "layer norm " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(parameters, x, LayerNorm::projected);
    }

    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        Tensor x = Rows.of(inputs.get(0));
        Tensor sizes = x.mapExactly(Math::abs);
        Tensor scaled = sizes.plus(Rows.means(sizes)).times(scale(x.minus(Rows.means(x))));
        return affine(parameters.map(t -> t.mapExactly(Math::abs)), scaled)
                .reshape(inputs.get(0).shape());
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "mean term missing",
                        "the gradient of the input is computed as if the mean were constant",
                        "subtract mean(g) along the axis, where g is the upstream gradient times the weight",
                        variant((g, normed) -> g.minus(alongNormed(g, normed)))),
                new Mistake(
                        "variance term missing",
                        "the gradient of the input is computed as if the variance were constant",
                        "subtract x̂·mean(g·x̂) along the axis, where g is the upstream gradient times the weight",
                        variant((g, normed) -> g.minus(Rows.means(g)))));
    }

    private Layer variant(BinaryOperator<Tensor> projected) {
        return Variant.unary(name(), (parameters, x) -> apply(parameters, x, projected));
    }

    private Applied apply(Parameters parameters, Tensor x, BinaryOperator<Tensor> projected) {
        Tensor rows = Rows.of(x);
        Tensor centred = rows.minus(Rows.means(rows));
        Tensor scale = scale(centred);
        Tensor normed = centred.times(scale);
        return new Applied(affine(parameters, normed).reshape(x.shape()), bar -> {
            Tensor yBar = bar.reshape(rows.shape());
            Tensor g = yBar.times(repeated(parameters, "weight", rows));
            return new Pulled(
                    projected.apply(g, normed).times(scale).reshape(x.shape()),
                    Parameters.of(prefix + ".weight", Rows.total(yBar.times(normed)))
                            .with(prefix + ".bias", Rows.total(yBar)));
        });
    }

    private Tensor affine(Parameters parameters, Tensor normed) {
        return normed.times(repeated(parameters, "weight", normed)).plus(repeated(parameters, "bias", normed));
    }

    /** 1/√(variance + ε) of each row, repeated along it. */
    private Tensor scale(Tensor centred) {
        Tensor variance = Rows.means(centred.times(centred));
        Tensor shifted = variance.plus(Batch.filled(centred.dtype().round(epsilon), variance));
        return Batch.filled(1, shifted).dividedBy(shifted.sqrt());
    }

    private Tensor repeated(Parameters parameters, String name, Tensor rows) {
        Tensor parameter = parameters.get(prefix + "." + name);
        Shape expected = Shape.of(rows.shape().dimension(1));
        if (!parameter.shape().equals(expected)) {
            throw new IllegalArgumentException(prefix + "." + name + " has the shape " + parameter.shape()
                    + ", and the last axis of the input needs " + expected);
        }
        return Rows.stacked(parameter, rows.shape().dimension(0));
    }

    private static Tensor projected(Tensor g, Tensor normed) {
        return g.minus(Rows.means(g)).minus(alongNormed(g, normed));
    }

    private static Tensor alongNormed(Tensor g, Tensor normed) {
        return normed.times(Rows.means(g.times(normed)));
    }
}
