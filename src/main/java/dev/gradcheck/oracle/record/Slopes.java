package dev.gradcheck.oracle.record;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.tensor.Univariate;
import java.util.HashMap;
import java.util.Map;

/**
 * The derivative of a function at numbers that are known within an error: the one at the number, and how far those at the ends of the error
 * are from it. Where the number may be one at which the function breaks, the middle of the slopes on both sides, and all between them. What
 * is known by its values alone is differenced.
 */
final class Slopes {
    /** Derivatives that are compared were each rounded. */
    private static final double COMPARED = 3;

    private Slopes() {}

    static Bounded of(Univariate function, Bounded x) {
        double[] values = new double[x.size()];
        double[] errors = new double[x.size()];
        Map<Double, Slope> ladders = new HashMap<>();
        boolean isExact = true;
        for (int i = 0; i < values.length; i++) {
            Range range = function.isOpaque() ? differenced(function, x, i, ladders) : known(function, x, i);
            values[i] = range.middle();
            errors[i] = range.radius();
            isExact &= errors[i] == 0;
        }
        Tensor value =
                Tensor.of(DType.FLOAT64, x.value().shape(), values).in(x.value().arithmetic());
        boolean hasNone = isExact || Bounded.isSample(value);
        return new Bounded(
                value, hasNone ? null : Tensor.of(DType.FLOAT64, x.value().shape(), errors), x.moves());
    }

    /** All numbers between two. */
    private record Range(double middle, double radius) {
        static Range of(double one, double other) {
            return new Range(one + (other - one) / 2, Math.abs(other - one) / 2);
        }

        Range wider(double by) {
            return new Range(middle, radius + by);
        }
    }

    private static Range known(Univariate function, Bounded x, int i) {
        double rounding = function.accuracy() * ErrorAnalysis.U;
        if (isAtBreak(function, x, i)) {
            if (jump(function, x, i) > 0) {
                return new Range(0, Double.POSITIVE_INFINITY);
            }
            double left = function.derivative(Math.min(x.at(i) - x.error(i), Math.nextDown(function.breakpoint())));
            double right = function.derivative(Math.max(x.at(i) + x.error(i), Math.nextUp(function.breakpoint())));
            return Range.of(left, right).wider(rounding * Math.max(Math.abs(left), Math.abs(right)));
        }
        double slope = function.derivative(x.at(i));
        double own = rounding == 0 || slope == 0 ? 0 : rounding * Math.abs(slope) + Double.MIN_VALUE;
        if (x.error(i) == 0) {
            return new Range(slope, own);
        }
        double up = Math.abs(function.derivative(x.at(i) + x.error(i)) - slope);
        double down = Math.abs(function.derivative(x.at(i) - x.error(i)) - slope);
        return new Range(slope, Math.max(up, down) + COMPARED * own);
    }

    /** Where a number that moves is the one at which the function breaks, as far as is known. */
    private static boolean isAtBreak(Univariate function, Bounded x, int i) {
        return x.moves() && Math.abs(x.at(i) - function.breakpoint()) <= x.error(i);
    }

    /** How far the value jumps where a number may be on either side of the break; 0 elsewhere, and where it does not jump. */
    static double jump(Univariate function, Bounded x, int i) {
        if (!isAtBreak(function, x, i)) {
            return 0;
        }
        Arithmetic plain = Arithmetic.nearest(DType.FLOAT64);
        double left = function.value(plain, Math.nextDown(function.breakpoint()));
        double right = function.value(plain, Math.nextUp(function.breakpoint()));
        double jump = Math.abs(right - left);
        boolean isNumber = Double.isFinite(left) && Double.isFinite(right);
        return !isNumber ? Double.POSITIVE_INFINITY : jump < Double.MIN_NORMAL ? 0 : jump;
    }

    /** At both ends of the error, so that what lies between is between. */
    private static Range differenced(Univariate function, Bounded x, int i, Map<Double, Slope> ladders) {
        Slope below = ladders.computeIfAbsent(x.at(i) - x.error(i), at -> ladder(function, at));
        Slope above = ladders.computeIfAbsent(x.at(i) + x.error(i), at -> ladder(function, at));
        if (isUnknown(below) || isUnknown(above)) {
            return new Range(below.value(), Double.POSITIVE_INFINITY);
        }
        double bound = Math.max(below.bound().getAsDouble(), above.bound().getAsDouble());
        double least = Math.min(Math.min(below.left(), below.right()), Math.min(above.left(), above.right()));
        double most = Math.max(Math.max(below.left(), below.right()), Math.max(above.left(), above.right()));
        return Range.of(least, most).wider(bound);
    }

    private static boolean isUnknown(Slope slope) {
        return slope.bound().isEmpty() || slope.kind() == Slope.Kind.DISCONTINUOUS;
    }

    private static Slope ladder(Univariate function, double at) {
        Parameters point = Parameters.of(Single.X, Tensor.scalar(DType.FLOAT64, at));
        Accused guarded = new Accused(new Single(function), point, DType.FLOAT64, 0);
        Tensor one = Tensor.scalar(DType.FLOAT64, 1);
        return new FiniteDifferences()
                .estimate(new Question(guarded, point, one, Claim.NONE))
                .get(0)
                .slopes()
                .get(0);
    }

    /** A function of one number, whose backward pass nobody asks for. */
    private record Single(Univariate function) implements Differentiable {
        static final String X = "x";

        @Override
        public String name() {
            return X;
        }

        @Override
        public Tensor primal(Parameters point) {
            return point.get(X).map(function);
        }

        @Override
        public Vjp vjp(Parameters point) {
            throw new UnsupportedOperationException("only its values are known");
        }
    }
}
