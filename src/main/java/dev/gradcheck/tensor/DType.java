package dev.gradcheck.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** The type of a tensor's elements. */
public enum DType {
    /** 32-bit two's complement integers: can be stored and multiplied, but neither differentiated nor perturbed by a small h. */
    INT32(0),
    /** The upper half of float32: its exponents, 8 bits of significand, unit roundoff 2⁻⁸. */
    BFLOAT16(0x1p-8),
    /** IEEE 754 binary16, unit roundoff 2⁻¹¹; the largest number is 65504. */
    FLOAT16(0x1p-11),
    /** IEEE 754 binary32, unit roundoff 2⁻²⁴. */
    FLOAT32(0x1p-24),
    /** IEEE 754 binary64, unit roundoff 2⁻⁵³. */
    FLOAT64(0x1p-53);

    private final double unitRoundoff;
    private final String text = name().toLowerCase(Locale.ROOT);

    DType(double unitRoundoff) {
        this.unitRoundoff = unitRoundoff;
    }

    /**
     * The largest relative error of rounding to nearest: 2⁻⁸, 2⁻¹¹, 2⁻²⁴ or 2⁻⁵³, and 0 for integers.
     *
     * @return the unit roundoff
     */
    public double unitRoundoff() {
        return unitRoundoff;
    }

    /** {@return whether numbers of this type can be differentiated: false for integers} */
    public boolean isFloating() {
        return this != INT32;
    }

    /** {@return whether a number takes 16 bits: sums and products of such are accumulated in float32, as hardware does it} */
    public boolean isHalf() {
        return this == FLOAT16 || this == BFLOAT16;
    }

    /** {@return the type in which sums of products of this type are accumulated, where nothing else is said} */
    public DType accumulator() {
        return isHalf() ? FLOAT32 : this;
    }

    /**
     * The number of this type that is nearest to {@code value}, ties to even. NaN, ±∞ and −0.0 stay what they are in the floating
     * types; an integer type truncates nothing and takes only what it can hold.
     *
     * @param value any number
     * @return the nearest number of this type
     * @throws ArithmeticException for INT32 if {@code value} is not an integer of 32 bits
     */
    public double round(double value) {
        if (this == FLOAT64) {
            return value;
        }
        if (this == FLOAT32) {
            return (float) value;
        }
        return isHalf() ? format().round(value) : exactInteger(value);
    }

    /**
     * Whether {@code value} is a number of this type. An integer zero has no sign: −0.0 is held as 0.
     *
     * @param value any number
     * @return true where rounding would not change it
     */
    public boolean holds(double value) {
        return this == INT32 ? value == (int) value : Double.isNaN(value) || round(value) == value;
    }

    /**
     * The next number of this type.
     *
     * @param value a number of this type; NaN has no neighbour, and an infinity none beyond it
     * @param up whether the larger one is meant
     * @return the neighbour
     */
    public double neighbour(double value, boolean up) {
        if (Double.isNaN(value) || value == (up ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY)) {
            return value;
        }
        return switch (this) {
            case FLOAT64 -> up ? Math.nextUp(value) : Math.nextDown(value);
            case FLOAT32 -> up ? Math.nextUp((float) value) : Math.nextDown((float) value);
            case FLOAT16, BFLOAT16 -> format().at(format().rank(value) + (up ? 1 : -1));
            case INT32 -> value + (up ? 1 : -1);
        };
    }

    /** The place of a number in the order of all numbers of this type, zero at 0. */
    long rank(double value) {
        long rank =
                switch (this) {
                    case FLOAT64 -> Double.doubleToRawLongBits(Math.abs(value));
                    case FLOAT32 -> Float.floatToRawIntBits((float) Math.abs(value));
                    case FLOAT16, BFLOAT16 -> format().rank(Math.abs(value));
                    case INT32 -> (long) Math.abs(value);
                };
        return value < 0 ? -rank : rank;
    }

    /**
     * The shortest decimal text that denotes this number in this type: at most 17 significant digits in float64, 9 in float32, 5 in float16, 4
     * in bfloat16.
     *
     * @param value a number of this type
     * @return its text, the sign of zero included
     */
    public String format(double value) {
        return switch (this) {
            case FLOAT64 -> Double.toString(value);
            case FLOAT32 -> Float.toString((float) value);
            case FLOAT16, BFLOAT16 -> Double.toString(shortest(value));
            case INT32 -> Integer.toString((int) value);
        };
    }

    @Override
    public String toString() {
        return text;
    }

    /** Of those that round to the value the one with the fewest digits. */
    private double shortest(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value;
        }
        for (int digits = 1; ; digits++) {
            double few = new BigDecimal(value).round(new MathContext(digits)).doubleValue();
            if (round(few) == value) {
                return few;
            }
        }
    }

    private BinaryFormat format() {
        return this == FLOAT16 ? BinaryFormat.HALF : BinaryFormat.BRAIN;
    }

    private static double exactInteger(double value) {
        if (value != (int) value) {
            throw new ArithmeticException(value + " is not an int32: integers neither round nor wrap here");
        }
        return (int) value;
    }
}
