package dev.gradcheck.net;

import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;

/**
 * One number for each channel, the second axis, and all the elements of a channel.
 *
 * @param repetition of the numbers (1,C,1, …) over (N,C, …)
 * @param channels how many
 * @param count of the elements of a channel
 */
record PerChannel(IndexMap repetition, int channels, int count) {
    private static final Recent<Shape, PerChannel> RECENT = new Recent<>(PerChannel::build);

    /**
     * {@return the channels of a shape}
     *
     * @param shape (N,C), (N,C,L) or (N,C,H,W)
     * @param layer its name
     * @throws IllegalArgumentException if it has another number of axes
     */
    static PerChannel of(Shape shape, String layer) {
        if (shape.rank() < 2 || shape.rank() > 4) {
            throw new IllegalArgumentException(
                    "the input of " + layer + " must have 2, 3 or 4 axes, not the shape " + shape);
        }
        return RECENT.of(shape);
    }

    static PerChannel build(Shape shape) {
        int channels = shape.dimension(1);
        return new PerChannel(
                IndexMap.repetition(column(shape, channels), shape), channels, shape.size() / Math.max(1, channels));
    }

    Tensor spread(Tensor numbers) {
        return repetition.gather(numbers);
    }

    /**
     * {@return one number for each channel of a shape as (1,C,1, …)}
     *
     * @param vector (C)
     * @param shape (N,C, …)
     * @param what the vector is
     * @throws IllegalArgumentException if it has another shape
     */
    static Tensor column(Tensor vector, Shape shape, String what) {
        Shape needed = Shape.of(shape.dimension(1));
        if (!vector.shape().equals(needed)) {
            throw new IllegalArgumentException(
                    what + " must have the shape " + needed + ", one number for each channel, not " + vector.shape());
        }
        return vector.reshape(column(shape, shape.dimension(1)));
    }

    /** The other way round. */
    static Tensor vector(Tensor column) {
        return column.reshape(Shape.of(column.size()));
    }

    Tensor sum(Tensor x) {
        return repetition.scatterAdd(x);
    }

    Tensor mean(Tensor x) {
        Tensor sum = sum(x);
        return sum.dividedBy(Batch.filled(count, sum));
    }

    /** x less its mean, of which rounding leaves nothing: the mean of the difference is taken off too. */
    Tensor centred(Tensor x) {
        Tensor once = x.minus(spread(mean(x)));
        return once.minus(spread(mean(once)));
    }

    private static Shape column(Shape shape, int channels) {
        int[] lengths = shape.dimensions().stream().mapToInt(length -> 1).toArray();
        lengths[1] = channels;
        return Shape.of(lengths);
    }
}
