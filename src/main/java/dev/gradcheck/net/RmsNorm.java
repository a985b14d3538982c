package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Root mean square normalisation over the last axis: y = w∘x̂ with x̂ = x/√(s + ε), s = mean(x²). Backward, for g = w∘ȳ and the part r of g
 * that is orthogonal to x, g = α·x + r: x̄ = (r + α·x·ε/(s + ε))/√(s + ε), dw = Σ ȳ∘x̂ over all rows.
 *
 * <p>Shapes: x (…, n), w (n), y as x. The usual x̄ = (g − x̂·mean(g∘x̂))/√(s + ε) is the same and cancels where g is along x, as it always is
 * for n = 1; here the projection is taken off twice. NaN makes its row NaN.
 *
 * <p>Source: B. Zhang, R. Sennrich, Root Mean Square Layer Normalization (2019), as torch.nn.RMSNorm.
 *
 * @param prefix the parameter is called {@code <prefix>.weight}
 * @param epsilon added to the mean square, rounded to the dtype
 */
public record RmsNorm(String prefix, double epsilon) implements Unary {
    /**
     * Checks.
     *
     * @param prefix of the parameter
     * @param epsilon added to the mean square
     * @throws IllegalArgumentException if epsilon is negative or NaN
     */
    public RmsNorm {
        if (!(epsilon >= 0)) {
            throw new IllegalArgumentException("eps is " + epsilon + ", and must not be negative");
        }
    }

    @Override
    public String name() {
        return "rms norm " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(parameters, x, this::pulled);
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "root mean square taken as constant",
                        "the gradient of the input is computed as if the root mean square were constant",
                        "subtract x̂·mean(g·x̂) along the axis, where g is the upstream gradient times the weight",
                        variant((rows, g) -> g)),
                new Mistake(
                        "mean term of layer norm",
                        "the gradient of the input has the mean taken off, which only layer norm does",
                        "subtract x̂·mean(g·x̂) alone: nothing is centred in the forward pass",
                        variant((rows, g) -> pulled(rows, g).minus(Rows.means(g)))));
    }

    private Layer variant(BinaryOperator<Tensor> pulled) {
        return Variant.unary(name(), (parameters, x) -> apply(parameters, x, pulled));
    }

    /** With the gradient of x·√(s + ε) by this formula of rows and g. */
    private Applied apply(Parameters parameters, Tensor x, BinaryOperator<Tensor> pulled) {
        Tensor rows = Rows.of(x);
        Tensor deviation = shifted(rows).sqrt();
        Tensor normal = rows.dividedBy(deviation);
        Tensor weight = weight(parameters, rows);
        return new Applied(normal.times(weight).reshape(x.shape()), bar -> {
            Tensor yBar = bar.reshape(rows.shape());
            Tensor xBar = pulled.apply(rows, yBar.times(weight)).dividedBy(deviation);
            return new Pulled(
                    xBar.reshape(x.shape()), Parameters.of(prefix + ".weight", Rows.total(yBar.times(normal))));
        });
    }

    /** r + α·x·ε/(s + ε). */
    private Tensor pulled(Tensor rows, Tensor g) {
        Tensor along = along(rows, g);
        Tensor once = g.minus(along);
        Tensor rest = once.minus(along(rows, once));
        return rest.plus(along.times(rows.like(epsilon).dividedBy(shifted(rows))));
    }

    /** The part of g that is along x: 0 where x is. */
    private static Tensor along(Tensor rows, Tensor g) {
        int length = rows.shape().dimension(1);
        Tensor squares = Rows.sums(rows.times(rows)).mapExactly(s -> s == 0 ? 1 : s);
        Tensor share = Rows.sums(g.times(rows)).dividedBy(squares);
        return rows.times(Rows.repeated(share, length));
    }

    /** s + ε of each row, repeated along it. */
    private Tensor shifted(Tensor rows) {
        return Rows.means(rows.times(rows)).plus(rows.like(epsilon));
    }

    private Tensor weight(Parameters parameters, Tensor rows) {
        Tensor weight = parameters.get(prefix + ".weight");
        Shape expected = Shape.of(rows.shape().dimension(1));
        if (!weight.shape().equals(expected)) {
            throw new IllegalArgumentException(prefix + ".weight has the shape " + weight.shape()
                    + ", and the last axis of the input needs " + expected);
        }
        return Rows.stacked(weight, rows.shape().dimension(0));
    }
}
