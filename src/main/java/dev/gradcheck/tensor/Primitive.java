package dev.gradcheck.tensor;

import java.util.List;

/**
 * An operation of {@link Tensor}: what can be computed with tensors is composed of these, and of nothing else. A primitive is data. What it
 * means is said by an {@link Interpreter}: the shape of its result, its value in an arithmetic, its derivative, the same in another library.
 *
 * <p>Operands have one dtype. Nothing is broadcast but by {@link Broadcast}.
 */
public sealed interface Primitive {
    /**
     * What this primitive means to an interpreter.
     *
     * @param <R> of the meaning
     * @param interpreter asked by the method of this primitive
     * @return its answer
     */
    <R> R by(Interpreter<R> interpreter);

    /** Arithmetic of two numbers. */
    enum Operation {
        /** a + b. */
        PLUS,
        /** a − b. */
        MINUS,
        /** a · b. */
        TIMES,
        /** a / b. */
        DIVIDE,
        /** The larger; NaN if either is. */
        MAXIMUM,
        /** The smaller; NaN if either is. */
        MINIMUM
    }

    /** A relation of two numbers, false where either is NaN. */
    enum Relation {
        /** a &lt; b. */
        LESS,
        /** a ≤ b. */
        LESS_OR_EQUAL,
        /** a = b. */
        EQUAL
    }

    /**
     * Two operands of one shape, element by element.
     *
     * @param operation of each two
     */
    record Binary(Operation operation) implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.binary(this);
        }
    }

    /**
     * A function of each element.
     *
     * @param function of a number
     */
    record Map(Univariate function) implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.map(this);
        }
    }

    /**
     * 1 where a relation holds between the elements of two operands of one shape, 0 elsewhere.
     *
     * @param relation of each two
     */
    record Compare(Relation relation) implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.compare(this);
        }
    }

    /** Of three operands of one shape: the second where the first, a mask, is not 0, the third elsewhere. */
    record Where() implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.where(this);
        }
    }

    /**
     * Repetition along axes of length 1.
     *
     * @param to a shape of the operand's rank, each length that of the operand where that is not 1
     */
    record Broadcast(Shape to) implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.broadcast(this);
        }
    }

    /**
     * Sums over axes, whose lengths become 1; each from +0.0 on in row-major order.
     *
     * @param axes counted from 0
     */
    record Sum(List<Integer> axes) implements Primitive {
        /**
         * Copies.
         *
         * @param axes counted from 0
         */
        public Sum {
            axes = List.copyOf(axes);
        }

        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.sum(this);
        }
    }

    /**
     * The largest or smallest elements over axes, whose lengths become 1; NaN if any is.
     *
     * @param largest or else the smallest
     * @param axes counted from 0, of lengths above 0
     */
    record Extremum(boolean largest, List<Integer> axes) implements Primitive {
        /**
         * Copies.
         *
         * @param largest or else the smallest
         * @param axes counted from 0
         */
        public Extremum {
            axes = List.copyOf(axes);
        }

        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.extremum(this);
        }
    }

    /**
     * The same elements in the same row-major order.
     *
     * @param to a shape of as many elements
     */
    record Reshape(Shape to) implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.reshape(this);
        }
    }

    /**
     * Axes in another order: axis k of the result is axis {@code axes[k]} of the operand.
     *
     * @param axes each once
     */
    record Permute(List<Integer> axes) implements Primitive {
        /**
         * Copies.
         *
         * @param axes each once
         */
        public Permute {
            axes = List.copyOf(axes);
        }

        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.permute(this);
        }
    }

    /**
     * One operand or more, one after the other.
     *
     * @param axis along which; all other lengths are equal
     */
    record Concat(int axis) implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.concat(this);
        }
    }

    /**
     * Elements by their places, +0.0 where there is none: slices, paddings, patches of an image, rows of a table.
     *
     * @param map where each element comes from
     */
    record Gather(IndexMap map) implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.gather(this);
        }
    }

    /**
     * Elements added up at their places, from +0.0 on in row-major order: the transpose of {@link Gather}.
     *
     * @param map where each element goes to
     */
    record ScatterAdd(IndexMap map) implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.scatterAdd(this);
        }
    }

    /** The products of the matrices that the last two axes of two operands make up; the axes before them are equal. */
    record Matmul() implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.matmul(this);
        }
    }

    /**
     * Every element rounded to nearest once, and another arithmetic from here on.
     *
     * @param to dtype and rounding
     */
    record Cast(Arithmetic to) implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.cast(this);
        }
    }

    /**
     * One element replaced by a number.
     *
     * @param element row-major offset
     * @param value a number of the dtype
     */
    record Replace(int element, double value) implements Primitive {
        @Override
        public <R> R by(Interpreter<R> interpreter) {
            return interpreter.replace(this);
        }
    }
}
