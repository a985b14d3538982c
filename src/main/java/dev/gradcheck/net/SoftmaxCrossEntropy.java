package dev.gradcheck.net;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;

/**
 * Softmax cross-entropy with index targets, the mean over the batch. With d_j = z_j − z_t a term is log(1 + Σ_{j≠t} exp d_j), and its
 * derivative by z_j is p_j = exp d_j / (1 + Σ), by z_t −Σ_{j≠t} p_j: without the cancellation of p_t − 1.
 *
 * <p>Shapes: z (B,classes), target (B) with indices from 0.
 *
 * @param target the class of each sample
 */
public record SoftmaxCrossEntropy(Tensor target) implements Loss {
    /**
     * Checks the target.
     *
     * @param target whole numbers, one for each sample
     * @throws IllegalArgumentException if an element is no whole number, or it is no vector
     */
    public SoftmaxCrossEntropy {
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

    @Override
    public String name() {
        return "softmax cross-entropy";
    }

    @Override
    public Tensor value(Tensor z) {
        requireOneForEachSample(z);
        Arithmetic a = z.arithmetic();
        double sum = 0;
        for (int b = 0; b < z.shape().dimension(0); b++) {
            sum = a.add(sum, new Row(z, b).logSum());
        }
        return Tensor.of(a.dtype(), Shape.SCALAR, sum).in(a).dividedBy(Batch.scalar(count(z), z));
    }

    @Override
    public Tensor derivative(Tensor z) {
        double[] result = new double[z.size()];
        for (int b = 0; b < z.shape().dimension(0); b++) {
            new Row(z, b).derivative(result);
        }
        return Tensor.of(z.dtype(), z.shape(), result).in(z.arithmetic()).dividedBy(Batch.filled(count(z), z));
    }

    @Override
    public double count(Tensor z) {
        return z.shape().dimension(0);
    }

    private void requireOneForEachSample(Tensor z) {
        if (target.size() != z.shape().dimension(0)) {
            throw new IllegalArgumentException("the target has " + target.size() + " samples, the output "
                    + z.shape().dimension(0));
        }
    }

    /** One sample: the differences to the target's logit, and the sum of their exponentials relative to the largest. */
    private final class Row {
        private final Arithmetic a;
        private final int first;
        private final int t;
        private final double[] d;
        private final double largest;

        Row(Tensor z, int sample) {
            a = z.arithmetic();
            int classes = z.shape().dimension(1);
            first = sample * classes;
            t = (int) target.as(DType.FLOAT64).at(sample);
            if (t < 0 || t >= classes) {
                throw new IllegalArgumentException(
                        "target " + t + " of sample " + sample + " is none of " + classes + " classes");
            }
            d = new double[classes];
            double max = 0;
            for (int j = 0; j < classes; j++) {
                d[j] = a.subtract(z.at(first + j), z.at(first + t));
                max = Math.max(max, d[j]);
            }
            largest = max;
        }

        private double exp(int j) {
            return a.elementary(StrictMath.exp(a.subtract(d[j], largest)));
        }

        /** Σ_{j≠t} exp(d_j − largest). */
        private double others() {
            double sum = 0;
            for (int j = 0; j < d.length; j++) {
                sum = j == t ? sum : a.add(sum, exp(j));
            }
            return sum;
        }

        double logSum() {
            if (largest == 0) {
                return a.elementary(StrictMath.log1p(others()));
            }
            return a.add(largest, a.elementary(StrictMath.log(a.add(others(), exp(t)))));
        }

        void derivative(double[] result) {
            double total = a.add(others(), exp(t));
            for (int j = 0; j < d.length; j++) {
                result[first + j] = a.divide(j == t ? -others() : exp(j), total);
            }
        }
    }
}
