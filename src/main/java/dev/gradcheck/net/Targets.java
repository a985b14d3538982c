package dev.gradcheck.net;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;

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
        for (double index : target.values()) {
            if (index != Math.rint(index)) {
                throw new IllegalArgumentException("the target " + index + " is no index of a class");
            }
        }
    }

    /** An output (B,classes) and a class for each of its samples. */
    static void requireClasses(Tensor target, Shape output) {
        requireMatrix(output);
        int samples = output.dimension(0);
        int classes = output.dimension(1);
        if (target.size() != samples) {
            throw new IllegalArgumentException("the target has " + target.size() + " samples, the output " + samples);
        }
        for (int b = 0; b < samples; b++) {
            if (!(target.at(b) >= 0 && target.at(b) < classes)) {
                throw new IllegalArgumentException(
                        "target " + (int) target.at(b) + " of sample " + b + " is none of " + classes + " classes");
            }
        }
    }

    static void requireMatrix(Shape output) {
        if (output.rank() != 2) {
            throw new IllegalArgumentException(
                    "the output has shape " + output + ", and needs two axes: samples and classes");
        }
    }

    /** 1 where a sample's class is, 0 elsewhere. */
    static double[] oneHot(Tensor target, Shape output) {
        double[] values = new double[output.size()];
        for (int b = 0; b < target.size(); b++) {
            values[b * output.dimension(1) + (int) target.at(b)] = 1;
        }
        return values;
    }
}
