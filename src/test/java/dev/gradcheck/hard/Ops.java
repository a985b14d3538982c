package dev.gradcheck.hard;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Points of the hard cases, and the elementary functions that they need. */
final class Ops {
    private Ops() {}

    /** Standard normal numbers, divided; by Box and Muller. */
    static double[] normal(int count, long seed, double divisor) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[count];
        Arrays.setAll(values, i -> {
            double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            return radius * StrictMath.cos(2 * Math.PI * random.nextDouble()) / divisor;
        });
        return values;
    }

    static Tensor matrix(int n, long seed) {
        return Tensor.of(DType.FLOAT64, Shape.of(n, n), normal(n * n, seed, Math.sqrt(n)));
    }

    static Tensor column(double... values) {
        return Tensor.of(DType.FLOAT64, Shape.of(values.length, 1), values);
    }

    /** A constant in the arithmetic of a tensor, of its shape. */
    static Tensor filled(Tensor like, double value) {
        return like.mapExactly(v -> 0).plus(like.mapExactly(v -> 1).times(value));
    }

    static Tensor one(Tensor like) {
        return like.mapExactly(v -> 1);
    }

    /** The mean of all elements, repeated in their shape. */
    static Tensor mean(Tensor x) {
        Tensor sum = x.sum();
        return one(x).times(sum.times(1.0 / x.size()).item());
    }
}
