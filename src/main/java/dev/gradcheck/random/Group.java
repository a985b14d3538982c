package dev.gradcheck.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * Numbers that were drawn, as a tree: what belongs together is a group.
 *
 * @param items each a Long or a Group, in the order drawn
 */
record Group(List<Object> items) {
    static final Group EMPTY = new Group(List.of());

    Group {
        items = Collections.unmodifiableList(new ArrayList<>(items));
    }

    /** How many numbers. */
    long size() {
        long size = 0;
        for (Object item : items) {
            size += item instanceof Group group ? group.size() : 1;
        }
        return size;
    }

    /** How large the numbers are. */
    double weight() {
        double weight = 0;
        for (Object item : items) {
            weight += item instanceof Group group ? group.weight() : (Long) item;
        }
        return weight;
    }

    /** How many groups, this one included. */
    int groups() {
        int groups = 1;
        for (Object item : items) {
            groups += item instanceof Group group ? group.groups() : 0;
        }
        return groups;
    }

    /** A copy without one of the groups within, counted from 1 in the order drawn. */
    Group without(int index) {
        return new Edit(index, group -> null, -1, v -> v).apply(this);
    }

    /** A copy in which all numbers of one group are as small as can be; 0 is this group. */
    Group zeroed(int index) {
        return new Edit(index, Group::zeroed, -1, v -> v).apply(this);
    }

    /** A copy in which one number is another, counted from 0 in the order drawn. */
    Group with(int index, LongUnaryOperator change) {
        return new Edit(-1, group -> group, index, change).apply(this);
    }

    private Group zeroed() {
        return new Group(items.stream()
                .map(item -> item instanceof Group group ? group.zeroed() : (Object) 0L)
                .toList());
    }

    /** One pass over a tree that counts what it passes. */
    private static final class Edit {
        private final int group;
        private final UnaryOperator<Group> onGroup;
        private final int number;
        private final LongUnaryOperator onNumber;
        private int groups;
        private int numbers;

        Edit(int group, UnaryOperator<Group> onGroup, int number, LongUnaryOperator onNumber) {
            this.group = group;
            this.onGroup = onGroup;
            this.number = number;
            this.onNumber = onNumber;
        }

        Group apply(Group old) {
            if (groups++ == group) {
                return onGroup.apply(old);
            }
            List<Object> copy = new ArrayList<>();
            for (Object item : old.items()) {
                if (item instanceof Group inner) {
                    Group edited = apply(inner);
                    if (edited != null) {
                        copy.add(edited);
                    }
                } else {
                    copy.add(numbers++ == number ? (Object) onNumber.applyAsLong((Long) item) : item);
                }
            }
            return new Group(copy);
        }
    }
}
