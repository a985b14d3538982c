package dev.gradcheck.tensor;

import java.util.function.DoubleUnaryOperator;

/**
 * The functions that have a name. Values are {@link StrictMath}'s or composed of them, so that they have the same bits on every machine;
 * accuracies follow from its documentation (1 ulp, 2.5 for the hyperbolic functions; an ulp is up to 2 units of roundoff) and from the
 * operations that follow.
 */
public enum Elementary implements Univariate {
    /** −x. Exact. */
    NEGATE(0, Double.NaN, (a, x) -> -x, x -> -1),
    /** |x|; breaks at 0. Exact. */
    ABS(0, 0, (a, x) -> Math.abs(x), Math::signum),
    /** −1, 0 or 1; jumps at 0. Exact. */
    SIGN(0, 0, (a, x) -> Math.signum(x), x -> 0),
    /** 1 for x &gt; 0, else 0; jumps at 0. NaN stays NaN. Exact. */
    STEP(0, 0, (a, x) -> x > 0 ? 1 : Double.isNaN(x) ? x : 0, x -> 0),
    /** max(x, 0), +0.0 for x ≤ 0; breaks at 0. NaN stays NaN. Exact. */
    RELU(0, 0, (a, x) -> x > 0 || Double.isNaN(x) ? x : 0, x -> x > 0 ? 1 : 0),
    /** x², one rounding. */
    SQUARE(1, Double.NaN, (a, x) -> a.multiply(x, x), x -> 2 * x),
    /** 1/x, one rounding; breaks at 0. */
    RECIPROCAL(3, 0, (a, x) -> a.divide(1, x), x -> -1 / (x * x)),
    /** √x; breaks at 0. */
    SQRT(3, 0, (a, x) -> a.elementary(StrictMath.sqrt(x)), x -> 0.5 / StrictMath.sqrt(x)),
    /** eˣ. */
    EXP(2, Double.NaN, (a, x) -> a.elementary(StrictMath.exp(x)), StrictMath::exp),
    /** eˣ − 1. */
    EXPM1(2, Double.NaN, (a, x) -> a.elementary(StrictMath.expm1(x)), StrictMath::exp),
    /** The natural logarithm; breaks at 0. */
    LOG(2, 0, (a, x) -> a.elementary(StrictMath.log(x)), x -> 1 / x),
    /** log(1 + x); breaks at −1. */
    LOG1P(3, -1, (a, x) -> a.elementary(StrictMath.log1p(x)), x -> 1 / (1 + x)),
    /** sin x. */
    SIN(2, Double.NaN, (a, x) -> a.elementary(StrictMath.sin(x)), StrictMath::cos),
    /** cos x. */
    COS(2, Double.NaN, (a, x) -> a.elementary(StrictMath.cos(x)), x -> -StrictMath.sin(x)),
    /** The inverse of tan. */
    ATAN(4, Double.NaN, (a, x) -> a.elementary(StrictMath.atan(x)), x -> 1 / (1 + x * x)),
    /** The hyperbolic tangent, with the derivative 4q/(1 + q)², q = exp(−2|x|). */
    TANH(10, Double.NaN, (a, x) -> a.elementary(StrictMath.tanh(x)), Elementary::tanhSlope),
    /** The logistic function 1/(1 + exp(−x)), with the derivative σ(x)·σ(−x). */
    SIGMOID(12, Double.NaN, (a, x) -> a.elementary(logistic(x)), x -> logistic(x) * logistic(-x)),
    /** log(1 + exp(x)) = max(x, 0) + log1p(exp(−|x|)): no overflow, no cancellation. */
    SOFTPLUS(8, Double.NaN, (a, x) -> a.elementary(softplus(x)), Elementary::logistic),
    /** The error function. */
    ERF(16, Double.NaN, (a, x) -> a.elementary(Normal.erf(x)), Normal::erfSlope),
    /** The standard normal distribution function Φ(x) = ½·erfc(−x/√2). */
    NORMAL(12, Double.NaN, (a, x) -> a.elementary(Normal.distribution(x)), Normal::density),
    /** The standard normal density φ(x). */
    NORMAL_DENSITY(14, Double.NaN, (a, x) -> a.elementary(Normal.density(x)), x -> -x * Normal.density(x)),
    /** The number x itself, taken as a constant: for what the function does not depend on in real arithmetic. Derivative 0. Exact. */
    DETACH(0, Double.NaN, (a, x) -> x, x -> 0);

    private interface Value {
        double of(Arithmetic arithmetic, double x);
    }

    private final double accuracy;
    private final double breakpoint;
    private final Value value;
    private final DoubleUnaryOperator derivative;

    Elementary(double accuracy, double breakpoint, Value value, DoubleUnaryOperator derivative) {
        this.accuracy = accuracy;
        this.breakpoint = breakpoint;
        this.value = value;
        this.derivative = derivative;
    }

    @Override
    public double value(Arithmetic arithmetic, double x) {
        return value.of(arithmetic, x);
    }

    @Override
    public double derivative(double x) {
        return derivative.applyAsDouble(x);
    }

    @Override
    public double accuracy() {
        return accuracy;
    }

    @Override
    public double breakpoint() {
        return breakpoint;
    }

    private static double logistic(double x) {
        return x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : StrictMath.exp(x) / (1 + StrictMath.exp(x));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    private static double tanhSlope(double x) {
        double q = StrictMath.exp(-2 * Math.abs(x));
        return 4 * q / ((1 + q) * (1 + q));
    }
}
