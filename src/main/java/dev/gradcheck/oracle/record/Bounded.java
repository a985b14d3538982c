package dev.gradcheck.oracle.record;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Pointwise;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.tensor.Univariate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Numbers in float64, each with a bound on its absolute error; and whether they move at all when the parameters do. Numbers
 * that were rounded at random are samples of what that does: they have no bound.
 */
final class Bounded {
    private final Tensor value;
    private final Tensor error;
    private final boolean moves;
    private final Map<Univariate, Bounded> slopes = new HashMap<>();

    /** An error of null is none. */
    Bounded(Tensor value, Tensor error, boolean moves) {
        this.value = value;
        this.error = error;
        this.moves = moves;
    }

    static Bounded constant(Tensor value) {
        return new Bounded(value, null, false);
    }

    /** What a primitive makes of bounded operands. */
    static Bounded of(Primitive primitive, Bounded... operands) {
        List<Tensor> values = Arrays.stream(operands).map(Bounded::value).toList();
        return of(primitive, Pointwise.of(primitive, values), List.of(operands));
    }

    /** The same where the value is known already. */
    static Bounded of(Primitive primitive, Tensor value, List<Bounded> operands) {
        boolean moves = operands.stream().anyMatch(Bounded::moves) && !ErrorAnalysis.isDetached(primitive);
        return new Bounded(value, isSample(value) ? null : primitive.by(new ErrorAnalysis(operands, value)), moves);
    }

    /** Whether nothing is known of the errors. */
    static boolean isSample(Tensor value) {
        return !value.arithmetic().isNearest();
    }

    Tensor value() {
        return value;
    }

    boolean isExact() {
        return error == null;
    }

    boolean moves() {
        return moves;
    }

    /** Zeros where exact. */
    Tensor error() {
        return error == null ? Tensor.zeros(DType.FLOAT64, value.shape()) : error;
    }

    double at(int i) {
        return value.at(i);
    }

    double error(int i) {
        return error == null ? 0 : error.at(i);
    }

    int size() {
        return value.size();
    }

    /** The derivative of a function at these numbers, found once. */
    Bounded slope(Univariate function) {
        return slopes.computeIfAbsent(function, f -> Slopes.of(f, this));
    }

    /** A rearrangement: the same for numbers and bounds. */
    Bounded rearranged(UnaryOperator<Tensor> operation) {
        return new Bounded(operation.apply(value), error == null ? null : operation.apply(error), moves);
    }

    Bounded plus(Bounded other) {
        return of(new Primitive.Binary(Primitive.Operation.PLUS), this, other);
    }

    Bounded times(Bounded other) {
        return of(new Primitive.Binary(Primitive.Operation.TIMES), this, other);
    }

    Bounded dividedBy(Bounded other) {
        return of(new Primitive.Binary(Primitive.Operation.DIVIDE), this, other);
    }

    Bounded minus(Bounded other) {
        return of(new Primitive.Binary(Primitive.Operation.MINUS), this, other);
    }

    Bounded negated() {
        return new Bounded(value.negate(), error, moves);
    }

    static Tensor tensor(Shape shape, IntToDoubleFunction element) {
        double[] values = new double[shape.size()];
        Arrays.setAll(values, element);
        return Tensor.of(DType.FLOAT64, shape, values);
    }
}
