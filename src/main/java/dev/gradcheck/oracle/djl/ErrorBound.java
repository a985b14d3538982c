package dev.gradcheck.oracle.djl;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;

/**
 * The error bound of one gradient tensor, measured by computing it in two precisions: d = |g32 − g64|, element by
 * element, is what rounding does to it in float32, the rounding of the point included.
 *
 * <ul>
 *   <li>float32: {@code 4·d + 8·2⁻²⁴·|g32|}; a narrower type alike, d measured and u taken in it.
 *   <li>float64: {@code 64·2⁻²⁹·d + 128·2⁻⁵³·|g64|}.
 * </ul>
 *
 * Both plus eight times the smallest subnormal number, for underflow. It is a measurement, not a proof.
 *
 * <p>The bound is unknown (NaN) where the value is not finite, where a float32 value has no finite float64 value to be
 * compared with, and in float64 where float32 saturates: g32 is not finite, or is 0 where g64 is not. Such a g32 lost
 * everything, and how much float64 lost cannot be told from that. (tanh'(15) by 1 − tanh² is 0 in float32 and has three
 * digits in float64; the notebook's loss at zo = −570 gives NaN in float32 and a plain, wrong 0 in float64.) Where both
 * precisions saturate to the same 0, as sigmoid'(40) by σ(1 − σ) does, nothing gives it away: a twin has to be written
 * so that it does not.
 */
final class ErrorBound {
    /** 2⁻²⁹ = 2⁻⁵³/2⁻²⁴: the same operations lose this much less in float64. */
    private static final double DOUBLE_FROM_SINGLE = 0x1p-29;
    /**
     * d is one sample of a rounding error, and may be small by accident: six bits of reserve for one extrapolated over
     * 29.
     */
    private static final double EXTRAPOLATION_RESERVE = 64;
    /** The same reserve where d is used as it was measured. */
    private static final double MEASURED_RESERVE = 4;
    /** Where both precisions happen to agree, a few last roundings remain possible. */
    private static final double LAST_ROUNDINGS = 8;
    /**
     * The same where agreement is extrapolated. Of 30,000 elements of the notebook's net at |zo| ≤ 80, judged in 60
     * digits, 46 were off by more with 8 of them, 5 with 32, none with 64.
     */
    private static final double EXTRAPOLATED_ROUNDINGS = 128;
    /** Each underflow on the way is off by half the smallest subnormal number at most. */
    private static final double UNDERFLOWS = 8;

    private final DType dtype;
    private final double[] single;
    private final double[] twofold;

    /** Both of one length: the gradient in float32 and in float64. */
    ErrorBound(DType dtype, double[] single, double[] twofold) {
        this.dtype = dtype;
        this.single = single;
        this.twofold = twofold;
    }

    Slope slope(int element) {
        double g32 = single[element];
        double g64 = twofold[element];
        return dtype == DType.FLOAT64 ? Slope.of(g64, ofDouble(g32, g64)) : Slope.of(g32, ofSingle(g32, g64));
    }

    /**
     * A slope whose bound covers further measurements of the rounding error, in float32 and in float64; a NaN there makes it unknown. A slope
     * without a bound that changes by as much as itself from run to run in float64 is noise, and known to be.
     */
    static Slope widened(DType dtype, Slope slope, double single, double twofold, double floor) {
        double reserve = dtype == DType.FLOAT64 ? EXTRAPOLATION_RESERVE * DOUBLE_FROM_SINGLE : MEASURED_RESERVE;
        double measured = Math.max(floor, Math.max(reserve * single, MEASURED_RESERVE * twofold));
        boolean isNoise = slope.bound().isEmpty() && MEASURED_RESERVE * twofold >= Math.abs(slope.value());
        double known = isNoise ? MEASURED_RESERVE * twofold : slope.bound().orElse(Double.NaN);
        return Slope.of(slope.value(), isNoise ? known : Math.max(known, measured));
    }

    /**
     * What no measurement shows: terms as large as the tensor's largest element that cancel to a plain zero, the same in every run. A few
     * roundings of that element.
     */
    static double floor(DType dtype, double[] twofold) {
        double largest = 0;
        for (double value : twofold) {
            largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        return LAST_ROUNDINGS * dtype.unitRoundoff() * largest;
    }

    private double ofSingle(double g32, double g64) {
        return MEASURED_RESERVE * Math.abs(g32 - g64)
                + LAST_ROUNDINGS * dtype.unitRoundoff() * Math.abs(g32)
                + UNDERFLOWS * dtype.neighbour(0, true);
    }

    private static double ofDouble(double g32, double g64) {
        if (g32 == 0 && g64 != 0) {
            return Double.NaN;
        }
        return EXTRAPOLATION_RESERVE * DOUBLE_FROM_SINGLE * Math.abs(g32 - g64)
                + EXTRAPOLATED_ROUNDINGS * DType.FLOAT64.unitRoundoff() * Math.abs(g64)
                + UNDERFLOWS * Double.MIN_VALUE;
    }
}
