package dev.gradcheck.strangers;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One kind of strangers' code, right or wrong, with as many samples as there are seeds. */
record Kind(String name, boolean right, Function<RandomGenerator, Sample> generator) {
    Sample sample(long seed) {
        return generator.apply(new java.util.SplittableRandom(seed));
    }

    @Override
    public String toString() {
        return name + (right ? ", right" : ", wrong");
    }
}
