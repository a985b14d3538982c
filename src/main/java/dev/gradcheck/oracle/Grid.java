package dev.gradcheck.oracle;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;

/**
 * The numbers that a function can be asked at: those of float64, or of float32 where it computes in float32 whatever it is asked for. Asked
 * elsewhere it would round the point first, by more than a short step beside a pole is long.
 *
 * @param dtype whose numbers they are
 */
record Grid(DType dtype) {
    /** Of steps in float32: they shrink by a power of two exactly until they are a few last places long. */
    private static final int SIGNIFICANT_BITS = 4;

    /** The last place of an element, by its own size: 2⁻²³; the weights of a direction have so many bits of these behind the point. */
    private static final int WEIGHT_BITS = 4;

    private static final double LAST_PLACE = 0x1p-23;

    /** {@return the numbers nearest to a point} */
    Parameters on(Parameters point) {
        return point.map(this::on);
    }

    /** {@return the same of one tensor} */
    Tensor on(Tensor tensor) {
        return isFine() ? tensor : tensor.mapExactly(dtype::round);
    }

    /**
     * {@return a step of about {@code t} from one number to another; in float32 as long to both sides}
     *
     * @param at a number
     * @param t signed
     */
    double step(double at, double t) {
        if (isFine()) {
            return (at + t) - at;
        }
        double away = Math.copySign(ofFewBits(t), at);
        return Math.copySign(Math.abs(dtype.round(at + away) - at), t);
    }

    /**
     * {@return a step of about {@code t} along a direction that takes elements to numbers}
     *
     * @param t signed, against elements' sizes
     */
    double step(double t) {
        double shortest = Math.scalb(LAST_PLACE, WEIGHT_BITS);
        return isFine() ? t : shortest * Math.rint(ofFewBits(t) / shortest);
    }

    private boolean isFine() {
        return dtype == DType.FLOAT64;
    }

    private static double ofFewBits(double t) {
        double last = Math.scalb(1.0, Math.getExponent(t) + 1 - SIGNIFICANT_BITS);
        return last * Math.rint(t / last);
    }
}
