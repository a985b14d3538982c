package dev.gradcheck.oracle.record;

import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Interpreter;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The transposed derivative of each primitive, applied to the cotangent of its result: the rules of the reverse sweep, in bounded numbers, so
 * that every error is carried along. Of operands that do not move nothing is asked.
 *
 * @param operands of the primitive
 * @param result of the primitive
 * @param bar the cotangent of the result
 */
record Adjoint(List<Bounded> operands, Bounded result, Bounded bar) implements Interpreter<List<Bounded>> {
    @Override
    public List<Bounded> binary(Primitive.Binary primitive) {
        Bounded a = operands.get(0);
        Bounded b = operands.get(1);
        return switch (primitive.operation()) {
            case PLUS -> List.of(bar, bar);
            case MINUS -> List.of(bar, bar.negated());
            case TIMES -> both(() -> bar.times(b), () -> bar.times(a));
            case DIVIDE ->
                both(
                        () -> bar.dividedBy(b),
                        () -> bar.times(result).dividedBy(b).negated());
            case MAXIMUM, MINIMUM -> {
                boolean largest = primitive.operation() == Primitive.Operation.MAXIMUM;
                yield shared(Ties.first(a, b, largest));
            }
        };
    }

    @Override
    public List<Bounded> map(Primitive.Map primitive) {
        return List.of(bar.times(operands.get(0).slope(primitive.function())));
    }

    /** A comparison does not move, but where it is not certain: there its result jumps, and if that matters nothing is known. */
    @Override
    public List<Bounded> compare(Primitive.Compare primitive) {
        Tensor error = Bounded.tensor(result.value().shape(), i -> {
            boolean matters = Math.abs(bar.at(i)) > bar.error(i);
            return result.error(i) > 0 && matters ? Double.POSITIVE_INFINITY : 0;
        });
        Bounded jump = new Bounded(bar.value().like(0), error, true);
        return List.of(jump, jump);
    }

    /** By the mask where it jumps from the one to the other. */
    @Override
    public List<Bounded> where(Primitive.Where primitive) {
        Bounded mask = operands.get(0);
        List<Bounded> shares = shared(Ties.set(mask));
        Bounded jump = mask.isExact() || !mask.moves()
                ? Bounded.constant(bar.value().like(0))
                : bar.times(operands.get(1).minus(operands.get(2)));
        return List.of(jump, shares.get(0), shares.get(1));
    }

    @Override
    public List<Bounded> broadcast(Primitive.Broadcast primitive) {
        Shape from = operands.get(0).value().shape();
        return List.of(Bounded.of(new Primitive.Sum(Ties.axes(primitive.to(), from)), bar));
    }

    @Override
    public List<Bounded> sum(Primitive.Sum primitive) {
        return List.of(repeated());
    }

    @Override
    public List<Bounded> extremum(Primitive.Extremum primitive) {
        return List.of(repeated().times(Ties.extremes(operands.get(0), result)));
    }

    @Override
    public List<Bounded> reshape(Primitive.Reshape primitive) {
        Shape from = operands.get(0).value().shape();
        return List.of(bar.rearranged(t -> t.reshape(from)));
    }

    @Override
    public List<Bounded> permute(Primitive.Permute primitive) {
        List<Integer> axes = primitive.axes();
        int[] inverse = IntStream.range(0, axes.size()).map(axes::indexOf).toArray();
        return List.of(bar.rearranged(t -> t.permute(inverse)));
    }

    @Override
    public List<Bounded> concat(Primitive.Concat primitive) {
        List<Bounded> bars = new ArrayList<>();
        int first = 0;
        for (Bounded operand : operands) {
            int from = first;
            int to = from + operand.value().shape().dimension(primitive.axis());
            bars.add(bar.rearranged(t -> t.slice(primitive.axis(), from, to)));
            first = to;
        }
        return bars;
    }

    @Override
    public List<Bounded> gather(Primitive.Gather primitive) {
        return List.of(Bounded.of(new Primitive.ScatterAdd(primitive.map()), bar));
    }

    @Override
    public List<Bounded> scatterAdd(Primitive.ScatterAdd primitive) {
        IndexMap map = primitive.map();
        return List.of(bar.rearranged(map::gather));
    }

    @Override
    public List<Bounded> matmul(Primitive.Matmul primitive) {
        Bounded a = operands.get(0);
        Bounded b = operands.get(1);
        return both(() -> product(bar, transposed(b)), () -> product(transposed(a), bar));
    }

    @Override
    public List<Bounded> cast(Primitive.Cast primitive) {
        return List.of(bar);
    }

    @Override
    public List<Bounded> replace(Primitive.Replace primitive) {
        return List.of(bar.rearranged(t -> t.with(primitive.element(), 0)));
    }

    /** The first gets the share that a choice gives it, the second the rest. */
    private List<Bounded> shared(Bounded choice) {
        Bounded rest = new Bounded(choice.value().negate().plus(1), choice.isExact() ? null : choice.error(), false);
        return List.of(bar.times(choice), bar.times(rest));
    }

    private Bounded repeated() {
        Shape from = operands.get(0).value().shape();
        return bar.rearranged(t -> t.broadcast(from));
    }

    private static Bounded product(Bounded a, Bounded b) {
        return Bounded.of(new Primitive.Matmul(), a, b);
    }

    private static Bounded transposed(Bounded x) {
        int rank = x.value().shape().rank();
        List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.swap(axes, rank - 1, rank - 2);
        int[] order = axes.stream().mapToInt(axis -> axis).toArray();
        return x.rearranged(t -> t.permute(order));
    }

    private List<Bounded> both(Supplier<Bounded> first, Supplier<Bounded> second) {
        Bounded none = Bounded.constant(bar.value());
        return List.of(
                operands.get(0).moves() ? first.get() : none, operands.get(1).moves() ? second.get() : none);
    }
}
