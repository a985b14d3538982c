package dev.gradcheck.check;

import dev.gradcheck.accused.ForwardPass;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Optional;

/**
 * The derivative of every output by every element of one parameter, by central differences of fourth order: no evidence, but near enough to
 * tell one formula from another.
 *
 * @param value of the function there
 * @param parameter the shape of the parameter
 * @param columns for each element of the parameter, row-major, the derivatives of the outputs, row-major
 */
record Jacobian(Tensor value, Shape parameter, double[][] columns) {
    private static final double STEP = 0x1p-9;

    /** An element that is far smaller than its tensor is moved by this part of the largest. */
    private static final double SMALL = 0x1p-4;

    /** What is smaller than the largest derivative by this is what the differences are off by. */
    private static final double ZERO = 1e-8;

    /** Empty where a value on the way is missing or not finite. */
    static Optional<Jacobian> of(ForwardPass forward, Parameters at, String name) {
        Optional<Tensor> value = forward.value(at).value();
        Tensor x = at.get(name);
        double[][] columns = new double[x.size()][];
        for (int i = 0; i < columns.length && value.isPresent(); i++) {
            double own = Math.abs(x.at(i));
            double natural = x.maxAbs() == 0 ? 1 : Math.max(own, SMALL * x.maxAbs());
            columns[i] = column(forward, at, name, i, STEP * natural);
            if (!isFinite(columns[i]) && own > 0) { // a domain ends there
                columns[i] = column(forward, at, name, i, STEP * own);
            }
            if (!isFinite(columns[i])) {
                return Optional.empty();
            }
        }
        return value.map(v -> new Jacobian(v, x.shape(), columns));
    }

    /** (8(f(x + h) − f(x − h)) − (f(x + 2h) − f(x − 2h)))/12h; no number where a value is missing. */
    private static double[] column(ForwardPass forward, Parameters at, String name, int i, double h) {
        double[] column = new double[0];
        double[] weights = {8, -8, -1, 1};
        double[] steps = {h, -h, 2 * h, -2 * h};
        for (int k = 0; k < steps.length; k++) {
            double[] moved = at.get(name).values();
            moved[i] += steps[k];
            Tensor there = Tensor.of(at.get(name).dtype(), at.get(name).shape(), moved);
            Optional<Tensor> value = forward.value(at.with(name, there)).value();
            if (value.isEmpty()) {
                return new double[] {Double.NaN};
            }
            column = k == 0 ? new double[value.get().size()] : column;
            for (int o = 0; o < column.length; o++) {
                column[o] += weights[k] * value.get().at(o) / (12 * h);
            }
        }
        return column;
    }

    private static boolean isFinite(double[] column) {
        for (double derivative : column) {
            if (!Double.isFinite(derivative)) {
                return false;
            }
        }
        return true;
    }

    /** The gradient for a cotangent, row-major. */
    double[] pulled(double[] cotangent) {
        double[] gradient = new double[columns.length];
        for (int i = 0; i < gradient.length; i++) {
            for (int o = 0; o < cotangent.length; o++) {
                gradient[i] += columns[i][o] * cotangent[o];
            }
        }
        return gradient;
    }

    /** Whether each output depends on the element in its own place alone. */
    boolean isDiagonal() {
        double zero = ZERO * largest();
        for (int i = 0; i < columns.length; i++) {
            for (int o = 0; o < columns[i].length; o++) {
                if (i != o && Math.abs(columns[i][o]) > zero) {
                    return false;
                }
            }
        }
        return isSquare();
    }

    /** Whether there is an output in the place of each element. */
    boolean isSquare() {
        return value.shape().equals(parameter);
    }

    /** The derivatives of each output by the element in its place. */
    double[] diagonal() {
        double[] diagonal = new double[columns.length];
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = columns[i][i];
        }
        return diagonal;
    }

    /** The gradient where every element has what the last output that depends on it (or the first) gives, instead of the sum. */
    double[] overwritten(double[] cotangent, boolean byLast) {
        double zero = ZERO * largest();
        double[] gradient = new double[columns.length];
        for (int i = 0; i < gradient.length; i++) {
            for (int k = 0; k < cotangent.length; k++) {
                int o = byLast ? k : cotangent.length - 1 - k;
                gradient[i] = Math.abs(columns[i][o]) > zero ? columns[i][o] * cotangent[o] : gradient[i];
            }
        }
        return gradient;
    }

    private double largest() {
        double largest = 0;
        for (double[] column : columns) {
            for (double derivative : column) {
                largest = Math.max(largest, Math.abs(derivative));
            }
        }
        return largest;
    }
}
