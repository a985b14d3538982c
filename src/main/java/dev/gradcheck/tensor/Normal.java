package dev.gradcheck.tensor;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The standard normal distribution in float64: the density φ(x) = exp(−x²/2)/√(2π) and the distribution function Φ(x) = ½·erfc(−x/√2); the error function.
 *
 * <p>Accuracy: within 5 ulp down to where they become subnormal, the tail included (4.1 and 2.9 at most, 0.74 and 0.87 in the root mean
 * square, for Φ and φ at 20,000 points from −37 to 8, against 40 digits). The rounding of x² is carried along, and what remains of
 * Φ in the tail is a rational function: erfcx(x) = exp(x²)·erfc(x) of Commons Numbers, after J. Maddock's erf in Boost. Its own erf and
 * erfc call {@code Math.exp}, which may differ from machine to machine; erfcx from ½ on and erfc within ±½, all that is used here, do not.
 * NaN stays NaN.
 */
final class Normal {
    private static final double SQRT_HALF = 0.7071067811865476;
    private static final double TWO_OVER_SQRT_PI = 1.1283791670955126;
    private static final double SQRT_2PI = 2.5066282746310002;

    /** Within it, Commons Numbers takes a polynomial. */
    private static final double CENTRE = 0.5;

    /** exp(−x²/2) is 0 from here on, and x² may overflow. */
    private static final double VANISHING = 40;

    private Normal() {}

    static double density(double x) {
        return bell(x) / SQRT_2PI;
    }

    static double distribution(double x) {
        double t = Math.abs(x) * SQRT_HALF;
        if (t < CENTRE) {
            return 0.5 * Erfc.value(-x * SQRT_HALF);
        }
        double tail = 0.5 * bell(x) * Erfcx.value(t);
        return x < 0 ? tail : 1 - tail;
    }

    /** erf(x) = sign(x)·(1 − exp(−x²)·erfcx(|x|)), a polynomial near 0. */
    static double erf(double x) {
        double t = Math.abs(x);
        if (t < CENTRE) {
            return Erf.value(x);
        }
        return Math.copySign(1 - bell(t, 1) * Erfcx.value(t), x);
    }

    /** erf'(x) = 2/√π·exp(−x²). */
    static double erfSlope(double x) {
        return TWO_OVER_SQRT_PI * bell(x, 1);
    }

    private static double bell(double x) {
        return bell(x, 0.5);
    }

    /** exp(−s·x²), with x² as a sum of two numbers: the rounding of the first would be multiplied by s·x². */
    private static double bell(double x, double s) {
        double c = Math.min(Math.abs(x), VANISHING);
        double square = c * c;
        double lost = Math.fma(c, c, -square);
        double e = StrictMath.exp(-s * square);
        return e - e * (s * lost);
    }
}
