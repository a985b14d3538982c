package dev.gradcheck.net;

import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;

/** What an index that is off by one takes: the element before along an axis, for the first one the last. */
final class Neighbours {
    private Neighbours() {}

    /** Along the first axis: the sample before. A tensor without axes is its own neighbour. */
    static Tensor alongFirst(Tensor x) {
        return along(x, 0);
    }

    /** Along the last axis: the unit before. A tensor without axes is its own neighbour. */
    static Tensor alongLast(Tensor x) {
        return along(x, x.shape().rank() - 1);
    }

    private static Tensor along(Tensor x, int axis) {
        Shape shape = x.shape();
        if (shape.rank() == 0) {
            return x;
        }
        return IndexMap.of(shape, shape, index -> {
                    int[] before = index.clone();
                    before[axis] = Math.floorMod(index[axis] - 1, shape.dimension(axis));
                    return shape.offset(before);
                })
                .gather(x);
    }
}
