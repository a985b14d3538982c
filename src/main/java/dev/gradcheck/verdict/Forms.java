package dev.gradcheck.verdict;

import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a gradient has another number of elements than its parameter: an axis was summed that must not be, or one was not that must be. The
 * values tell, although they cannot be compared one by one.
 */
public final class Forms {
    private Forms() {}

    /**
     * The likely cause of a gradient's shape.
     *
     * @param analytic the gradient, with another number of elements than the parameter, all finite
     * @param estimate an oracle's, in the parameter's shape
     * @return the first sum over one or all axes that explains the values; empty if none does
     */
    public static Optional<Diagnosis> of(Tensor analytic, Estimate estimate) {
        if (estimate.slopes().stream().anyMatch(slope -> slope.bound().isEmpty())) {
            return Optional.empty();
        }
        Tensor truth = tensor(analytic, estimate, Forms::value);
        Tensor bounds = tensor(analytic, estimate, Forms::bound);
        String name = "dL/d" + estimate.parameter();
        for (Shape kept : collapsed(truth.shape())) {
            if (explains(sum(truth, kept), sum(bounds, kept), analytic)) {
                return Optional.of(new Diagnosis(
                        "summed over the wrong axis",
                        name + " is the sum of the truth over " + axes(truth.shape(), kept) + ": the shape "
                                + analytic.shape() + " instead of " + truth.shape(),
                        "keep the axes that the parameter has: multiply element by element instead of contracting",
                        0));
            }
        }
        for (Shape kept : collapsed(analytic.shape())) {
            if (explains(truth, bounds, sum(analytic, kept))) {
                return Optional.of(new Diagnosis(
                        "not summed",
                        name + " has the shape " + analytic.shape() + ", and summed over "
                                + axes(analytic.shape(), kept) + " it is the truth",
                        "sum over the axes along which the forward pass repeats the parameter",
                        0));
            }
        }
        return Optional.empty();
    }

    private interface Part {
        double of(Slope slope);
    }

    private static double value(Slope slope) {
        return slope.value();
    }

    private static double bound(Slope slope) {
        return slope.bound().getAsDouble();
    }

    private static Tensor tensor(Tensor like, Estimate estimate, Part part) {
        double[] values = estimate.slopes().stream().mapToDouble(part::of).toArray();
        return Tensor.of(like.dtype(), estimate.shape(), values);
    }

    /** The shapes in which one axis, or every one, has the length 1. */
    private static List<Shape> collapsed(Shape shape) {
        List<Shape> shapes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            List<Integer> kept = new ArrayList<>(shape.dimensions());
            kept.set(axis, 1);
            shapes.add(new Shape(kept));
        }
        shapes.add(new Shape(shape.dimensions().stream().map(length -> 1).toList()));
        return shapes;
    }

    private static Tensor sum(Tensor tensor, Shape kept) {
        return IndexMap.repetition(kept, tensor.shape()).scatterAdd(tensor);
    }

    private static String axes(Shape shape, Shape kept) {
        List<String> axes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dimension(axis) != kept.dimension(axis)) {
                axes.add(String.valueOf(axis));
            }
        }
        return (axes.size() == 1 ? "axis " : "axes ") + String.join(", ", axes);
    }

    /** By a thousandth of the largest element, and whatever the oracle may err by; zeros explain nothing. */
    private static boolean explains(Tensor truth, Tensor bounds, Tensor analytic) {
        if (truth.size() != analytic.size() || analytic.maxAbs() == 0) {
            return false;
        }
        for (int i = 0; i < truth.size(); i++) {
            double allowed = bounds.at(i) + Truth.EXPLAINED * analytic.maxAbs();
            if (!(Math.abs(truth.at(i) - analytic.at(i)) <= allowed)) {
                return false;
            }
        }
        return true;
    }
}
