package dev.gradcheck.oracle;

import java.util.List;

/**
 * A random smooth function: operations, one after the other, each on the value so far. Its derivative is carried along by the chain
 * rule, with a measure of what rounding may have done to it.
 */
record Composition(List<Step> steps) {
    /** The operations; {@code c} is a step's constant. */
    enum Operation {
        TIMES_C,
        PLUS_C,
        PLUS_X,
        TIMES_X,
        SQUARE,
        SIN,
        TANH,
        EXP,
        ATAN,
        BELL,
        LOG,
        ROOT
    }

    /** One operation with its constant. */
    record Step(Operation operation, double c) {
        @Override
        public String toString() {
            return operation + "(" + c + ")";
        }
    }

    /**
     * A value with its derivative.
     *
     * @param value as computed
     * @param slope its derivative
     * @param size the sum of the absolute values of all terms of the derivative
     * @param error what rounding may have done to the value
     */
    record Dual(double value, double slope, double size, double error) {
        Dual through(double image, double derivative) {
            double factor = Math.abs(derivative);
            return new Dual(image, derivative * slope, factor * size, factor * error + ulp(image));
        }

        private static double ulp(double image) {
            return 0x1p-52 * Math.abs(image);
        }
    }

    double value(double x) {
        return at(x).value();
    }

    Dual at(double x) {
        Dual u = new Dual(x, 1, 1, 0);
        for (Step step : steps) {
            u = apply(step, u, x);
        }
        return u;
    }

    private static Dual apply(Step step, Dual u, double x) {
        double v = u.value();
        double q = 1 + v * v;
        return switch (step.operation()) {
            case TIMES_C -> u.through(step.c() * v, step.c());
            case PLUS_C -> u.through(v + step.c(), 1);
            case PLUS_X -> new Dual(v + x, u.slope() + 1, u.size() + 1, u.error() + Dual.ulp(v + x));
            case TIMES_X -> {
                double error = u.error() * Math.abs(x) + Dual.ulp(v * x);
                yield new Dual(v * x, u.slope() * x + v, u.size() * Math.abs(x) + Math.abs(v), error);
            }
            case SQUARE -> u.through(v * v, 2 * v);
            case SIN -> u.through(StrictMath.sin(v), StrictMath.cos(v));
            case TANH -> {
                double cosh = StrictMath.cosh(v);
                yield u.through(StrictMath.tanh(v), 1 / cosh / cosh);
            }
            case EXP -> u.through(StrictMath.exp(v), StrictMath.exp(v));
            case ATAN -> u.through(StrictMath.atan(v), 1 / q);
            case BELL -> inexact(q, u.through(1 / q, -2 * v / (q * q)), 1 / q / q);
            case LOG -> inexact(q, u.through(StrictMath.log(q), 2 * v / q), 1 / q);
            case ROOT -> inexact(q, u.through(StrictMath.sqrt(q), v / StrictMath.sqrt(q)), 0.5 / StrictMath.sqrt(q));
        };
    }

    /** 1 + v² was rounded before the last function of it. */
    private static Dual inexact(double q, Dual image, double derivative) {
        return new Dual(image.value(), image.slope(), image.size(), image.error() + derivative * Dual.ulp(q));
    }
}
