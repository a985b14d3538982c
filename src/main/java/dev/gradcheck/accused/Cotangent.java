package dev.gradcheck.accused;

import dev.gradcheck.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * The cotangent a function is pulled back with. A scalar's is 1, and so is an integer's, which cannot
 * be differentiated anyway. For several outputs it is non-unit and non-uniform, ±(1 + k/16)
 * with a logged seed, so that a pass that ignores its upstream gradient, or divides by it, is seen; these are float32 numbers.
 *
 * @param seed of the random choice
 */
public record Cotangent(long seed) {
    /** {@return another one, for linear combinations} */
    public Cotangent other() {
        return new Cotangent(~seed);
    }

    /**
     * {@return the cotangent of a value, in its arithmetic}
     *
     * @param primal the value
     */
    public Tensor like(Tensor primal) {
        Tensor ones = Tensor.ones(primal.dtype(), primal.shape()).in(primal.arithmetic());
        if (primal.size() == 1 || !primal.dtype().isFloating()) {
            return ones;
        }
        SplittableRandom random = new SplittableRandom(seed);
        return ones.mapExactly(one -> (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(1, 16) / 16.0));
    }
}
