package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Normalisations over a batch, or of each sample by itself; what a variance is taken of has two elements at least. */
final class NormSources {
    private NormSources() {}

    static Map<String, LayerSource> all() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        all.put("batch-norm", new BatchNorm());
        all.put(
                "group-norm",
                Sources.of(
                        dice -> shape(dice, dice.between(0, 2), 4),
                        shape -> isImage(shape, 2) && length(shape, 1) >= 2,
                        NormSources::groupNorm));
        all.put(
                "instance-norm",
                Sources.of(
                        dice -> shape(dice, dice.between(1, 2), 2),
                        shape -> isImage(shape, 3) && length(shape, 2) >= 2,
                        NormSources::affine));
        return all;
    }

    private static Shape shape(Dice dice, int axes, int channels) {
        int[] lengths = new int[axes + 2];
        lengths[0] = dice.between(1, 2);
        lengths[1] = dice.between(axes == 0 ? 2 : 1, channels);
        for (int k = 2; k < lengths.length; k++) {
            lengths[k] = dice.between(2, 3);
        }
        return Shape.of(lengths);
    }

    private static boolean isImage(Shape shape, int leastRank) {
        return shape.rank() >= leastRank && shape.rank() <= 4;
    }

    /** How many elements there are along the axes from one on. */
    private static int length(Shape shape, int axis) {
        return shape.dimensions().subList(axis, shape.rank()).stream().reduce(1, (a, b) -> a * b);
    }

    private static Draft groupNorm(Dice dice, Shape input) {
        int channels = input.dimension(1);
        int places = length(input, 2);
        List<Integer> groups = IntStream.rangeClosed(1, channels)
                .filter(g -> channels % g == 0 && channels / g * places >= 2)
                .boxed()
                .toList();
        Draft draft = affine(dice, input);
        return draft.with("groups", dice.one(groups));
    }

    private static Draft affine(Dice dice, Shape input) {
        Shape channels = Shape.of(input.dimension(1));
        Draft draft = Draft.PLAIN.with("eps", dice.one(List.of(1e-5, 0.125)));
        return dice.chance()
                ? draft.with("affine", false)
                : draft.with("affine", true)
                        .parameter("weight", dice.weights(channels))
                        .parameter("bias", dice.weights(channels));
    }

    private static final class BatchNorm implements LayerSource {
        @Override
        public List<Shape> inputs(Dice dice) {
            int axes = dice.between(0, 2);
            int[] lengths = new int[axes + 2];
            lengths[0] = dice.between(2, 4);
            lengths[1] = dice.between(1, 2);
            for (int k = 2; k < lengths.length; k++) {
                lengths[k] = dice.between(1, 3);
            }
            return List.of(Shape.of(lengths));
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return inputs.get(0).rank() >= 2 && inputs.get(0).rank() <= 4;
        }

        /** In training a channel needs two values at least. */
        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            Shape input = inputs.get(0);
            Shape channels = Shape.of(input.dimension(1));
            Draft draft = Draft.PLAIN
                    .with("eps", dice.one(List.of(1e-5, 0.125)))
                    .parameter("weight", dice.weights(channels))
                    .parameter("bias", dice.weights(channels));
            boolean single = input.size() == channels.size();
            return single || dice.chance()
                    ? draft.with("training", false)
                            .with("running-mean", dice.values(channels))
                            .with("running-variance", dice.above(0.25, channels))
                    : draft;
        }
    }
}
