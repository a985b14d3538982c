package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Huber's loss: the mean or sum over all elements of c·(r − ½c), where r = z − t and c is r clipped to ±δ: ½r² within, δ(|r| − ½δ) beyond.
 * The derivative is c. At |r| = δ both branches have one value and one slope: there is no kink. NaN stays NaN.
 *
 * <p>Source: P. J. Huber, Robust estimation of a location parameter, Ann. Math. Statist. 35 (1964) 73–101.
 *
 * @param target of the output's shape
 * @param delta where the square ends, rounded to the dtype
 * @param reduction mean or sum
 */
public record Huber(Tensor target, double delta, Reduction reduction) implements ElementLoss {
    /**
     * Checks δ.
     *
     * @param target of the output's shape
     * @param delta where the square ends
     * @param reduction mean or sum
     * @throws IllegalArgumentException if δ is not positive
     */
    public Huber {
        if (!(delta > 0)) {
            throw new IllegalArgumentException("delta is " + delta + ", and must be positive");
        }
    }

    @Override
    public String name() {
        return "huber " + delta;
    }

    @Override
    public Tensor terms(Tensor z, Tensor t) {
        Tensor clipped = slopes(z, t);
        return clipped.times(z.minus(t).minus(clipped.times(0.5)));
    }

    @Override
    public Tensor slopes(Tensor z, Tensor t) {
        Tensor r = z.minus(t);
        return r.minimum(r.like(delta)).maximum(r.like(-delta));
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(ElementLoss.super.mistakes());
        mistakes.add(mistakenSlopes(
                "clipping missing",
                "the derivative of " + name() + " is that of the square everywhere",
                "clip the difference to ±delta",
                Tensor::minus));
        return mistakes;
    }
}
