package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * elu(x) = x for x &gt; 0, α·(exp(x) − 1) otherwise, with the derivative 1 or α·exp(x). Convention at 0: the derivative is α, as in PyTorch;
 * for α = 1 there is no kink, for any other there is one. By expm1, so that nothing cancels near 0. NaN stays NaN.
 *
 * <p>Source: D.-A. Clevert, T. Unterthiner, S. Hochreiter, Fast and accurate deep network learning by exponential linear units (ICLR 2016).
 *
 * @param alpha minus the limit for x → −∞, rounded to the dtype
 */
public record Elu(double alpha) implements KinkedActivation {
    @Override
    public String name() {
        return "elu " + alpha;
    }

    @Override
    public Tensor value(Tensor x) {
        Tensor below = x.minimum(x.like(0)).expm1().times(alpha);
        return below.plus(x.maximum(x.like(-0.0)));
    }

    @Override
    public Tensor derivative(Tensor x) {
        Tensor below = x.mapExactly(v -> Math.min(v, 0)).map(StrictMath::exp).times(alpha);
        return below.times(x.mapExactly(v -> v > 0 ? 0 : 1)).plus(x.mapExactly(v -> v > 0 ? 1 : 0));
    }

    @Override
    public double leftSlope() {
        return alpha;
    }

    @Override
    public double rightSlope() {
        return 1;
    }

    /** Below 0 the derivative at the output is another one: α·exp(elu(x)). */
    @Override
    public List<Mistake> mistakes() {
        return Elementwise.standardMistakes(this);
    }

    @Override
    public Chosen choose(double choice, List<Tensor> inputs, List<Tensor> magnitudes) {
        return alpha == 1 ? new Chosen(this, 0) : KinkedActivation.super.choose(choice, inputs, magnitudes);
    }
}
