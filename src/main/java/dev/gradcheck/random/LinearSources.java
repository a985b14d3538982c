package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
import java.util.List;
import java.util.Map;

/** Layers that are a matrix product. */
final class LinearSources {
    private static final int WIDEST = 5;
    private static final int VERY_WIDE = 96;

    private LinearSources() {}

    static Map<String, LayerSource> all() {
        return Map.of("linear", new Linear());
    }

    private static final class Linear implements LayerSource {
        @Override
        public List<Shape> inputs(Dice dice) {
            return List.of(Sources.small(dice));
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return inputs.get(0).rank() >= 2;
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            int in = inputs.get(0).dimension(inputs.get(0).rank() - 1);
            int out = dice.length(WIDEST, in > WIDEST ? WIDEST : VERY_WIDE); // one side: differences see every element
            Draft draft = Draft.PLAIN.parameter("weight", dice.weights(Shape.of(out, in)));
            return dice.chance() ? draft.with("bias", false) : draft.parameter("bias", dice.weights(Shape.of(out)));
        }
    }
}
