package dev.gradcheck.graph;

import dev.gradcheck.tensor.DType;

/**
 * How a network computes with parameters in float32 and values in a type of 16 bits: each layer is given its parameters and inputs in the
 * narrower type and gives its value in it; the last layer, the loss, computes in float32, and so do the gradients of parameters add up. The
 * cotangent of the loss is multiplied by a power of 2 and the gradients are divided by it at the end, so that none underflows on the way. In
 * the float64 shadow nothing is narrowed. Source: P. Micikevicius et al., Mixed precision training (ICLR 2018), §3.
 *
 * @param values the type in which values are kept: float16 or bfloat16
 * @param lossScale a power of 2, 1 for none
 */
public record MixedPrecision(DType values, double lossScale) {
    /** In which parameters, the loss and the gradients are. */
    public static final DType PARAMETERS = DType.FLOAT32;

    /**
     * Checks.
     *
     * @param values the narrower type
     * @param lossScale a power of 2
     * @throws IllegalArgumentException if the type is not one of 16 bits, or the scale no power of 2 that float32 holds
     */
    public MixedPrecision {
        if (!values.isHalf()) {
            throw new IllegalArgumentException(
                    "values beside parameters in " + PARAMETERS + " are kept in float16 or bfloat16, not in " + values);
        }
        if (!isScale(lossScale)) {
            throw new IllegalArgumentException("the loss scale " + lossScale
                    + " is no power of 2 from 2^-126 to 2^126: any other one would round every gradient");
        }
    }

    /**
     * {@return whether a number is a power of 2 that float32 holds with its reciprocal}
     *
     * @param number any
     */
    public static boolean isScale(double number) {
        return number >= Float.MIN_NORMAL && number <= 0x1p126 && Math.scalb(1.0, Math.getExponent(number)) == number;
    }

    /** As in "values in bfloat16, parameters in float32". */
    @Override
    public String toString() {
        String scaled = lossScale == 1 ? "" : ", loss scale " + (long) lossScale;
        return "values in " + values + ", parameters in " + PARAMETERS + scaled;
    }
}
