package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Structural;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Several values one after the other along an axis. Backward: each gets its own part of ȳ. Exact.
 *
 * <p>Shapes: all equal but for the length of this axis; at least one input.
 *
 * @param axis counted from 0, or from the end: −1 is the last
 */
public record Concat(int axis) implements Layer {
    @Override
    public String name() {
        return "concat along axis " + axis;
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
        return new Applied(joined(inputs), yBar -> new Pulled(parts(shapes, yBar), Parameters.NONE));
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(new Mistake(
                "parts swapped",
                "the upstream gradient is cut as if the inputs had been joined in the reverse order",
                "give each input the part of the upstream gradient where its values lie",
                new Variant(
                        name(),
                        (parameters, inputs) -> new Applied(joined(inputs), yBar -> {
                            List<Shape> shapes = new ArrayList<>(
                                    inputs.stream().map(Tensor::shape).toList());
                            Collections.reverse(shapes);
                            List<Tensor> parts = new ArrayList<>(parts(shapes, yBar));
                            Collections.reverse(parts);
                            return new Pulled(parts, Parameters.NONE);
                        }))));
    }

    private Tensor joined(List<Tensor> inputs) {
        Shape whole = whole(inputs.stream().map(Tensor::shape).toList());
        return Structural.concat(axisOf(whole), inputs);
    }

    private List<Tensor> parts(List<Shape> shapes, Tensor yBar) {
        List<Tensor> parts = new ArrayList<>();
        int first = 0;
        for (Shape shape : shapes) {
            int[] places = places(yBar.shape(), shape, first);
            parts.add(IndexMap.of(yBar.shape(), shape, index -> places[shape.offset(index)])
                    .gather(yBar));
            first += shape.dimension(axisOf(shape));
        }
        return parts;
    }

    /** Where each element of a part lies in the whole: rows of the axis and all behind it stay together. */
    private int[] places(Shape whole, Shape part, int first) {
        int behind = 1;
        for (int k = axisOf(whole) + 1; k < whole.rank(); k++) {
            behind *= whole.dimension(k);
        }
        int row = part.dimension(axisOf(whole)) * behind;
        int wholeRow = whole.dimension(axisOf(whole)) * behind;
        int[] places = new int[part.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i / row * wholeRow + first * behind + i % row;
        }
        return places;
    }

    private Shape whole(List<Shape> shapes) {
        int length = 0;
        for (Shape shape : shapes) {
            if (axisOf(shape) < 0
                    || axisOf(shape) >= shape.rank()
                    || !with(shape, 0).equals(with(shapes.get(0), 0))) {
                throw new IllegalArgumentException("the shapes " + shapes + " cannot be joined along axis " + axis
                        + ": all other axes must agree");
            }
            length += shape.dimension(axisOf(shape));
        }
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("the layer " + name() + " takes one input or more, not none");
        }
        return with(shapes.get(0), length);
    }

    private Shape with(Shape shape, int length) {
        List<Integer> dimensions = new ArrayList<>(shape.dimensions());
        dimensions.set(axisOf(shape), length);
        return new Shape(dimensions);
    }

    private int axisOf(Shape shape) {
        return axis < 0 ? axis + shape.rank() : axis;
    }
}
