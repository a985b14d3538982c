package dev.gradcheck.testing;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Points around one, at random by a seed: no two elements stay equal, none stays 1 or 0, and signs are kept, so that a domain of positive
 * numbers is not left. Numbers are moved by up to an eighth of themselves, zeros by up to an eighth of the tensor's largest element.
 *
 * @param center whose floating tensors are moved
 * @param seed of the random choice
 */
record NearbyPoints(Parameters center, long seed) {
    private static final double PART = 0.125;

    List<Parameters> take(int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Parameters> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(center.map(tensor -> tensor.dtype().isFloating() ? moved(tensor, random) : tensor));
        }
        return points;
    }

    private static Tensor moved(Tensor tensor, SplittableRandom random) {
        double largest = tensor.maxAbs() > 0 ? tensor.maxAbs() : 1;
        double[] values = tensor.values();
        for (int i = 0; i < values.length; i++) {
            double by = random.nextDouble(-PART, PART);
            values[i] = values[i] == 0 ? by * largest : values[i] * (1 + by);
        }
        return Tensor.from(tensor.dtype(), tensor.shape(), values);
    }
}
