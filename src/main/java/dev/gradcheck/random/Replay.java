package dev.gradcheck.random;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Draws the numbers of a tree again, and records what it gives. A group has only its own numbers: where it now draws fewer, the rest is
 * left out, where it draws more, they come from elsewhere. So what follows keeps its meaning.
 */
final class Replay implements Choices {
    private final LongUnaryOperator beyond;
    private final Deque<Frame> frames = new ArrayDeque<>();

    /** With a source for what the tree does not have: from a bound to a number below it. */
    Replay(Group tree, LongUnaryOperator beyond) {
        this.beyond = beyond;
        frames.push(new Frame(tree));
    }

    @Override
    public long next(long bound) {
        Frame frame = frames.peek();
        long number =
                frame.next() instanceof Long ? Math.floorMod((Long) frame.take(), bound) : beyond.applyAsLong(bound);
        frame.recorded.add(number);
        return number;
    }

    @Override
    public void begin() {
        Frame frame = frames.peek();
        frames.push(new Frame(frame.next() instanceof Group ? (Group) frame.take() : Group.EMPTY));
    }

    @Override
    public void end() {
        Group group = new Group(frames.pop().recorded);
        frames.peek().recorded.add(group);
    }

    /** What was drawn, as a tree. */
    Group recorded() {
        return new Group(frames.peek().recorded);
    }

    private static final class Frame {
        private final List<Object> given;
        private final List<Object> recorded = new ArrayList<>();
        private int position;

        Frame(Group group) {
            given = group.items();
        }

        Object next() {
            return position < given.size() ? given.get(position) : null;
        }

        Object take() {
            return given.get(position++);
        }
    }
}
