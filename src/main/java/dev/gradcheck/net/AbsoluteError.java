package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * Absolute error: the mean or sum over all elements of |z − t|, with the derivative sign(z − t). Convention at the kink: 0 where z = t, as in
 * PyTorch. NaN stays NaN.
 *
 * @param target of the output's shape
 * @param reduction mean or sum
 */
public record AbsoluteError(Tensor target, Reduction reduction) implements ElementLoss, Kinked {
    @Override
    public String name() {
        return "l1";
    }

    @Override
    public Tensor terms(Tensor z, Tensor t) {
        return z.minus(t).abs();
    }

    @Override
    public Tensor slopes(Tensor z, Tensor t) {
        return z.minus(t).mapExactly(Math::signum);
    }

    /** Of the slopes −1 and 1. */
    @Override
    public double usualChoice() {
        return 0.5;
    }

    @Override
    public Chosen choose(double choice, List<Tensor> inputs, List<Tensor> magnitudes) {
        Tensor t = target.in(inputs.get(0).arithmetic());
        Tensor terms = magnitudes.get(0).plus(t.mapExactly(Math::abs));
        boolean[] equal = Kinks.negligible(inputs.get(0).minus(t), terms);
        double slope = 2 * choice - 1;
        Layer chosen = mistakenSlopes("", "", "", (z, y) -> Batch.replaced(slopes(z, y), i -> equal[i], slope))
                .layer();
        return new Chosen(chosen, Kinks.count(equal));
    }
}
