package dev.gradcheck.oracle.record;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Elementary;
import dev.gradcheck.tensor.Interpreter;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.tensor.Univariate;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Running error analysis: a bound on the error of each element of a primitive's result, from the errors of its operands and from the
 * roundings that it makes itself, in absolute values. Null is no error at all.
 *
 * <p>u is 2⁻⁵³; a sum of n terms errs by at most γ_n·Σ|terms| with γ_n = nu/(1 − nu), in any order; an operation that can underflow by the
 * smallest number besides. Source: N. J. Higham, Accuracy and Stability of Numerical Algorithms (2002), §3.1–3.5.
 *
 * @param operands of the primitive
 * @param result as computed
 */
record ErrorAnalysis(List<Bounded> operands, Tensor result) implements Interpreter<Tensor> {
    /** The unit roundoff of float64. */
    static final double U = 0x1p-53;

    /** Of what is not a number of the parameters any more. */
    static boolean isDetached(Primitive primitive) {
        return primitive instanceof Primitive.Map map && map.function() == Elementary.DETACH;
    }

    static double gamma(int n) {
        return n * U / (1 - n * U);
    }

    @Override
    public Tensor binary(Primitive.Binary primitive) {
        Bounded a = operands.get(0);
        Bounded b = operands.get(1);
        return switch (primitive.operation()) {
            case PLUS, MINUS -> each(i -> a.error(i) + b.error(i) + sumRounding(a.at(i), b.at(i), result.at(i)));
            case TIMES -> each(i -> product(a, b, i));
            case DIVIDE -> each(i -> quotient(a, b, i));
            case MAXIMUM, MINIMUM -> areExact() ? null : each(i -> Math.max(a.error(i), b.error(i)));
        };
    }

    /** A sum does not underflow; an infinite summand makes an infinite sum, and no rounding. */
    private static double sumRounding(double a, double b, double sum) {
        return Double.isInfinite(a) || Double.isInfinite(b) ? 0 : U * Math.abs(sum);
    }

    private double product(Bounded a, Bounded b, int i) {
        double x = Math.abs(a.at(i));
        double y = Math.abs(b.at(i));
        double own = x == 0 || y == 0 || Double.isInfinite(x) || Double.isInfinite(y) ? 0 : rounding(result.at(i));
        return times(x, b.error(i)) + times(y, a.error(i)) + times(a.error(i), b.error(i)) + own;
    }

    private double quotient(Bounded a, Bounded b, int i) {
        double least = Math.abs(b.at(i)) - b.error(i);
        if (!(least > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double own = a.at(i) == 0 ? 0 : rounding(result.at(i));
        return (a.error(i) + times(Math.abs(result.at(i)), b.error(i))) / least + own;
    }

    /** By the mean value theorem, where the function does not jump. */
    @Override
    public Tensor map(Primitive.Map primitive) {
        Univariate function = primitive.function();
        Bounded x = operands.get(0);
        if (x.isExact() && (function.accuracy() == 0 || isDetached(primitive))) {
            return x.moves() && !Double.isNaN(function.breakpoint()) ? each(i -> Slopes.jump(function, x, i)) : null;
        }
        if (isDetached(primitive)) {
            return null;
        }
        Bounded slope = x.isExact() ? null : x.slope(function);
        return each(i -> {
            double own = function.accuracy() == 0 ? 0 : function.accuracy() * rounding(result.at(i));
            double steepest = x.isExact() ? 0 : Math.abs(slope.at(i)) + slope.error(i);
            return times(steepest, x.error(i)) + (Double.isInfinite(x.at(i)) ? 0 : own) + Slopes.jump(function, x, i);
        });
    }

    /** What is uncertain may be the other. */
    @Override
    public Tensor compare(Primitive.Compare primitive) {
        Bounded a = operands.get(0);
        Bounded b = operands.get(1);
        return !a.moves() && !b.moves() ? null : each(i -> Ties.areTied(a, i, b, i) ? 1 : 0);
    }

    @Override
    public Tensor where(Primitive.Where primitive) {
        Bounded mask = operands.get(0);
        Bounded a = operands.get(1);
        Bounded b = operands.get(2);
        return areExact()
                ? null
                : each(i -> {
                    double chosen = mask.at(i) != 0 ? a.error(i) : b.error(i);
                    boolean isUncertain = Ties.isOpen(mask, i) && a.at(i) != b.at(i);
                    return isUncertain ? Math.max(a.error(i), b.error(i)) + Math.abs(a.at(i) - b.at(i)) : chosen;
                });
    }

    @Override
    public Tensor broadcast(Primitive.Broadcast primitive) {
        return rearranged(e -> e.apply(primitive));
    }

    @Override
    public Tensor sum(Primitive.Sum primitive) {
        return sums(primitive, operands.get(0).size() / Math.max(1, result.size()));
    }

    @Override
    public Tensor extremum(Primitive.Extremum primitive) {
        return rearranged(e -> e.apply(new Primitive.Extremum(true, primitive.axes())));
    }

    @Override
    public Tensor reshape(Primitive.Reshape primitive) {
        return rearranged(e -> e.apply(primitive));
    }

    @Override
    public Tensor permute(Primitive.Permute primitive) {
        return rearranged(e -> e.apply(primitive));
    }

    @Override
    public Tensor concat(Primitive.Concat primitive) {
        Tensor[] rest = operands.stream().skip(1).map(Bounded::error).toArray(Tensor[]::new);
        return areExact() ? null : operands.get(0).error().apply(primitive, rest);
    }

    @Override
    public Tensor gather(Primitive.Gather primitive) {
        return rearranged(e -> e.apply(primitive));
    }

    @Override
    public Tensor scatterAdd(Primitive.ScatterAdd primitive) {
        return sums(primitive, primitive.map().summands());
    }

    /** (E_A + γ|A|)·(|B| + E_B) + |A|·E_B. */
    @Override
    public Tensor matmul(Primitive.Matmul primitive) {
        Bounded a = operands.get(0);
        Bounded b = operands.get(1);
        int inner = a.value().shape().dimension(a.value().shape().rank() - 1);
        Tensor sizes = a.value().abs();
        Tensor left = sizes.times(gamma(inner));
        left = a.isExact() ? left : left.plus(a.error());
        Tensor right = b.value().abs();
        Tensor error = left.matmul(b.isExact() ? right : right.plus(b.error()));
        Tensor all = b.isExact() ? error : error.plus(sizes.matmul(b.error()));
        return all.plus(inner * Double.MIN_VALUE);
    }

    @Override
    public Tensor cast(Primitive.Cast primitive) {
        Bounded x = operands.get(0);
        if (primitive.to().dtype() == DType.FLOAT64) {
            return x.isExact() ? null : x.error();
        }
        double u = primitive.to().dtype().unitRoundoff();
        return each(i -> x.error(i) + u * Math.abs(result.at(i)) + Float.MIN_VALUE);
    }

    @Override
    public Tensor replace(Primitive.Replace primitive) {
        return rearranged(e -> e.with(primitive.element(), 0));
    }

    /** Σ of e + γ|x|; what has one summand is not rounded. */
    private Tensor sums(Primitive primitive, int summands) {
        Bounded x = operands.get(0);
        if (summands <= 1) {
            return rearranged(e -> e.apply(primitive));
        }
        Tensor own = x.value().abs().times(gamma(summands));
        return (x.isExact() ? own : own.plus(x.error())).apply(primitive);
    }

    private Tensor rearranged(UnaryOperator<Tensor> operation) {
        return areExact() ? null : operation.apply(operands.get(0).error());
    }

    private boolean areExact() {
        return operands.stream().allMatch(Bounded::isExact);
    }

    private Tensor each(IntToDoubleFunction error) {
        return Bounded.tensor(result.shape(), error);
    }

    /** Of a result that can underflow. */
    static double rounding(double result) {
        return U * Math.abs(result) + Double.MIN_VALUE;
    }

    /** Nothing of the infinite is nothing. */
    static double times(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }
}
