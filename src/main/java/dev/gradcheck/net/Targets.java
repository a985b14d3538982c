package dev.gradcheck.net;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;

/** What targets must be. */
final class Targets {
    private Targets() {}

    static void requireProbabilities(Tensor target) {
        for (double y : target.values()) {
            if (!(y >= 0 && y <= 1)) {
                throw new IllegalArgumentException("the target " + y + " is outside [0, 1]");
            }
        }
    }

    /** One whole number for each sample. */
    static void requireIndices(Tensor target) {
        if (target.shape().rank() != 1) {
            throw new IllegalArgumentException(
                    "the target has shape " + target.shape() + ", and needs one axis: the samples");
        }
        requireWhole(target);
    }

    static void requireWhole(Tensor target) {
        for (double index : target.values()) {
            if (index != Math.rint(index)) {
                throw new IllegalArgumentException("the target " + index + " is no index of a class");
            }
        }
    }

    static boolean areWhole(Tensor target) {
        return Arrays.stream(target.values()).allMatch(index -> index == Math.rint(index));
    }

    /** An output (B,classes) and a class for each of its samples. */
    static void requireClasses(Tensor target, Shape output) {
        if (output.rank() != 2) {
            throw new IllegalArgumentException(
                    "the output has shape " + output + ", and needs two axes: samples and classes");
        }
        requireClasses(target, output, ClassWeights.NONE);
    }

    /** An output (B,classes), and for each of its samples a class or what is ignored. */
    static void requireClasses(Tensor target, Shape output, ClassWeights weights) {
        int samples = output.dimension(0);
        int classes = output.dimension(1);
        if (target.size() != samples) {
            throw new IllegalArgumentException("the target has " + target.size() + " samples, the output " + samples);
        }
        for (int b = 0; b < samples; b++) {
            boolean isClass = target.at(b) >= 0 && target.at(b) < classes;
            if (!isClass && !weights.ignores(target.at(b))) {
                throw new IllegalArgumentException(
                        "target " + (int) target.at(b) + " of sample " + b + " is none of " + classes + " classes");
            }
        }
    }

    /** 1 where a sample's class is, 0 elsewhere. */
    static double[] oneHot(Tensor target, Shape output) {
        return oneHot(target, output, ClassWeights.NONE);
    }

    /** The same with zeros alone for a sample that is ignored. */
    static double[] oneHot(Tensor target, Shape output, ClassWeights weights) {
        double[] values = new double[output.size()];
        for (int b = 0; b < target.size(); b++) {
            if (!weights.ignores(target.at(b))) {
                values[b * output.dimension(1) + (int) target.at(b)] = 1;
            }
        }
        return values;
    }
}
