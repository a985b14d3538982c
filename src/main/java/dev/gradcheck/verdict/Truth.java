package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a diagnosis has to go by: a wrong gradient beside the right one, and the values of the function's tensors.
 *
 * @param gradient the gradient's name
 * @param shape of the parameter
 * @param analytic the gradient judged, row-major
 * @param expected the oracle's, row-major
 * @param bounds what each comparison allowed, row-major
 * @param clues tensors that a wrong formula may have used: parameters and intermediate values
 * @param dtype in which the gradient judged was computed
 */
record Truth(
        String gradient,
        Shape shape,
        double[] analytic,
        double[] expected,
        double[] bounds,
        Parameters clues,
        DType dtype) {
    /** An explanation may leave over this part of what it explains. */
    static final double EXPLAINED = 1e-3;

    /** Numbers of a wrong formula are rounded as those of the right one are: by a few operations of their dtype. */
    private static final double ROUNDINGS = 4;

    static Truth of(Finding finding, Shape parameter, Parameters clues, DType dtype) {
        List<ElementVerdict> elements = finding.elements().stream()
                .filter(e -> finding.survey().isEmpty() || e.slope().bound().isPresent())
                .toList();
        return new Truth(
                finding.gradient(),
                parameter,
                elements.stream().mapToDouble(ElementVerdict::analytic).toArray(),
                elements.stream().mapToDouble(e -> e.slope().value()).toArray(),
                elements.stream().mapToDouble(ElementVerdict::allowed).toArray(),
                clues,
                dtype);
    }

    int size() {
        return analytic.length;
    }

    double scale() {
        double scale = 0;
        for (int i = 0; i < size(); i++) {
            scale = Math.max(scale, Math.max(Math.abs(analytic[i]), Math.abs(expected[i])));
        }
        return scale;
    }

    /** Whether an element is wrong beyond what was allowed. */
    boolean isWrong(int i) {
        return !(Math.abs(analytic[i] - expected[i]) <= bounds[i]);
    }

    /** The elements that are wrong, row-major. */
    int[] wrong() {
        return IntStream.range(0, size()).filter(this::isWrong).toArray();
    }

    /** What a hypothesis leaves over, against the largest element. */
    double residual(double[] predicted) {
        double residual = 0;
        for (int i = 0; i < size(); i++) {
            residual = Math.max(residual, Math.abs(analytic[i] - predicted[i]));
        }
        return residual / scale();
    }

    /**
     * An explanation is good if it leaves over no more than a thousandth of the deviation, or no more than the comparison itself could
     * see, or the rounding of the largest number, and in any case less than half.
     */
    boolean explains(double residual) {
        double allowed = 0;
        for (double bound : bounds) {
            allowed = Math.max(allowed, Double.isFinite(bound) ? bound : 0);
        }
        double deviation = residual(expected);
        double least = Math.max(EXPLAINED * deviation, ROUNDINGS * dtype.unitRoundoff());
        return residual <= Math.max(least, 4 * allowed / scale()) && residual < deviation / 2;
    }
}
