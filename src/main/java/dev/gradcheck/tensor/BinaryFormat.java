package dev.gradcheck.tensor;

/**
 * A binary floating-point format narrower than float32, its numbers held in float64. Ties go to even, what is beyond the largest number is
 * an infinity, what is below the least normal number is subnormal; NaN, ±∞ and −0.0 stay. Source: IEEE 754-2019, §3.3 and §4.3.1.
 *
 * @param precision bits of the significand, the hidden one included
 * @param leastExponent of a normal number
 * @param largestExponent of a finite number
 */
record BinaryFormat(int precision, int leastExponent, int largestExponent) {
    /** IEEE 754 binary16. */
    static final BinaryFormat HALF = new BinaryFormat(11, -14, 15);

    /** The upper half of binary32: its exponents, and 8 bits of significand. */
    static final BinaryFormat BRAIN = single(8);

    /** With the exponents of binary32 and another significand. */
    static BinaryFormat single(int precision) {
        return new BinaryFormat(precision, -126, 127);
    }

    double round(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value;
        }
        double quantum = quantum(exponent(value));
        double rounded = Math.rint(value / quantum) * quantum;
        return Math.getExponent(rounded) > largestExponent ? Math.copySign(Double.POSITIVE_INFINITY, value) : rounded;
    }

    /** {@return the place of a number in the order of all, zero at 0; that of an infinity is next to the largest number's} */
    long rank(double value) {
        double size = Double.isInfinite(value) ? Math.scalb(1.0, largestExponent + 1) : Math.abs(value);
        int exponent = exponent(size);
        long rank = ((long) (exponent - leastExponent) << (precision - 1)) + (long) (size / quantum(exponent));
        return value < 0 ? -rank : rank;
    }

    /** {@return the number at a place} */
    double at(long rank) {
        long place = Math.abs(rank);
        long hidden = 1L << (precision - 1);
        int exponent = leastExponent + (int) Math.max(0, place / hidden - 1);
        long significand = place < hidden ? place : place % hidden + hidden;
        double size = exponent > largestExponent ? Double.POSITIVE_INFINITY : significand * quantum(exponent);
        return rank < 0 ? -size : size;
    }

    /** Subnormal numbers have the exponent of the least normal one. */
    private int exponent(double value) {
        return Math.max(Math.getExponent(value), leastExponent);
    }

    /** The distance of neighbours. */
    private double quantum(int exponent) {
        return Math.scalb(1.0, exponent - precision + 1);
    }
}
