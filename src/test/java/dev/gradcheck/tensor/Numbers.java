package dev.gradcheck.tensor;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Numbers of every kind: any bit pattern, everyday numbers, and those that IEEE 754 treats specially. */
public final class Numbers extends DomainContextBase {
    @Provide
    Arbitrary<Float> floats() {
        Arbitrary<Float> anyBits = Arbitraries.integers()
                .withDistribution(RandomDistribution.uniform())
                .map(Float::intBitsToFloat)
                .withoutEdgeCases();
        Arbitrary<Float> everyday = Arbitraries.integers()
                .between(0, 1 << 24)
                .withDistribution(RandomDistribution.uniform())
                .map(i -> (i - (1 << 23)) * 0x1p-20f)
                .withoutEdgeCases();
        Arbitrary<Float> subnormal = Arbitraries.integers()
                .between(-0x7fffff, 0x7fffff)
                .map(i -> i * Float.MIN_VALUE)
                .withoutEdgeCases();
        Arbitrary<Float> special = Arbitraries.of(
                0f,
                -0f,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                Float.MAX_VALUE,
                -Float.MAX_VALUE,
                Float.MIN_NORMAL);
        return Arbitraries.frequencyOf(
                Tuple.of(4, anyBits), Tuple.of(3, everyday), Tuple.of(1, subnormal), Tuple.of(1, special));
    }

    @Provide
    Arbitrary<Double> doubles() {
        Arbitrary<Double> anyBits = Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .map(Double::longBitsToDouble)
                .withoutEdgeCases();
        Arbitrary<Double> everyday = Arbitraries.longs()
                .between(0, 1L << 53)
                .withDistribution(RandomDistribution.uniform())
                .map(i -> (i - (1L << 52)) * 0x1p-49)
                .withoutEdgeCases();
        Arbitrary<Double> subnormal = Arbitraries.longs()
                .between(-(1L << 52), 1L << 52)
                .map(i -> i * Double.MIN_VALUE)
                .withoutEdgeCases();
        Arbitrary<Double> special = Arbitraries.of(
                0d,
                -0d,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Double.MIN_NORMAL);
        return Arbitraries.frequencyOf(
                Tuple.of(4, anyBits), Tuple.of(3, everyday), Tuple.of(1, subnormal), Tuple.of(1, special));
    }
}
