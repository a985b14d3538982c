package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The same elements of each sample in the same row-major order under another shape; the batch axis stays. Backward: ȳ under the shape of x.
 * Exact.
 *
 * <p>Shapes: x (B, …), y (B, sample).
 *
 * @param sample the shape of one sample, as many elements as it has; empty to flatten it to one axis
 */
public record Reshape(Optional<Shape> sample) implements Unary {
    @Override
    public String name() {
        return sample.map(shape -> "reshape to " + shape).orElse("flatten");
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return new Applied(x.reshape(to(x.shape())), yBar -> new Pulled(yBar.reshape(x.shape()), Parameters.NONE));
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(new Mistake(
                "transposed",
                "the upstream gradient is read column by column where the forward pass has written row by row",
                "pour the upstream gradient back in the order of the forward pass: row-major",
                Variant.unary(
                        name(),
                        (parameters, x) -> new Applied(
                                x.reshape(to(x.shape())),
                                yBar -> new Pulled(columnMajor(yBar).reshape(x.shape()), Parameters.NONE)))));
    }

    private Shape to(Shape from) {
        if (from.rank() < 1 || from.size() == 0) {
            throw new IllegalArgumentException("the layer " + name() + " takes a batch of samples, (B,…), not " + from);
        }
        int batch = from.dimension(0);
        List<Integer> dimensions = new ArrayList<>(List.of(batch));
        dimensions.addAll(sample.orElse(Shape.of(from.size() / batch)).dimensions());
        Shape to = new Shape(dimensions);
        if (to.size() != from.size()) {
            throw new IllegalArgumentException(
                    "the layer " + name() + " cannot take the shape " + from + ": its samples have other elements");
        }
        return to;
    }

    private static Tensor columnMajor(Tensor y) {
        int rank = y.shape().rank();
        int[] reversed = IntStream.range(0, rank).map(k -> rank - 1 - k).toArray();
        return IndexMap.permutation(y.shape(), reversed).gather(y);
    }
}
