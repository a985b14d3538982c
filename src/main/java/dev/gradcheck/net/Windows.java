package dev.gradcheck.net;

import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import java.util.function.UnaryOperator;

/**
 * Windows that slide over images (N,C,H,W). Sequences (N,C,L) are images of one row.
 *
 * @param rows how they slide downwards
 * @param columns how they slide to the right
 */
record Windows(Sliding rows, Sliding columns) {
    /**
     * With the numbers of {@link Sliding} for each axis; for a sequence those of the columns.
     *
     * @throws IllegalArgumentException if one is too small
     */
    static Windows of(int axes, PerAxis kernel, PerAxis stride, PerAxis padding, PerAxis dilation) {
        return new Windows(
                axes == 1 ? Sliding.ALONE : new Sliding(kernel.rows(), stride.rows(), padding.rows(), dilation.rows()),
                new Sliding(kernel.columns(), stride.columns(), padding.columns(), dilation.columns()));
    }

    /**
     * {@return the shape of images: with a row added for sequences}
     *
     * @param axes 1 for sequences, 2 for images
     * @param shape of what a layer was given
     * @param what it is
     * @throws IllegalArgumentException if it has not two axes more than that
     */
    static Shape image(int axes, Shape shape, String what) {
        if (shape.rank() != axes + 2) {
            throw new IllegalArgumentException(what + " must have " + (axes + 2) + " axes, not the shape " + shape);
        }
        return axes == 2 ? shape : Shape.of(shape.dimension(0), shape.dimension(1), 1, shape.dimension(2));
    }

    /** The other way round. */
    static Shape sequence(int axes, Shape image) {
        return axes == 2 ? image : Shape.of(image.dimension(0), image.dimension(1), image.dimension(3));
    }

    /** (N,channels,H',W'): one element for each window. */
    Shape output(Shape image, int channels) {
        return Shape.of(
                image.dimension(0), channels, rows.count(image.dimension(2)), columns.count(image.dimension(3)));
    }

    /** The offset of an element (row k, column l) of a window (row i, column j), or {@link IndexMap#NONE} in the padding. */
    int source(Shape image, int sample, int channel, int i, int j, int k, int l) {
        int row = rows.position(i, k);
        int column = columns.position(j, l);
        boolean inside = row >= 0 && row < image.dimension(2) && column >= 0 && column < image.dimension(3);
        return inside ? image.offset(sample, channel, row, column) : IndexMap.NONE;
    }

    /** Both axes changed. */
    Windows map(UnaryOperator<Sliding> change) {
        return new Windows(change.apply(rows), change.apply(columns));
    }
}
