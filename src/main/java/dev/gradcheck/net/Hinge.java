package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The hinge loss: the mean or sum over all elements of max(0, margin − y·z), with the derivative −y where y·z is below the margin and 0
 * elsewhere. Convention at the kink: 0 where y·z is the margin, as PyTorch's relu has it. NaN stays NaN.
 *
 * @param target −1 or 1 for each element of the output
 * @param margin where the loss begins, rounded to the dtype
 * @param reduction mean or sum
 */
public record Hinge(Tensor target, double margin, Reduction reduction) implements ElementLoss, Kinked {
    /**
     * Checks the target.
     *
     * @param target −1 or 1
     * @param margin where the loss begins
     * @param reduction mean or sum
     * @throws IllegalArgumentException if an element of the target is something else
     */
    public Hinge {
        target.require(y -> y == 1 || y == -1, "the target", "is neither −1 nor 1");
    }

    @Override
    public String name() {
        return "hinge " + margin;
    }

    @Override
    public Tensor terms(Tensor z, Tensor y) {
        return room(z, y).relu();
    }

    @Override
    public Tensor slopes(Tensor z, Tensor y) {
        return room(z, y).step().times(y.negate());
    }

    private Tensor room(Tensor z, Tensor y) {
        return z.like(margin).minus(z.times(y));
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(ElementLoss.super.mistakes());
        mistakes.add(mistakenSlopes(
                "margin ignored",
                "the derivative of " + name() + " is −y for elements beyond the margin too",
                "give 0 to elements whose product with the target is beyond the margin",
                (z, y) -> y.negate()));
        return mistakes;
    }

    @Override
    public Tensor slopesWithTargetsSignChanged(Tensor z, Tensor y) {
        return slopes(z, y).negate();
    }

    /** Of the slopes 0 and −y. */
    @Override
    public Chosen choose(double choice, List<Tensor> inputs, List<Tensor> magnitudes) {
        Tensor x = inputs.get(0);
        Tensor y = target.in(x.arithmetic());
        boolean[] onKink = Kinks.negligible(room(x, y), magnitudes.get(0).plus(x.like(Math.abs(margin))));
        Layer chosen = mistakenSlopes("", "", "", (z, t) -> {
                    Tensor between = t.times(-choice);
                    return Batch.chosen(onKink, between, slopes(z, t));
                })
                .layer();
        return new Chosen(chosen, Kinks.count(onKink));
    }
}
