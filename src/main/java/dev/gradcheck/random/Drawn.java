package dev.gradcheck.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A random thing together with the numbers it was drawn from, and all that is a step simpler.
 *
 * @param <T> what it is
 */
public final class Drawn<T> {
    private final Function<Choices, T> generator;
    private final Group numbers;
    private final T value;
    private final int start;

    private Drawn(Function<Choices, T> generator, Group tree, LongUnaryOperator beyond, int start) {
        Replay replay = new Replay(tree, beyond);
        this.generator = generator;
        this.value = generator.apply(replay);
        this.numbers = replay.recorded();
        this.start = start;
    }

    /**
     * Draws.
     *
     * @param generator of a thing; the same numbers always give an equal one
     * @param random from a bound to a number from 0 to below it
     * @param <T> what is drawn
     * @return the thing
     */
    public static <T> Drawn<T> of(Function<Choices, T> generator, LongUnaryOperator random) {
        return new Drawn<>(generator, Group.EMPTY, random, 0);
    }

    /** {@return the thing} */
    public T value() {
        return value;
    }

    /** {@return of how many numbers it was drawn: fewer is simpler} */
    public long size() {
        return numbers.size();
    }

    /** {@return how large these numbers are: of equally many, smaller is simpler} */
    public double weight() {
        return numbers.weight();
    }

    /**
     * All that is a step simpler: without one group, with a group at its simplest, with one smaller number. The order begins where the step
     * was found that led here, so that a chain of steps does not try in vain again and again what failed before.
     *
     * @return things with fewer numbers, or smaller ones; drawn as the stream comes to them
     */
    public Stream<Drawn<T>> simpler() {
        List<Function<Group, Group>> edits = edits();
        return IntStream.range(0, edits.size())
                .map(i -> (start + i) % edits.size())
                .mapToObj(i -> new Drawn<>(generator, edits.get(i).apply(numbers), bound -> 0, i))
                .filter(this::isAbove);
    }

    private boolean isAbove(Drawn<T> other) {
        return other.size() < size() || other.size() == size() && other.weight() < weight();
    }

    private List<Function<Group, Group>> edits() {
        List<Function<Group, Group>> edits = new ArrayList<>();
        for (int i = 1; i < numbers.groups(); i++) {
            int group = i;
            edits.add(tree -> tree.without(group));
            edits.add(tree -> tree.zeroed(group));
        }
        for (int i = 0; i < size(); i++) {
            int number = i;
            edits.add(tree -> tree.with(number, v -> 0));
            edits.add(tree -> tree.with(number, v -> Math.min(v, 1)));
            edits.add(tree -> tree.with(number, v -> v / 2));
            edits.add(tree -> tree.with(number, v -> Math.max(0, v - 1)));
        }
        return edits;
    }
}
