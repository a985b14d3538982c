package dev.gradcheck.tensor;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The arithmetic a tensor is computed in: a dtype, and how results that it cannot hold are rounded.
 *
 * <p>With {@link #nearest} every elementary operation rounds to nearest, ties to even, as IEEE 754 has it. With {@link
 * #randomised} every <em>inexact</em> result becomes one of its two neighbours, chosen by a hash of the result and the seed; an
 * exact result stays exact, so that zeros, masks and small integers are not disturbed. Two passes with different seeds differ by
 * what rounding does to them. Source: J. Vignes, A stochastic arithmetic for reliable scientific computation, Math. Comput. Simul.
 * 35 (1993) 233–261; the error-free transformations are Knuth's TwoSum and the fused residuals of Ogita, Rump, Oishi (2005).
 *
 * <p>A sum of many terms may be kept in a wider type than its result: it is rounded to {@link #accumulator} at each addition, and to the dtype
 * once, at the end. So do the matrix units of processors with float16 and bfloat16, in float32. They may also read fewer digits of the factors
 * than the dtype has: of float32 numbers those of TF32.
 *
 * @param dtype the type of every result
 * @param precision whose numbers the results are: those of the dtype, or of a narrower one that is emulated in it
 * @param accumulator the type in which sums over axes, matrix products and scattered sums are kept
 * @param factorBits bits of the significand, the hidden one included, that the factors of matrix products are rounded to
 * @param seed chooses the neighbours; empty for rounding to nearest
 */
public record Arithmetic(DType dtype, DType precision, DType accumulator, int factorBits, OptionalLong seed) {
    /** Of float64: no dtype has more. */
    private static final int ALL_BITS = 53;

    /** Of factors whose product is subnormal: none of them is so large that it overflows. */
    private static final double SCALE = 0x1p+500;

    /**
     * Rounding to nearest, ties to even.
     *
     * @param dtype the type of every result
     * @return the arithmetic of this dtype
     */
    public static Arithmetic nearest(DType dtype) {
        return new Arithmetic(dtype, dtype, dtype.accumulator(), ALL_BITS, OptionalLong.empty());
    }

    /**
     * Random rounding of inexact results. The same seed gives the same bits.
     *
     * @param dtype the type of every result
     * @param seed chooses the neighbours
     * @return the arithmetic
     */
    public static Arithmetic randomised(DType dtype, long seed) {
        return nearest(dtype).randomised(seed);
    }

    /**
     * {@return float64 numbers with the rounding of another type: the same code computes in it what it computes in that type, unless it
     *     asks for the dtype}
     *
     * @param type a floating one
     */
    public static Arithmetic emulated(DType type) {
        return new Arithmetic(DType.FLOAT64, type, type.accumulator(), ALL_BITS, OptionalLong.empty());
    }

    /**
     * {@return the same for values that are kept in a narrower type than the parameters that they are computed of: mixed precision; float64
     *     arithmetic, that of a shadow, stays what it is}
     *
     * @param type a floating one
     */
    public Arithmetic storing(DType type) {
        if (precision == DType.FLOAT64) {
            return this;
        }
        boolean isEmulated = dtype != precision;
        return new Arithmetic(isEmulated ? dtype : type, type, accumulator, factorBits, seed);
    }

    /**
     * {@return the same, but for the type in which sums are kept}
     *
     * @param type at least as wide as the dtype
     */
    public Arithmetic accumulating(DType type) {
        return new Arithmetic(dtype, precision, type, factorBits, seed);
    }

    /**
     * {@return the same, but for the digits of the factors of matrix products, which have the exponents of float32 then}
     *
     * @param bits of the significand, the hidden one included: 11 for TF32
     */
    public Arithmetic multiplying(int bits) {
        return new Arithmetic(dtype, precision, accumulator, bits, seed);
    }

    /**
     * {@return the same arithmetic, with random rounding of inexact results}
     *
     * @param other chooses the neighbours
     */
    public Arithmetic randomised(long other) {
        return new Arithmetic(dtype, precision, accumulator, factorBits, OptionalLong.of(other));
    }

    /** {@return numbers as the factors of a matrix product are read} */
    double[] factors(double[] values) {
        if (factorBits >= ALL_BITS) {
            return values;
        }
        BinaryFormat read = BinaryFormat.single(factorBits);
        return Arrays.stream(values).map(read::round).toArray();
    }

    /** {@return the arithmetic in which sums are kept} */
    Arithmetic accumulation() {
        return accumulator == precision ? this : new Arithmetic(dtype, accumulator, accumulator, factorBits, seed);
    }

    /** {@return sums that were kept in the accumulator's type, each rounded to the dtype; the array is this method's to change} */
    double[] accumulated(double[] sums) {
        if (accumulator != precision) {
            Arrays.setAll(sums, i -> round(sums[i]));
        }
        return sums;
    }

    /** {@return whether this is Java's own arithmetic of doubles} */
    boolean isPlain() {
        return isNearest() && precision == DType.FLOAT64;
    }

    /** {@return whether every result is Java's own, rounded to float} */
    boolean isPlainFloat() {
        return isNearest() && precision == DType.FLOAT32;
    }

    /**
     * {@return whether a number needs no rounding here}
     *
     * @param value any number
     */
    public boolean holds(double value) {
        return precision.holds(value);
    }

    /** {@return whether results are rounded to nearest: false for random rounding} */
    public boolean isNearest() {
        return seed.isEmpty();
    }

    /**
     * a + b, rounded.
     *
     * @param a a number of the dtype
     * @param b a number of the dtype
     * @return the rounded sum
     */
    public double add(double a, double b) {
        double sum = a + b;
        if (isNearest()) {
            return precision.round(sum);
        }
        double bPart = sum - a;
        double lost = (a - (sum - bPart)) + (b - bPart);
        if (precision == DType.FLOAT64) {
            return nudge(sum, lost);
        }
        double rounded = precision.round(sum);
        return nudge(rounded, (sum - rounded) + lost);
    }

    /**
     * a − b, rounded.
     *
     * @param a a number of the dtype
     * @param b a number of the dtype
     * @return the rounded difference
     */
    public double subtract(double a, double b) {
        return add(a, -b);
    }

    /**
     * a · b, rounded.
     *
     * @param a a number of the dtype
     * @param b a number of the dtype
     * @return the rounded product
     */
    public double multiply(double a, double b) {
        double product = a * b;
        if (isNearest() || precision != DType.FLOAT64) {
            return round(product);
        }
        return nudge(product, lostIn(product, a, b));
    }

    /** What rounding took from a float64 product; scaled where it would underflow, so that it is zero of exact products alone. */
    private static double lostIn(double product, double a, double b) {
        return Math.abs(product) < Double.MIN_NORMAL
                ? Math.fma(a * SCALE, b * SCALE, -product * SCALE * SCALE)
                : Math.fma(a, b, -product);
    }

    /**
     * a / b, rounded.
     *
     * @param a a number of the dtype
     * @param b a number of the dtype
     * @return the rounded quotient, ±∞ or NaN for a zero divisor as IEEE 754 has it
     * @throws ArithmeticException for int32, whose quotients are no integers
     */
    public double divide(double a, double b) {
        double quotient = a / b;
        if (isNearest() || precision != DType.FLOAT64) {
            return round(quotient);
        }
        return nudge(quotient, Math.fma(-quotient, b, a) * Math.signum(b));
    }

    /**
     * The value of an elementary function, rounded. It counts as inexact (random rounding takes either neighbour) unless it is
     * zero, infinite or NaN. Values that round to one number are moved each by itself, so that a maximum of them may change.
     *
     * @param value the function's value, correct to about one ulp of float64
     * @return a number of the dtype
     */
    public double elementary(double value) {
        double rounded = precision.round(value);
        if (isNearest() || value == 0) {
            return rounded;
        }
        return nudge(rounded, coin(rounded, value - rounded) ? 1 : -1);
    }

    /** Rounds a float64 number to the dtype; random rounding takes one of the two neighbours. */
    double round(double value) {
        double rounded = precision.round(value);
        return isNearest() ? rounded : nudge(rounded, value - rounded);
    }

    /** The rounded result or its neighbour on the side of the residual, by the toss of a coin; what underflows is no exact zero. */
    private double nudge(double rounded, double residual) {
        if (!(Math.abs(residual) > 0) || Double.isInfinite(rounded)) {
            return rounded;
        }
        if (precision == DType.FLOAT64 && rounded != 0) {
            return neighbour(rounded, residual);
        }
        if (precision == DType.FLOAT32 && rounded != 0) {
            return floatNeighbour(rounded, residual);
        }
        if (!coin(rounded, residual)) {
            return rounded;
        }
        return precision.neighbour(rounded, residual > 0);
    }

    /** The same of float64 numbers that are not zero, without a branch: no processor foresees a coin. */
    private double neighbour(double rounded, double residual) {
        long bits = Double.doubleToRawLongBits(rounded);
        long awayFromZero = (bits ^ Double.doubleToRawLongBits(residual)) >> 63 | 1;
        return Double.longBitsToDouble(bits + (toss(rounded, residual) ^ 1) * awayFromZero);
    }

    /** The same of float32 numbers. */
    private double floatNeighbour(double rounded, double residual) {
        long opposed = Double.doubleToRawLongBits(rounded) ^ Double.doubleToRawLongBits(residual);
        int awayFromZero = (int) (opposed >> 63) | 1;
        int bits = Float.floatToRawIntBits((float) rounded);
        return Float.intBitsToFloat(bits + (int) (toss(rounded, residual) ^ 1) * awayFromZero);
    }

    /**
     * A coin from the SplitMix64 finaliser (Steele, Lea, Flood 2014): no state, so no order dependence. The residual takes part, so that
     * different operations with one result toss different coins.
     */
    private boolean coin(double value, double residual) {
        return toss(value, residual) == 0;
    }

    private long toss(double value, double residual) {
        long operation = Double.doubleToRawLongBits(value) + Long.rotateLeft(Double.doubleToRawLongBits(residual), 29);
        long z = operation + seed.getAsLong() * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) & 1;
    }
}
