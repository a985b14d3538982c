package dev.gradcheck.verdict;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/** Mistakes that multiply: a sign, a factor, a vector laid along the wrong axis. */
final class Scalings {
    /** A factor is a whole number, or one over one, if it is as near as this, relative: far above what an oracle errs by. */
    private static final double WHOLE = 1e-6;

    /** A factor that is as near to 1 as this counts nothing and forgets nothing. */
    private static final double APPROXIMATION = 1e-5;

    private Scalings() {}

    static Optional<Diagnosis> sign(Truth truth) {
        return factor(truth, -1)
                .map(residual -> new Diagnosis(
                        "sign",
                        "dL/d" + truth.gradient() + " has the wrong sign throughout",
                        "look for a lost or doubled minus, or a difference taken the other way round",
                        residual));
    }

    /** A truth of zeros has no factor: it would be NaN or infinite, and explain nothing. */
    static Optional<Diagnosis> factor(Truth truth) {
        double above = 0;
        double below = 0;
        for (int i = 0; i < truth.size(); i++) {
            above += truth.analytic()[i] * truth.expected()[i];
            below += truth.expected()[i] * truth.expected()[i];
        }
        double factor = above / below;
        if (factor == 0) {
            return Optional.empty();
        }
        return factor(truth, factor)
                .map(residual -> new Diagnosis(
                        "factor",
                        "dL/d" + truth.gradient() + " is " + Ratio.text(factor) + " times the truth throughout",
                        remedy(factor),
                        residual));
    }

    /** What usually has such a factor: whole numbers count something. */
    static String remedy(double factor) {
        if (isNear(factor, 2)) {
            return "look for a term that is accumulated twice, or the ½ of a square";
        }
        if (isNear(factor, 0.5)) {
            return "look for a ½ too many, or a mean over two where their sum is meant";
        }
        double times = Math.rint(factor);
        if (times > 1 && isNear(factor, times)) {
            return "look for a sum over " + Math.round(times) + " where their mean is meant: a missing 1/batch or 1/n";
        }
        double parts = Math.rint(1 / factor);
        if (parts > 1 && isNear(factor, 1 / parts)) {
            return "look for a mean over " + Math.round(parts) + " where their sum is meant";
        }
        if (Math.abs(factor - 1) <= APPROXIMATION) {
            return "one of forward and backward pass is an approximation: an iteration that stops at a tolerance, a truncated series, a constant"
                    + " of few digits; compute it to the last digit, or accept the difference with its reason";
        }
        return "look for a constant that only one of forward and backward pass has";
    }

    private static boolean isNear(double factor, double number) {
        return Math.abs(factor - number) <= WHOLE * number;
    }

    /** v laid along the columns where it belongs along the rows: element [i][j] is off by v[j]/v[i]. */
    static Optional<Diagnosis> broadcast(Truth truth) {
        if (truth.shape().rank() != 2
                || truth.shape().dimension(0) != truth.shape().dimension(1)) {
            return Optional.empty();
        }
        for (Map.Entry<String, Tensor> clue : truth.clues().tensors().entrySet()) {
            if (clue.getValue().size() == truth.shape().dimension(0)) {
                Optional<Diagnosis> found = broadcast(
                        truth, clue.getKey(), clue.getValue().as(DType.FLOAT64).values());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Diagnosis> broadcast(Truth truth, String name, double[] vector) {
        int n = vector.length;
        double[] predicted = new double[truth.size()];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double right = truth.expected()[i * n + j];
                predicted[i * n + j] = right == 0 ? 0 : right * vector[j] / vector[i];
            }
        }
        double residual = truth.residual(predicted);
        return !truth.explains(residual)
                ? Optional.empty()
                : Optional.of(new Diagnosis(
                        "broadcast along the wrong axis",
                        "dL/d" + truth.gradient() + " is what you get when " + name
                                + " is laid along the columns: a broadcast of (" + n + ") against (" + n
                                + ",1); element [i][j] is off by " + name + "[j]/" + name + "[i]",
                        "make " + name + " a column before the product, so that it lies along the rows",
                        residual));
    }

    private static Optional<Double> factor(Truth truth, double factor) {
        double[] predicted = new double[truth.size()];
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = factor * truth.expected()[i];
        }
        double residual = truth.residual(predicted);
        return truth.explains(residual) ? Optional.of(residual) : Optional.empty();
    }
}
