package dev.gradcheck.net;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * How much a sample counts, by the class that its target names. The mean of a loss is over the sum of these weights, as in PyTorch.
 *
 * @param weight a number for each class; empty if each counts 1
 * @param ignored the target of samples that do not count, a class or another number
 */
public record ClassWeights(Optional<Tensor> weight, int ignored) {
    /** Every class counts 1, and the target −100 is ignored, as in PyTorch. */
    public static final ClassWeights NONE = new ClassWeights(Optional.empty(), -100);

    /**
     * Checks the weights.
     *
     * @param weight of each class
     * @param ignored target
     * @throws IllegalArgumentException if a weight is negative or not finite, or they are no vector
     */
    public ClassWeights {
        weight.ifPresent(ClassWeights::requireWeights);
    }

    /** The attributes {@code weight} and {@code ignore_index}. */
    static ClassWeights from(Attributes told) {
        return new ClassWeights(told.tensorIfGiven("weight"), told.integer("ignore_index"));
    }

    private static void requireWeights(Tensor weight) {
        if (weight.shape().rank() != 1) {
            throw new IllegalArgumentException(
                    "the class weights have the shape " + weight.shape() + ", and need one axis: the classes");
        }
        for (double w : weight.values()) {
            if (!(w >= 0 && w < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the class weight " + w + " is negative or not finite");
            }
        }
    }

    /** The same weights, and every target counts: no class is negative. */
    ClassWeights ignoringNone() {
        return new ClassWeights(weight, -1);
    }

    boolean ignores(double target) {
        return target == ignored;
    }

    boolean ignoresSomeOf(Tensor target) {
        return Arrays.stream(target.values()).anyMatch(this::ignores);
    }

    /** The weight of each class, in the arithmetic of a matrix (samples, classes) and of its shape. */
    Optional<Tensor> repeated(Tensor rows) {
        int classes = rows.shape().dimension(1);
        return weight.map(w -> {
            if (w.size() != classes) {
                throw new IllegalArgumentException(
                        "there are " + w.size() + " class weights for " + classes + " classes");
            }
            return Rows.stacked(w.in(rows.arithmetic()), rows.shape().dimension(0));
        });
    }

    /** The sum of the weights of the samples, by their targets. */
    double total(Tensor target) {
        double total = 0;
        for (double t : target.values()) {
            total += ignores(t) ? 0 : weight.map(w -> w.at((int) t)).orElse(1.0);
        }
        if (!(total > 0)) {
            throw new IllegalArgumentException("no target counts: all are ignored, or of classes of weight 0");
        }
        return total;
    }
}
