package dev.gradcheck.oracle;

import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.function.DoubleUnaryOperator;

/** A function of one number with its known derivative, as a black box. */
record Curve(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    /** What finite differences say at a point of which nothing is claimed. */
    Slope slope(double x) {
        return slope(x, Claim.NONE);
    }

    Slope slope(double x, Claim claim) {
        return new FiniteDifferences()
                .estimate(question(x, claim))
                .get(0)
                .slopes()
                .get(0);
    }

    Question question(double x, Claim claim) {
        ScalarFunction function = new ScalarFunction(
                name, a -> value.applyAsDouble(a[0]), a -> new double[] {derivative.applyAsDouble(a[0])});
        return new Question(function, ScalarFunction.point(x), Tensor.scalar(DType.FLOAT64, 1), claim);
    }

    /** A function alone, where no derivative is asked for. */
    static Curve of(DoubleUnaryOperator value) {
        return new Curve("f", value, x -> Double.NaN);
    }

    /** Whether an estimate holds what it promises: its error is within its bound, and it has one. */
    static boolean holds(Slope slope, double truth) {
        return Math.abs(slope.value() - truth) <= slope.bound().orElse(-1);
    }

    /** For a claim that nothing but a value near this one agrees with. */
    static Claim claimed(double derivative) {
        return claimed(derivative, 1e-15 * Math.abs(derivative));
    }

    /** For a claim that may be off by its own rounding: open, weak or full as a verdict would have it. */
    static Claim claimed(double derivative, double rounding) {
        return (parameter, element, slope) -> {
            double error = Math.abs(slope.value() - derivative) - rounding;
            double bound = slope.bound().orElse(Double.POSITIVE_INFINITY);
            if (error > bound) {
                return Support.CONTRADICTED;
            }
            if (bound > 1e-2 * Math.max(Math.abs(slope.value()), Math.abs(derivative))) {
                return Support.OPEN;
            }
            return error <= bound / 10 ? Support.FULL : Support.WEAK;
        };
    }
}
