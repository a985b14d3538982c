package dev.gradcheck.oracle.record;

import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which of several numbers was chosen: 1, or 0, or somewhere between where that is not certain within their errors. Then every
 * derivative between the two is possible.
 */
final class Ties {
    private static final double HALF = 0.5;

    private Ties() {}

    /** Two numbers of which one moves, and that are equal as far as is known. */
    static boolean areTied(Bounded a, int i, Bounded b, int j) {
        return (a.moves() || b.moves()) && Math.abs(a.at(i) - b.at(j)) <= a.error(i) + b.error(j);
    }

    /** Of a maximum or minimum: where it is the first operand. */
    static Bounded first(Bounded a, Bounded b, boolean largest) {
        return chosen(a.value(), i -> areTied(a, i, b, i), i -> largest ? a.at(i) >= b.at(i) : a.at(i) <= b.at(i));
    }

    /** Of a mask: where it is set. */
    static Bounded set(Bounded mask) {
        return chosen(mask.value(), i -> isOpen(mask, i), i -> mask.at(i) != 0);
    }

    /** Whether an element of a mask may be set or not: a mask that does not move is what it is, however it was rounded. */
    static boolean isOpen(Bounded mask, int i) {
        return mask.moves() && mask.error(i) > 0;
    }

    /** Of an extremum over axes: which elements may be it. One that is alone is it for certain. */
    static Bounded extremes(Bounded x, Bounded extremum) {
        Bounded it = extremum.rearranged(t -> t.broadcast(x.value().shape()));
        Tensor candidates = Bounded.tensor(x.value().shape(), i -> isCandidate(x, it, i) ? 1 : 0);
        Shape shape = x.value().shape();
        Primitive.Sum sum = new Primitive.Sum(axes(shape, extremum.value().shape()));
        Tensor count = candidates.apply(sum).broadcast(shape);
        return chosen(x.value(), i -> count.at(i) > 1 && candidates.at(i) > 0, i -> candidates.at(i) > 0);
    }

    private static boolean isCandidate(Bounded x, Bounded extremum, int i) {
        return x.at(i) == extremum.at(i) || Math.abs(x.at(i) - extremum.at(i)) <= x.error(i) + extremum.error(i);
    }

    /** The axes along which a shape was reduced. */
    static List<Integer> axes(Shape shape, Shape reduced) {
        return IntStream.range(0, shape.rank())
                .filter(k -> shape.dimension(k) != reduced.dimension(k))
                .boxed()
                .toList();
    }

    /** In the arithmetic of these numbers. */
    private static Bounded chosen(Tensor numbers, IntPredicate isOpen, IntPredicate isChosen) {
        Shape shape = numbers.shape();
        boolean[] open = new boolean[shape.size()];
        boolean any = false;
        for (int i = 0; i < open.length; i++) {
            open[i] = isOpen.test(i);
            any |= open[i];
        }
        Tensor value = Bounded.tensor(shape, i -> open[i] ? HALF : isChosen.test(i) ? 1 : 0)
                .in(numbers.arithmetic());
        return new Bounded(value, any ? Bounded.tensor(shape, i -> open[i] ? HALF : 0) : null, false);
    }
}
