package dev.gradcheck.tensor;

import java.util.Arrays;
import java.util.List;

/** What is done with the axes of a tensor. An axis is counted from 0, or from the end: −1 is the last. */
public sealed interface Structural permits Tensor {
    /**
     * {@return an operation of this tensor and others}
     *
     * @param primitive the operation
     * @param others the operands after this one
     * @throws IllegalArgumentException if shapes or dtypes do not fit
     */
    Tensor apply(Primitive primitive, Tensor... others);

    /** {@return the lengths of the axes} */
    Shape shape();

    /**
     * {@return the same elements in the same order under another shape; no number is copied}
     *
     * @param other a shape of as many elements
     * @throws IllegalArgumentException if the number of elements differs
     */
    default Tensor reshape(Shape other) {
        return apply(new Primitive.Reshape(other));
    }

    /**
     * {@return this with a further axis of length 1}
     *
     * @param axis that the new one shall be, at most the rank
     */
    default Tensor insertAxis(int axis) {
        int[] old = shape().lengths();
        int[] lengths = new int[old.length + 1];
        int at = axis < 0 ? axis + lengths.length : axis;
        System.arraycopy(old, 0, lengths, 0, at);
        lengths[at] = 1;
        System.arraycopy(old, at, lengths, at + 1, old.length - at);
        return reshape(Shape.of(lengths));
    }

    /**
     * Repetition, the only one there is: axes of length 1 are repeated, and new ones are put in front.
     *
     * @param to the shape wanted; from the last axis on, each of this tensor's lengths is 1 or the one wanted
     * @return the repeated tensor
     * @throws IllegalArgumentException if a length is neither 1 nor the one wanted
     */
    default Tensor broadcast(Shape to) {
        int[] lengths = new int[to.rank()];
        Arrays.fill(lengths, 1);
        int missing = to.rank() - shape().rank();
        for (int k = 0; k < shape().rank() && missing >= 0; k++) {
            lengths[missing + k] = shape().dimension(k);
        }
        Tensor same = missing > 0 ? reshape(Shape.of(lengths)) : (Tensor) this;
        return same.apply(new Primitive.Broadcast(to));
    }

    /**
     * {@return the matrix with rows and columns exchanged}
     *
     * @throws IllegalArgumentException if this is not a matrix
     */
    default Tensor transpose() {
        if (shape().rank() != 2) {
            throw new IllegalArgumentException("only a matrix can be transposed, not a tensor of shape " + shape());
        }
        return permute(1, 0);
    }

    /**
     * {@return the axes in another order}
     *
     * @param axes axis k of the result is axis {@code axes[k]} of this
     */
    default Tensor permute(int... axes) {
        return apply(new Primitive.Permute(axes(axes)));
    }

    /** {@return the sum of all elements, a scalar, added in row-major order} */
    default Tensor sum() {
        return sum(all());
    }

    /**
     * {@return the sums over axes, which are gone; added in row-major order}
     *
     * @param axes at least one
     */
    default Tensor sum(int... axes) {
        return apply(new Primitive.Sum(axes(axes))).reshape(without(axes(axes)));
    }

    /** {@return the mean of all elements, a scalar} */
    default Tensor mean() {
        return mean(all());
    }

    /**
     * {@return the means over axes, which are gone: sums divided by the number of elements; where the dtype has no such number, times its
     *     reciprocal}
     *
     * @param axes at least one
     */
    default Tensor mean(int... axes) {
        Tensor sums = sum(axes);
        double count = (double) shape().size() / sums.size();
        return sums.arithmetic().holds(count) ? sums.dividedBy(sums.like(count)) : sums.times(1 / count);
    }

    /**
     * {@return the largest elements over axes, which are gone; NaN where any is}
     *
     * @param axes at least one
     * @throws IllegalArgumentException if there are no elements
     */
    default Tensor max(int... axes) {
        return apply(new Primitive.Extremum(true, axes(axes))).reshape(without(axes(axes)));
    }

    /**
     * {@return the smallest elements over axes, which are gone; NaN where any is}
     *
     * @param axes at least one
     * @throws IllegalArgumentException if there are no elements
     */
    default Tensor min(int... axes) {
        return apply(new Primitive.Extremum(false, axes(axes))).reshape(without(axes(axes)));
    }

    /**
     * {@return a part along an axis}
     *
     * @param axis along which
     * @param from the first place that is taken
     * @param to the first that is not
     */
    default Tensor slice(int axis, int from, int to) {
        int length = shape().dimension(axes(axis).get(0));
        if (from < 0 || from > to || to > length) {
            throw new IndexOutOfBoundsException("the slice from " + from + " to " + to + " is outside " + shape());
        }
        return shifted(axis, from, to - from);
    }

    /**
     * {@return this with zeros along an axis}
     *
     * @param axis along which
     * @param before how many in front
     * @param after how many behind
     */
    default Tensor pad(int axis, int before, int after) {
        int length = shape().dimension(axes(axis).get(0));
        return shifted(axis, -before, before + length + after);
    }

    /**
     * {@return one tensor after the other}
     *
     * @param axis along which
     * @param tensors at least one, of equal lengths along all other axes
     */
    static Tensor concat(int axis, List<Tensor> tensors) {
        Tensor first = tensors.get(0);
        Primitive concat = new Primitive.Concat(axis < 0 ? axis + first.shape().rank() : axis);
        return Pointwise.of(concat, tensors);
    }

    /**
     * {@return tensors of one shape along a new axis}
     *
     * @param axis the new one
     * @param tensors at least one
     */
    static Tensor stack(int axis, List<Tensor> tensors) {
        int at = axis < 0 ? axis + tensors.get(0).shape().rank() + 1 : axis;
        return concat(at, tensors.stream().map(t -> t.insertAxis(at)).toList());
    }

    /**
     * The product of matrices, or of stacks of them.
     *
     * @param other with as many rows as this has columns, of the same dtype; all axes but the last two are those of this tensor
     * @return every product and sum rounded to the dtype
     * @throws IllegalArgumentException if the shapes or dtypes do not fit
     */
    default Tensor matmul(Tensor other) {
        return apply(new Primitive.Matmul(), other);
    }

    private Tensor shifted(int axis, int first, int length) {
        int along = axes(axis).get(0);
        int[] lengths = shape().lengths();
        lengths[along] = length;
        int[] strides = Strides.of(shape());
        int stride = strides[along];
        IndexMap map = IndexMap.of(shape(), Shape.of(lengths), index -> {
            int place = index[along] + first;
            int offset = place * stride;
            for (int k = 0; k < index.length; k++) {
                offset += k == along ? 0 : index[k] * strides[k];
            }
            return place < 0 || place >= shape().dimension(along) ? IndexMap.NONE : offset;
        });
        return apply(new Primitive.Gather(map));
    }

    private List<Integer> axes(int... axes) {
        int rank = shape().rank();
        Integer[] counted = new Integer[axes.length];
        for (int k = 0; k < axes.length; k++) {
            counted[k] = axes[k] < 0 ? axes[k] + rank : axes[k];
        }
        return List.of(counted);
    }

    private int[] all() {
        int[] all = new int[shape().rank()];
        Arrays.setAll(all, axis -> axis);
        return all;
    }

    private Shape without(List<Integer> axes) {
        int[] kept = new int[shape().rank()];
        int rank = 0;
        for (int k = 0; k < kept.length; k++) {
            if (!axes.contains(k)) {
                kept[rank++] = shape().dimension(k);
            }
        }
        return Shape.of(Arrays.copyOf(kept, rank));
    }
}
