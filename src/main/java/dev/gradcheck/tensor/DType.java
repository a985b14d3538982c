package dev.gradcheck.tensor;

import java.util.Locale;

/** The type of a tensor's elements. */
public enum DType {
    /** 32-bit two's complement integers: can be stored and multiplied, but neither differentiated nor perturbed by a small h. */
    INT32(0),
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
     * The largest relative error of rounding to nearest: 2⁻²⁴ or 2⁻⁵³, and 0 for integers.
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
        return this == FLOAT32 ? (float) value : exactInteger(value);
    }

    /**
     * Whether {@code value} is a number of this type. An integer zero has no sign: −0.0 is held as 0.
     *
     * @param value any number
     * @return true where rounding would not change it
     */
    public boolean holds(double value) {
        return switch (this) {
            case FLOAT64 -> true;
            case FLOAT32 -> Double.isNaN(value) || (float) value == value;
            case INT32 -> value == (int) value;
        };
    }

    /**
     * The shortest decimal text that denotes this number in this type: at most 17 significant digits in float64, 9 in float32.
     *
     * @param value a number of this type
     * @return its text, the sign of zero included
     */
    public String format(double value) {
        return switch (this) {
            case FLOAT64 -> Double.toString(value);
            case FLOAT32 -> Float.toString((float) value);
            case INT32 -> Integer.toString((int) value);
        };
    }

    @Override
    public String toString() {
        return text;
    }

    private static double exactInteger(double value) {
        if (value != (int) value) {
            throw new ArithmeticException(value + " is not an int32: integers neither round nor wrap here");
        }
        return (int) value;
    }
}
