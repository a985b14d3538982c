package dev.gradcheck.accused;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import java.util.SplittableRandom;

/** Points beside a point, drawn with a seed. */
final class NearBy {
    /** How far a second point is from the first, at most, relative. */
    private static final double SHRUNK = 0x1p-3;

    private NearBy() {}

    /** Numbers that differ in their last place. */
    static Parameters inTheLastPlace(Parameters at, DType dtype, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return at.map(t -> t.mapExactly(v -> neighbour(v, random.nextInt(-1, 2), dtype)));
    }

    private static double neighbour(double value, int by, DType dtype) {
        if (value == 0 || by == 0) {
            return value;
        }
        return dtype.neighbour(value, by > 0);
    }

    /** Every element a little nearer to zero, each by another part: on the same side of it, and within most domains. */
    static Parameters shrunk(Parameters at, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return at.map(t -> t.mapExactly(v -> v * (1 - SHRUNK * random.nextDouble())));
    }
}
