package dev.gradcheck.tensor;

/**
 * A meaning for every {@link Primitive}. What it is applied to belongs to the interpreter, which is made for one application.
 *
 * @param <R> of the meanings
 */
public interface Interpreter<R> {
    /**
     * {@return the meaning of elementwise arithmetic}
     *
     * @param primitive the operation
     */
    R binary(Primitive.Binary primitive);

    /**
     * {@return the meaning of a function of each element}
     *
     * @param primitive the function
     */
    R map(Primitive.Map primitive);

    /**
     * {@return the meaning of a comparison}
     *
     * @param primitive the relation
     */
    R compare(Primitive.Compare primitive);

    /**
     * {@return the meaning of a choice between two operands}
     *
     * @param primitive the choice
     */
    R where(Primitive.Where primitive);

    /**
     * {@return the meaning of a repetition}
     *
     * @param primitive the shape
     */
    R broadcast(Primitive.Broadcast primitive);

    /**
     * {@return the meaning of sums}
     *
     * @param primitive the axes
     */
    R sum(Primitive.Sum primitive);

    /**
     * {@return the meaning of extrema}
     *
     * @param primitive the axes
     */
    R extremum(Primitive.Extremum primitive);

    /**
     * {@return the meaning of another shape}
     *
     * @param primitive the shape
     */
    R reshape(Primitive.Reshape primitive);

    /**
     * {@return the meaning of another order of axes}
     *
     * @param primitive the order
     */
    R permute(Primitive.Permute primitive);

    /**
     * {@return the meaning of operands put together}
     *
     * @param primitive the axis
     */
    R concat(Primitive.Concat primitive);

    /**
     * {@return the meaning of elements taken}
     *
     * @param primitive the places
     */
    R gather(Primitive.Gather primitive);

    /**
     * {@return the meaning of elements added up at their places}
     *
     * @param primitive the places
     */
    R scatterAdd(Primitive.ScatterAdd primitive);

    /**
     * {@return the meaning of matrix products}
     *
     * @param primitive the product
     */
    R matmul(Primitive.Matmul primitive);

    /**
     * {@return the meaning of another arithmetic}
     *
     * @param primitive the arithmetic
     */
    R cast(Primitive.Cast primitive);

    /**
     * {@return the meaning of one element replaced}
     *
     * @param primitive the element
     */
    R replace(Primitive.Replace primitive);
}
