package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Convolutions and pooling on small images and sequences. */
final class ImageSources {
    private static final int WIDEST_KERNEL = 3;
    private static final int VERY_WIDE = 7;
    private static final int LONGEST = 9;

    private ImageSources() {}

    static Map<String, LayerSource> convolutions() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        all.put("conv1d", new Convolution(1));
        all.put("conv2d", new Convolution(2));
        return all;
    }

    static Map<String, LayerSource> pools() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        all.put("max-pool1d", new Pool(1));
        all.put("max-pool2d", new Pool(2));
        all.put("avg-pool1d", new Pool(1));
        all.put("avg-pool2d", new Pool(2));
        return all;
    }

    /** (N,C,L) or (N,C,H,W). */
    private static Shape image(Dice dice, int axes, int channels) {
        int longest = axes == 1 ? 6 : 4;
        int[] lengths = new int[axes + 2];
        lengths[0] = dice.between(1, 2);
        lengths[1] = dice.between(1, channels);
        for (int k = 2; k < lengths.length; k++) {
            lengths[k] = dice.length(longest, LONGEST);
        }
        return Shape.of(lengths);
    }

    private record Convolution(int axes) implements LayerSource {
        @Override
        public List<Shape> inputs(Dice dice) {
            return List.of(image(dice, axes, axes == 1 ? 4 : 2));
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return inputs.get(0).rank() == axes + 2;
        }

        /** Neither images nor channels grow without end in a deep network. */
        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            Shape input = inputs.get(0);
            int channels = input.dimension(1);
            int longest = Collections.max(input.dimensions().subList(2, input.rank()));
            int padding = dice.between(0, longest <= 4 ? 2 : longest <= 6 ? 1 : 0);
            int groups = dice.one(IntStream.rangeClosed(1, channels)
                    .filter(g -> channels % g == 0)
                    .boxed()
                    .toList());
            int[] lengths = new int[axes + 2];
            lengths[0] = groups * dice.between(1, groups <= 2 ? 2 : 1);
            lengths[1] = channels / groups;
            int dilation = 2;
            for (int k = 2; k < lengths.length; k++) {
                int room = input.dimension(k) + 2 * padding;
                lengths[k] = dice.length(Math.min(WIDEST_KERNEL, room), Math.min(VERY_WIDE, room));
                dilation = 2 * (lengths[k] - 1) + 1 > room ? 1 : dilation;
            }
            Draft draft = Draft.PLAIN
                    .with("stride", dice.between(1, 3))
                    .with("padding", padding)
                    .with("dilation", dice.between(1, dilation))
                    .with("groups", groups)
                    .parameter("weight", dice.weights(Shape.of(lengths)));
            return dice.chance()
                    ? draft.with("bias", false)
                    : draft.parameter("bias", dice.weights(Shape.of(lengths[0])));
        }
    }

    private record Pool(int axes) implements LayerSource {
        @Override
        public List<Shape> inputs(Dice dice) {
            return List.of(image(dice, axes, 2));
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return inputs.get(0).rank() == axes + 2;
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            List<Integer> lengths = inputs.get(0).dimensions();
            int shortest = lengths.subList(2, lengths.size()).stream()
                    .mapToInt(Integer::intValue)
                    .min()
                    .orElseThrow();
            int kernel = dice.between(1, WIDEST_KERNEL);
            int least = Math.max(0, (kernel - shortest + 1) / 2);
            return Draft.PLAIN
                    .with("kernel", kernel)
                    .with("stride", dice.between(1, 3))
                    .with("padding", dice.between(least, kernel / 2));
        }
    }
}
