package dev.gradcheck.tensor;

import java.util.function.DoubleUnaryOperator;

/** A real function of one number, with what is known of it: its value, its derivative, how accurate both are, where it breaks. */
public sealed interface Univariate
        permits Elementary, Univariate.Scale, Univariate.Shift, Univariate.Power, Univariate.Opaque {
    /**
     * f(x).
     *
     * @param arithmetic whose number the value is
     * @param x a number of that arithmetic
     * @return the rounded value
     */
    double value(Arithmetic arithmetic, double x);

    /**
     * f'(x) in float64; NaN where it is not known.
     *
     * @param x any number but {@link #breakpoint}
     * @return the derivative
     */
    double derivative(double x);

    /** {@return the relative error of value and derivative in float64, in units of roundoff 2⁻⁵³; 0 where both are exact} */
    double accuracy();

    /** {@return the number at which value or derivative jump or become infinite; NaN if there is none} */
    double breakpoint();

    /** {@return whether nothing but values is known: no derivative, and no accuracy beyond what {@link Tensor#map} asks for} */
    default boolean isOpaque() {
        return false;
    }

    /**
     * c·x, with c rounded to the type in which sums are kept.
     *
     * @param factor c
     */
    record Scale(double factor) implements Univariate {
        @Override
        public double value(Arithmetic arithmetic, double x) {
            return arithmetic.multiply(x, arithmetic.accumulator().round(factor));
        }

        @Override
        public double derivative(double x) {
            return factor;
        }

        @Override
        public double accuracy() {
            return Math.abs(factor) == 1 ? 0 : 1;
        }

        @Override
        public double breakpoint() {
            return Double.NaN;
        }
    }

    /**
     * x + c, with c rounded to the type in which sums are kept.
     *
     * @param summand c
     */
    record Shift(double summand) implements Univariate {
        @Override
        public double value(Arithmetic arithmetic, double x) {
            return arithmetic.add(x, arithmetic.accumulator().round(summand));
        }

        @Override
        public double derivative(double x) {
            return 1;
        }

        @Override
        public double accuracy() {
            return 1;
        }

        @Override
        public double breakpoint() {
            return Double.NaN;
        }
    }

    /**
     * x to a fixed power, by {@link StrictMath#pow}: NaN for negative x, unless the exponent is a whole number.
     *
     * @param exponent p
     */
    record Power(double exponent) implements Univariate {
        /** An exponent p − 1 that is rounded errs by u·|p|, and ln x is at most 745. */
        private static final double ROUNDED_EXPONENT = 1500;

        @Override
        public double value(Arithmetic arithmetic, double x) {
            return arithmetic.elementary(StrictMath.pow(x, exponent));
        }

        @Override
        public double derivative(double x) {
            return exponent == 0 ? 0 : exponent * StrictMath.pow(x, exponent - 1);
        }

        @Override
        public double accuracy() {
            return exponent - 1 + 1 == exponent ? 4 : ROUNDED_EXPONENT * (1 + Math.abs(exponent));
        }

        @Override
        public double breakpoint() {
            boolean isPolynomial = exponent >= 0 && exponent == Math.rint(exponent);
            return isPolynomial ? Double.NaN : 0;
        }
    }

    /**
     * A function of which nothing but its values is known.
     *
     * @param function from float64 to float64
     * @param exact whether its values are numbers of the dtype; else they are rounded, and correct to about one ulp of float64
     */
    record Opaque(DoubleUnaryOperator function, boolean exact) implements Univariate {
        @Override
        public double value(Arithmetic arithmetic, double x) {
            double value = function.applyAsDouble(x);
            if (!exact) {
                return arithmetic.elementary(value);
            }
            if (!arithmetic.holds(value)) {
                throw new IllegalArgumentException(
                        value + " is no " + arithmetic.precision() + ": this function is not exact, use map");
            }
            return arithmetic.precision().round(value);
        }

        @Override
        public double derivative(double x) {
            return Double.NaN;
        }

        @Override
        public double accuracy() {
            return exact ? 0 : 2;
        }

        @Override
        public double breakpoint() {
            return Double.NaN;
        }

        @Override
        public boolean isOpaque() {
            return true;
        }
    }
}
