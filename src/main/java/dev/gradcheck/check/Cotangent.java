package dev.gradcheck.check;

import dev.gradcheck.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * The cotangent a function is pulled back with. A scalar's is 1. For several outputs it is non-unit and non-uniform, ±(1 + k/16)
 * with a logged seed, so that a pass that ignores its upstream gradient, or divides by it, is seen; these are float32 numbers.
 *
 * @param seed of the random choice
 */
record Cotangent(long seed) {
    /** {@return another one, for linear combinations} */
    Cotangent other() {
        return new Cotangent(~seed);
    }

    Tensor like(Tensor primal) {
        Tensor ones = Tensor.ones(primal.dtype(), primal.shape()).in(primal.arithmetic());
        if (primal.size() == 1) {
            return ones;
        }
        SplittableRandom random = new SplittableRandom(seed);
        return ones.mapExactly(one -> (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(1, 16) / 16.0));
    }
}
