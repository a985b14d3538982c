package dev.gradcheck.verdict;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A whole term that is missing, seen by what is left over in each row or column: the same number for all (the mean term of a
 * normalisation), or a multiple of another tensor (the term −s·⟨s, v⟩ of a softmax, the variance term of a normalisation).
 */
final class MissingTerm {
    private MissingTerm() {}

    static Optional<Diagnosis> of(Truth truth) {
        if (truth.wrong().length < 2) {
            return Optional.empty();
        }
        return lines(truth).stream().flatMap(lines -> of(truth, lines).stream()).findFirst();
    }

    /** Along the last axis first, as layer norm and softmax go; then all elements of one index, as a batch norm takes channels. */
    private static List<Lines> lines(Truth truth) {
        if (!Region.hasLines(truth.shape())) {
            return List.of(new Lines("all elements", 1, i -> 0));
        }
        int rank = truth.shape().rank();
        int columns = truth.shape().dimension(rank - 1);
        List<Lines> lines = new ArrayList<>();
        lines.add(new Lines("each row", truth.size() / Math.max(1, columns), i -> i / columns));
        lines.add(new Lines("each column", columns, i -> i % columns));
        for (int axis = 0; axis < rank - 1; axis++) {
            int along = axis;
            lines.add(new Lines("each index of axis " + axis, truth.shape().dimension(axis), i -> truth.shape()
                    .index(i)
                    .get(along)));
        }
        return lines;
    }

    private static Optional<Diagnosis> of(Truth truth, Lines lines) {
        String what = "dL/d" + truth.gradient();
        if (fits(truth, lines, List.of(i -> 1))) {
            return Optional.of(new Diagnosis(
                    "mean term missing",
                    what + " is off by the same number in " + lines.name(),
                    "a mean or a sum over these elements is part of the forward pass: subtract its share of the gradient",
                    0));
        }
        for (String name : truth.clues().names()) {
            Tensor clue = truth.clues().get(name);
            if (clue.size() == truth.size() && fits(truth, lines, List.of(clue::at))) {
                return Optional.of(along(what, lines, name, "a multiple of " + name));
            }
        }
        for (String name : truth.clues().names()) {
            Tensor clue = truth.clues().get(name);
            if (clue.size() == truth.size() && fits(truth, lines, List.of(i -> 1, clue::at))) {
                return Optional.of(along(what, lines, name, "a number and a multiple of " + name));
            }
        }
        return Optional.empty();
    }

    private static Diagnosis along(String what, Lines lines, String name, String multiple) {
        return new Diagnosis(
                "term missing",
                what + " is off by " + multiple + " in " + lines.name() + ": the term −" + name + "·⟨" + name
                        + ", v⟩ is missing",
                "every output depends on every input here: add what goes through the sum that they share",
                0);
    }

    /** Least squares in each line, by the normal equations of one or two columns; a line needs two elements more than unknowns. */
    private static boolean fits(Truth truth, Lines lines, List<Column> columns) {
        double[] predicted = truth.analytic().clone();
        for (int line = 0; line < lines.count(); line++) {
            List<Integer> places = lines.places(truth.size(), line);
            if (places.size() < columns.size() + 2 || !subtract(truth, places, columns, predicted)) {
                return false;
            }
        }
        double[] left = new double[truth.size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = truth.analytic()[i] - (predicted[i] - truth.expected()[i]);
        }
        return truth.explains(truth.residual(left));
    }

    /** Takes the fitted multiple of the columns from the analytic gradient in one line. */
    private static boolean subtract(Truth truth, List<Integer> places, List<Column> columns, double[] predicted) {
        Column first = columns.get(0);
        Column second = columns.size() > 1 ? columns.get(1) : i -> 0;
        double aa = 0;
        double ab = 0;
        double bb = 0;
        double ad = 0;
        double bd = 0;
        for (int i : places) {
            double d = truth.analytic()[i] - truth.expected()[i];
            aa += first.at(i) * first.at(i);
            ab += first.at(i) * second.at(i);
            bb += second.at(i) * second.at(i);
            ad += first.at(i) * d;
            bd += second.at(i) * d;
        }
        double determinant = columns.size() > 1 ? aa * bb - ab * ab : aa;
        double a = columns.size() > 1 ? (ad * bb - bd * ab) / determinant : ad / aa;
        double b = columns.size() > 1 ? (aa * bd - ab * ad) / determinant : 0;
        for (int i : places) {
            predicted[i] -= a * first.at(i) + b * second.at(i);
        }
        return Double.isFinite(a) && Double.isFinite(b);
    }

    private interface Column {
        double at(int element);
    }

    private record Lines(String name, int count, IntUnaryOperator line) {
        List<Integer> places(int size, int which) {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                if (line.applyAsInt(i) == which) {
                    places.add(i);
                }
            }
            return places;
        }
    }
}
