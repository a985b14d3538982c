package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recurrent cells, and layers over short sequences. */
final class RecurrentSources {
    private static final int WIDEST = 4;

    private RecurrentSources() {}

    static Map<String, LayerSource> all() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        all.put("rnn-cell", new Cell(1, 1));
        all.put("lstm-cell", new Cell(4, 2));
        all.put("gru-cell", new Cell(3, 1));
        all.put("rnn", new Sequence(1, 1));
        all.put("lstm", new Sequence(4, 2));
        all.put("gru", new Sequence(3, 1));
        return all;
    }

    private static Draft weights(Dice dice, Draft told, String suffix, Shape input, Shape state) {
        Draft draft = told.parameter("weight_ih" + suffix, dice.weights(input))
                .parameter("weight_hh" + suffix, dice.weights(state));
        Shape bias = Shape.of(input.dimension(0));
        return dice.chance()
                ? draft.with("bias", false)
                : draft.parameter("bias_ih" + suffix, dice.weights(bias))
                        .parameter("bias_hh" + suffix, dice.weights(bias));
    }

    private record Cell(int gates, int states) implements LayerSource {
        @Override
        public List<Shape> inputs(Dice dice) {
            int batch = dice.between(1, 2);
            List<Shape> inputs = new ArrayList<>(List.of(Shape.of(batch, dice.between(1, 3))));
            inputs.addAll(Collections.nCopies(states, Shape.of(batch, dice.between(1, 3))));
            return inputs;
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return inputs.size() == 1 + states
                    && inputs.stream()
                            .allMatch(shape -> shape.rank() == 2
                                    && shape.dimension(1) <= WIDEST
                                    && shape.dimension(0) == inputs.get(0).dimension(0))
                    && inputs.subList(1, inputs.size()).stream().allMatch(inputs.get(1)::equals);
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            int hidden = inputs.get(1).dimension(1);
            return weights(
                    dice,
                    Draft.PLAIN,
                    "",
                    Shape.of(gates * hidden, inputs.get(0).dimension(1)),
                    Shape.of(gates * hidden, hidden));
        }
    }

    /** With initial states, which all have two hidden units, or without. */
    private record Sequence(int gates, int states) implements LayerSource {
        private static final int WITH_STATE = 2;

        @Override
        public List<Shape> inputs(Dice dice) {
            Shape x = Shape.of(dice.between(1, 3), dice.between(1, 3), dice.between(1, 3));
            List<Shape> inputs = new ArrayList<>(List.of(x));
            if (dice.chance()) {
                // of the batch, whichever axis it is
                Shape square = Shape.of(x.dimension(0), x.dimension(0), x.dimension(2));
                inputs.set(0, square);
                inputs.addAll(Collections.nCopies(states, Shape.of(x.dimension(0), WITH_STATE)));
            }
            return inputs;
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            Shape x = inputs.get(0);
            return inputs.size() == 1
                    && x.rank() == 3
                    && x.dimensions().stream().allMatch(d -> d <= WIDEST);
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            int hidden = inputs.size() > 1 ? WITH_STATE : dice.between(1, 2);
            Draft told = dice.chance() ? Draft.PLAIN.with("batch_first", true) : Draft.PLAIN;
            return weights(
                    dice,
                    told,
                    "_l0",
                    Shape.of(gates * hidden, inputs.get(0).dimension(2)),
                    Shape.of(gates * hidden, hidden));
        }
    }
}
