package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Layers that join values, or give them another shape. */
final class ShapeSources {
    private ShapeSources() {}

    static Map<String, LayerSource> all() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        all.put("sum", new Summed());
        all.put("concat", new Joined());
        all.put("reshape", Sources.of(Sources::small, shape -> shape.rank() >= 1, ShapeSources::reshape));
        all.put("flatten", Sources.of(Sources::small, shape -> shape.rank() >= 1, (dice, shape) -> Draft.PLAIN));
        return all;
    }

    /** The lengths of a sample's axes in another order, or with one axis less or more. */
    private static Draft reshape(Dice dice, Shape input) {
        List<Integer> lengths = new ArrayList<>(input.dimensions().subList(1, input.rank()));
        Collections.reverse(lengths);
        if (dice.chance() || lengths.isEmpty()) {
            lengths.add(1);
        }
        String shape = lengths.stream().map(String::valueOf).collect(Collectors.joining("x"));
        int size = lengths.stream().reduce(1, (a, b) -> a * b);
        return Draft.PLAIN.with("shape", dice.chance() ? size : shape);
    }

    /** Two or three of one shape. */
    private static final class Summed implements LayerSource {
        @Override
        public List<Shape> inputs(Dice dice) {
            return Collections.nCopies(dice.between(2, 3), Sources.small(dice));
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return inputs.size() >= 2 && inputs.stream().allMatch(inputs.get(0)::equals);
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            return Draft.PLAIN;
        }
    }

    /** Two or three of one rank, that differ along one axis. */
    private static final class Joined implements LayerSource {
        @Override
        public List<Shape> inputs(Dice dice) {
            List<Shape> inputs = new ArrayList<>(List.of(Sources.small(dice)));
            int axis = dice.between(0, inputs.get(0).rank() - 1);
            for (int more = dice.between(1, 2); more > 0; more--) {
                List<Integer> lengths = new ArrayList<>(inputs.get(0).dimensions());
                lengths.set(axis, dice.between(1, 3));
                inputs.add(new Shape(lengths));
            }
            return inputs;
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return !inputs.isEmpty() && !axes(inputs).isEmpty();
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            int rank = inputs.get(0).rank();
            int axis = dice.one(axes(inputs));
            return Draft.PLAIN.with("axis", dice.chance() ? axis - rank : axis);
        }

        /** Along which they can be joined. */
        private static List<Integer> axes(List<Shape> inputs) {
            List<Integer> axes = new ArrayList<>();
            for (int axis = 0; axis < inputs.get(0).rank(); axis++) {
                int joined = axis;
                if (inputs.stream()
                                .map(shape -> without(shape, joined))
                                .distinct()
                                .count()
                        == 1) {
                    axes.add(axis);
                }
            }
            return axes;
        }

        private static List<Integer> without(Shape shape, int axis) {
            List<Integer> lengths = new ArrayList<>(shape.dimensions());
            return axis < lengths.size() && lengths.remove(axis) != null ? lengths : List.of();
        }
    }
}
