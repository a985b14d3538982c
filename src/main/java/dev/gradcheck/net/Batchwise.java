package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/**
 * What batch normalisation knows of a batch.
 *
 * @param channels of the input
 * @param centred d = x − µ
 * @param squares Σ d² for each channel
 * @param shifted v + ε for each channel
 * @param deviation √(v + ε) for each channel
 * @param epsilon ε for each channel, in the dtype
 */
record Batchwise(
        PerChannel channels, Tensor centred, Tensor squares, Tensor shifted, Tensor deviation, Tensor epsilon) {
    static Batchwise of(PerChannel channels, Tensor x, double epsilon) {
        Tensor centred = channels.centred(x);
        Tensor squares = channels.sum(centred.times(centred));
        Tensor eps = Batch.filled(x.dtype().round(epsilon), squares);
        Tensor shifted =
                squares.dividedBy(Batch.filled(channels.count(), squares)).plus(eps);
        return new Batchwise(channels, centred, squares, shifted, shifted.sqrt(), eps);
    }

    /** x̂ = d/√(v + ε). */
    Tensor normal() {
        return centred.dividedBy(spreadDeviation());
    }

    /** √(v + ε) at each element. */
    Tensor spreadDeviation() {
        return channels.spread(deviation);
    }

    /** r + α·d·ε/(v + ε): the gradient of x but for the factor γ/√(v + ε). */
    Tensor pulled(Tensor yBar) {
        Tensor g = channels.centred(yBar);
        Tensor alpha = share(g);
        Tensor once = channels.centred(g.minus(along(alpha)));
        Tensor rest = once.minus(along(share(once)));
        return rest.plus(along(alpha.times(epsilon.dividedBy(shifted))));
    }

    /** x̂·mean(ȳ·x̂): what comes through the variance. */
    Tensor alongNormal(Tensor yBar) {
        return normal().times(channels.spread(channels.mean(yBar.times(normal()))));
    }

    /** The α for which g − α·d is orthogonal to d: 0 where d is. */
    private Tensor share(Tensor g) {
        return channels.sum(g.times(centred)).dividedBy(squares.mapExactly(s -> s == 0 ? 1 : s));
    }

    private Tensor along(Tensor alpha) {
        return centred.times(channels.spread(alpha));
    }
}
