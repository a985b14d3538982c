package dev.gradcheck.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * The shape of a primitive's result; what does not fit is refused.
 *
 * @param operands whose shapes are looked at
 */
record ShapeRules(Tensor[] operands) implements Interpreter<Shape> {
    @Override
    public Shape binary(Primitive.Binary primitive) {
        return common();
    }

    @Override
    public Shape map(Primitive.Map primitive) {
        return first();
    }

    @Override
    public Shape compare(Primitive.Compare primitive) {
        return common();
    }

    @Override
    public Shape where(Primitive.Where primitive) {
        return common();
    }

    @Override
    public Shape broadcast(Primitive.Broadcast primitive) {
        Shape to = primitive.to();
        boolean fits = first().rank() == to.rank();
        for (int k = 0; k < to.rank() && fits; k++) {
            fits = first().dimension(k) == 1 || first().dimension(k) == to.dimension(k);
        }
        if (!fits) {
            throw new IllegalArgumentException("the shape " + first() + " cannot be repeated to " + to);
        }
        return to;
    }

    @Override
    public Shape sum(Primitive.Sum primitive) {
        return reduced(primitive.axes());
    }

    @Override
    public Shape extremum(Primitive.Extremum primitive) {
        Shape reduced = reduced(primitive.axes());
        if (first().size() == 0) {
            throw new IllegalArgumentException("a tensor of shape " + first() + " has no largest element");
        }
        return reduced;
    }

    @Override
    public Shape reshape(Primitive.Reshape primitive) {
        if (first().size() != primitive.to().size()) {
            throw new IllegalArgumentException(first().size() + " values do not fill the shape " + primitive.to()
                    + " of " + primitive.to().size());
        }
        return primitive.to();
    }

    @Override
    public Shape permute(Primitive.Permute primitive) {
        List<Integer> axes = primitive.axes();
        boolean[] seen = new boolean[first().rank()];
        boolean isOrder = axes.size() == seen.length;
        for (int k = 0; k < seen.length && isOrder; k++) {
            int axis = axes.get(k);
            isOrder = !isNoAxis(axis) && !seen[axis];
            seen[isOrder ? axis : 0] = true;
        }
        if (!isOrder) {
            throw new IllegalArgumentException("the axes " + axes + " are no order of the axes of " + first());
        }
        int[] lengths = new int[seen.length];
        for (int k = 0; k < lengths.length; k++) {
            lengths[k] = first().dimension(axes.get(k));
        }
        return Shape.of(lengths);
    }

    @Override
    public Shape concat(Primitive.Concat primitive) {
        int axis = primitive.axis();
        int length = 0;
        for (Tensor operand : operands) {
            Shape shape = operand.shape();
            if (axis < 0 || axis >= shape.rank() || !with(shape, axis, 0).equals(with(first(), axis, 0))) {
                throw new IllegalArgumentException("the shapes " + shapes() + " cannot be joined along axis " + axis
                        + ": all other axes must agree");
            }
            length += shape.dimension(axis);
        }
        return with(first(), axis, length);
    }

    @Override
    public Shape gather(Primitive.Gather primitive) {
        Fitting.sameShape(primitive.map().from(), first());
        return primitive.map().to();
    }

    @Override
    public Shape scatterAdd(Primitive.ScatterAdd primitive) {
        Fitting.sameShape(primitive.map().to(), first());
        return primitive.map().from();
    }

    @Override
    public Shape matmul(Primitive.Matmul primitive) {
        Shape b = operands[1].shape();
        int rank = first().rank();
        boolean fits = rank >= 2 && b.rank() == rank && first().dimension(rank - 1) == b.dimension(rank - 2);
        for (int k = 0; k < rank - 2 && fits; k++) {
            fits = first().dimension(k) == b.dimension(k);
        }
        if (!fits) {
            throw new IllegalArgumentException("matrices of shapes " + first() + " and " + b + " cannot be multiplied");
        }
        return with(first(), rank - 1, b.dimension(rank - 1));
    }

    @Override
    public Shape cast(Primitive.Cast primitive) {
        return first();
    }

    @Override
    public Shape replace(Primitive.Replace primitive) {
        if (primitive.element() < 0 || primitive.element() >= first().size()) {
            throw new IndexOutOfBoundsException("element " + primitive.element() + " is outside " + first());
        }
        return first();
    }

    private Shape first() {
        return operands[0].shape();
    }

    private List<Shape> shapes() {
        return Arrays.stream(operands).map(Tensor::shape).toList();
    }

    private Shape common() {
        Shape first = first();
        for (Tensor operand : operands) {
            Fitting.sameShape(first, operand.shape());
        }
        return first;
    }

    private Shape reduced(List<Integer> axes) {
        Shape shape = first();
        for (int axis : axes) {
            if (isNoAxis(axis)) {
                throw new IllegalArgumentException("there is no axis " + axis + " in the shape " + first());
            }
            shape = with(shape, axis, 1);
        }
        return shape;
    }

    private boolean isNoAxis(int axis) {
        return axis < 0 || axis >= first().rank();
    }

    private static Shape with(Shape shape, int axis, int length) {
        int[] lengths = shape.lengths();
        lengths[axis] = length;
        return Shape.of(lengths);
    }
}
