package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Losses, with targets that fit. */
final class LossSources {
    private LossSources() {}

    static Map<String, LayerSource> all() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        all.put("mse", new Loss(false, LossSources::values));
        all.put("huber", new Loss(false, (dice, z) -> values(dice, z)
                .with("delta", dice.one(List.of(1.0, 0.5, 2.25)))));
        all.put("l1", new Loss(false, LossSources::values));
        all.put("bce-with-logits", new Loss(false, LossSources::probabilities));
        all.put("softmax-cross-entropy", new Loss(true, LossSources::classes));
        all.put("nll", new Loss(true, LossSources::weighted));
        all.put("focal", new Loss(false, LossSources::focal));
        all.put("kl-div", new Divergence());
        all.put("hinge", new Loss(false, LossSources::hinge));
        all.put("weighted-sum", new Weighted());
        all.put("bce", new OfProbabilities());
        return all;
    }

    private static Draft values(Dice dice, Shape z) {
        return Draft.PLAIN.with("target", dice.values(z));
    }

    private static Draft probabilities(Dice dice, Shape z) {
        return Draft.PLAIN.with("target", dice.chance() ? dice.above(0, z) : dice.bits(z));
    }

    private static Draft hinge(Dice dice, Shape z) {
        Draft draft = Draft.PLAIN.with("target", dice.bits(z).mapExactly(bit -> 2 * bit - 1));
        return dice.chance() ? draft.with("margin", dice.one(List.of(1.0, 0.5))) : draft;
    }

    private static Draft focal(Dice dice, Shape z) {
        return Draft.PLAIN
                .with("target", dice.bits(z))
                .with("alpha", dice.one(List.of(0.25, -1.0, 0.75)))
                .with("gamma", dice.one(List.of(2.0, 0.0, 1.5)));
    }

    private static Draft indices(Dice dice, Shape z) {
        List<Integer> samples = new ArrayList<>(z.dimensions());
        samples.remove(1);
        Tensor target = dice.indices(new Shape(samples), z.dimension(1));
        Draft draft = Draft.PLAIN.with("target", target);
        // not all are ignored: the mean would be of none
        double last = target.at(target.size() - 1);
        boolean differs = Arrays.stream(target.values()).anyMatch(index -> index != last);
        return dice.chance() && differs ? draft.with("ignore_index", (int) last) : draft;
    }

    private static Draft weighted(Dice dice, Shape z) {
        return withWeight(dice, z, indices(dice, z));
    }

    private static Draft classes(Dice dice, Shape z) {
        Draft draft = withWeight(dice, z, dice.chance() ? probabilities(dice, z) : indices(dice, z));
        return dice.chance() ? draft.with("label_smoothing", dice.one(List.of(0.1, 0.75))) : draft;
    }

    private static Draft withWeight(Dice dice, Shape z, Draft draft) {
        return dice.chance() ? draft.with("weight", dice.above(0.25, Shape.of(z.dimension(1)))) : draft;
    }

    /** Of any shape, and always a sum. */
    private static final class Weighted implements LayerSource {
        @Override
        public List<Shape> inputs(Dice dice) {
            return List.of(Shape.of(dice.between(1, 3), dice.between(1, 4)));
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return inputs.size() == 1;
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            return Draft.PLAIN.with("cotangent", dice.values(inputs.get(0)));
        }
    }

    /** A loss of any numbers: of any shape, or of samples and classes. */
    private static sealed class Loss implements LayerSource permits OfProbabilities, Divergence {
        private final boolean ofClasses;
        private final BiFunction<Dice, Shape, Draft> draft;

        Loss(boolean ofClasses, BiFunction<Dice, Shape, Draft> draft) {
            this.ofClasses = ofClasses;
            this.draft = draft;
        }

        @Override
        public List<Shape> inputs(Dice dice) {
            Shape rows = Shape.of(dice.between(1, 3), dice.between(1, 4));
            return List.of(
                    ofClasses && dice.chance()
                            ? Shape.of(rows.dimension(0), rows.dimension(1), dice.between(1, 2))
                            : rows);
        }

        /**
         * In networks classes lie along the last axis: a bias that all classes share has a gradient of 0 by cancellation, and what rounding
         * leaves of it in float32 cannot always be told from a mistake.
         */
        @Override
        public boolean takes(List<Shape> inputs) {
            return !ofClasses || inputs.get(0).rank() == 2;
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            Draft drawn = draft.apply(dice, inputs.get(0));
            return dice.chance() ? drawn.with("reduction", "sum") : drawn;
        }
    }

    /** Its mean is over elements or over samples. */
    private static final class Divergence extends Loss {
        Divergence() {
            super(
                    false,
                    (dice, z) -> dice.chance()
                            ? Draft.PLAIN.with("target", dice.values(z)).with("log_target", true)
                            : probabilities(dice, z));
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return inputs.get(0).rank() >= 1;
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            Draft drawn = super.draft(dice, inputs);
            return dice.chance() ? drawn.with("reduction", "batchmean") : drawn;
        }
    }

    /** Behind a sigmoid that saturates it would be infinite: it takes what is well within 0 and 1. */
    private static final class OfProbabilities extends Loss {
        private static final double WIDTH = 0x1.fp-1;
        private static final double LOWEST = 0x1p-6;

        OfProbabilities() {
            super(false, (dice, p) -> {
                Draft drawn = probabilities(dice, p);
                return dice.chance() ? drawn.with("complement", false) : drawn;
            });
        }

        @Override
        public Tensor input(Dice dice, Shape shape) {
            return dice.above(0, shape).mapExactly(v -> (float) (LOWEST + WIDTH * v));
        }

        @Override
        public boolean follows(Tensor value) {
            return Arrays.stream(value.values()).allMatch(p -> p >= LOWEST && p <= 1 - LOWEST);
        }
    }
}
