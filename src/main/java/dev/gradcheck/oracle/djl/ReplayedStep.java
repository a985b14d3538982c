package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Interpreter;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A primitive in DJL's operations. Where PyTorch has a convention for the derivative, at a kink or a tie, it is left as it is.
 *
 * @param at the source of constants
 * @param operands of the primitive, of one dtype
 */
record ReplayedStep(Leaves at, List<NDArray> operands) implements Interpreter<NDArray> {
    @Override
    public NDArray binary(Primitive.Binary primitive) {
        NDArray a = operands.get(0);
        NDArray b = operands.get(1);
        return switch (primitive.operation()) {
            case PLUS -> a.add(b);
            case MINUS -> a.sub(b);
            case TIMES -> a.mul(b);
            case DIVIDE -> a.div(b);
            case MAXIMUM -> NDArrays.maximum(a, b);
            case MINIMUM -> NDArrays.minimum(a, b);
        };
    }

    @Override
    public NDArray map(Primitive.Map primitive) {
        return new ReplayedFunction(at, operands.get(0)).of(primitive.function());
    }

    @Override
    public NDArray compare(Primitive.Compare primitive) {
        NDArray a = operands.get(0);
        NDArray b = operands.get(1);
        NDArray holds =
                switch (primitive.relation()) {
                    case LESS -> a.lt(b);
                    case LESS_OR_EQUAL -> a.lte(b);
                    case EQUAL -> a.eq(b);
                };
        return holds.toType(a.getDataType(), false);
    }

    @Override
    public NDArray where(Primitive.Where primitive) {
        NDArray mask = operands.get(0);
        return NDArrays.where(mask.neq(0), operands.get(1), operands.get(2));
    }

    @Override
    public NDArray broadcast(Primitive.Broadcast primitive) {
        return operands.get(0).broadcast(Leaves.shape(primitive.to()));
    }

    /** PyTorch sums over all axes where none is named. */
    @Override
    public NDArray sum(Primitive.Sum primitive) {
        NDArray x = operands.get(0);
        return primitive.axes().isEmpty() ? x : x.sum(axes(primitive.axes()), true);
    }

    /** DJL knows one axis at a time: the axes are brought to the end and made one. Of several extremes PyTorch takes one. */
    @Override
    public NDArray extremum(Primitive.Extremum primitive) {
        NDArray x = operands.get(0);
        int rank = x.getShape().dimension();
        List<Integer> reduced = primitive.axes();
        List<Integer> kept = IntStream.range(0, rank)
                .filter(k -> !reduced.contains(k))
                .boxed()
                .toList();
        long[] lengths = x.getShape().getShape().clone();
        reduced.forEach(axis -> lengths[axis] = 1);
        int[] order = axes(Stream.concat(kept.stream(), reduced.stream()).toList());
        NDArray rows = (rank == 0 ? x : x.transpose(order))
                .reshape(LongStream.of(lengths).reduce(1, (a, b) -> a * b), -1);
        int[] last = {1};
        return (primitive.largest() ? rows.max(last, false) : rows.min(last, false)).reshape(lengths);
    }

    @Override
    public NDArray reshape(Primitive.Reshape primitive) {
        return operands.get(0).reshape(Leaves.shape(primitive.to()));
    }

    @Override
    public NDArray permute(Primitive.Permute primitive) {
        NDArray x = operands.get(0);
        return primitive.axes().isEmpty() ? x : x.transpose(axes(primitive.axes()));
    }

    /** Of a single array DJL's own has no gradient. */
    @Override
    public NDArray concat(Primitive.Concat primitive) {
        return operands.size() == 1 ? operands.get(0) : NDArrays.concat(new NDList(operands), primitive.axis());
    }

    @Override
    public NDArray gather(Primitive.Gather primitive) {
        IndexMap map = primitive.map();
        return taken(map.sources()).reshape(Leaves.shape(map.to()));
    }

    /** As a gather: for each element the places that are added up to it, and places of zero for those that have fewer than the others. */
    @Override
    public NDArray scatterAdd(Primitive.ScatterAdd primitive) {
        IndexMap map = primitive.map();
        int summands = map.summands();
        if (summands == 0) {
            return at.constant(Tensor.zeros(DType.FLOAT64, map.from()));
        }
        int[] rows = new int[map.from().size() * summands];
        Arrays.fill(rows, IndexMap.NONE);
        int[] counts = new int[map.from().size()];
        int[] sources = map.sources();
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] != IndexMap.NONE) {
                rows[sources[i] * summands + counts[sources[i]]++] = i;
            }
        }
        int[] last = {1};
        return taken(rows).reshape(map.from().size(), summands).sum(last).reshape(Leaves.shape(map.from()));
    }

    /** Elements of the operand by their offsets; zero where there is none. */
    private NDArray taken(int[] offsets) {
        NDArray x = operands.get(0).reshape(operands.get(0).size());
        NDArray padded = NDArrays.concat(new NDList(x, at.constant(Tensor.zeros(DType.FLOAT64, Shape.of(1)))));
        long[] places = IntStream.of(offsets)
                .mapToLong(k -> k == IndexMap.NONE ? x.size() : k)
                .toArray();
        return padded.gather(at.manager().create(places), 0);
    }

    @Override
    public NDArray matmul(Primitive.Matmul primitive) {
        return operands.get(0).matMul(operands.get(1));
    }

    /** The dtype is the twin's own, whatever the record was made in. */
    @Override
    public NDArray cast(Primitive.Cast primitive) {
        return operands.get(0);
    }

    @Override
    public NDArray replace(Primitive.Replace primitive) {
        NDArray x = operands.get(0);
        Tensor none = Tensor.zeros(DType.FLOAT64, Shape.of(Math.toIntExact(x.size())));
        NDArray place = at.constant(none.with(primitive.element(), 1)).reshape(x.getShape());
        NDArray value =
                at.constant(none.with(primitive.element(), primitive.value())).reshape(x.getShape());
        return NDArrays.where(place.neq(0), value, x);
    }

    private static int[] axes(List<Integer> axes) {
        return axes.stream().mapToInt(axis -> axis).toArray();
    }
}
