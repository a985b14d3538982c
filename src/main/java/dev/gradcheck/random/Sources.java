package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sources of layers with one input. */
final class Sources {
    private Sources() {}

    static LayerSource of(Function<Dice, Shape> input, Predicate<Shape> takes, BiFunction<Dice, Shape, Draft> draft) {
        return new LayerSource() {
            @Override
            public List<Shape> inputs(Dice dice) {
                return List.of(input.apply(dice));
            }

            @Override
            public boolean takes(List<Shape> inputs) {
                return inputs.size() == 1 && takes.test(inputs.get(0));
            }

            @Override
            public Draft draft(Dice dice, List<Shape> inputs) {
                return draft.apply(dice, inputs.get(0));
            }
        };
    }

    /** A batch of rows or, as long as it is no larger, of short sequences of rows. */
    static Shape small(Dice dice) {
        int batch = dice.between(1, 3);
        return dice.chance()
                ? Shape.of(batch, dice.between(1, 2), dice.between(1, 3))
                : Shape.of(batch, dice.between(1, 4));
    }
}
