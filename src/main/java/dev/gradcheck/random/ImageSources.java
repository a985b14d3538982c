package dev.gradcheck.random;

import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
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
        all.put("conv-transpose1d", new TransposedSource(1));
        all.put("conv-transpose2d", new TransposedSource(2));
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
    static Shape image(Dice dice, int axes, int channels) {
        int longest = axes == 1 ? 6 : 4;
        int[] lengths = new int[axes + 2];
        lengths[0] = dice.between(1, 2);
        lengths[1] = dice.between(1, channels);
        for (int k = 2; k < lengths.length; k++) {
            lengths[k] = dice.length(longest, LONGEST);
        }
        return Shape.of(lengths);
    }

    /** Of an image; a sequence has the same on both axes. */
    static PerAxis size(Shape image) {
        int last = image.rank() - 1;
        return new PerAxis(image.dimension(image.rank() == 4 ? 2 : last), image.dimension(last));
    }

    static Shape kernels(int axes, int out, int in, PerAxis kernel) {
        return axes == 1 ? Shape.of(out, in, kernel.columns()) : Shape.of(out, in, kernel.rows(), kernel.columns());
    }

    /** One number for all axes where there is one within all bounds or, where there are two axes and by chance, one for each. */
    static PerAxis numbers(Dice dice, int axes, PerAxis least, PerAxis most) {
        int low = least.largest();
        int high = Math.min(most.rows(), most.columns());
        return low <= high && (axes == 1 || !dice.chance())
                ? PerAxis.of(dice.between(low, high))
                : new PerAxis(dice.between(least.rows(), most.rows()), dice.between(least.columns(), most.columns()));
    }

    static PerAxis each(PerAxis of, IntUnaryOperator number) {
        return new PerAxis(number.applyAsInt(of.rows()), number.applyAsInt(of.columns()));
    }

    static Object value(PerAxis numbers) {
        return numbers.rows() == numbers.columns() ? numbers.rows() : numbers.toString();
    }

    /** At most. */
    private static int dilation(int kernel, int room) {
        return 2 * (kernel - 1) + 1 > room ? 1 : 2;
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
            int groups = dice.one(IntStream.rangeClosed(1, channels)
                    .filter(g -> channels % g == 0)
                    .boxed()
                    .toList());
            PerAxis size = size(input);
            PerAxis padding = numbers(dice, axes, PerAxis.of(0), each(size, l -> l <= 4 ? 2 : l <= 6 ? 1 : 0));
            PerAxis room = new PerAxis(size.rows() + 2 * padding.rows(), size.columns() + 2 * padding.columns());
            PerAxis kernel = each(room, r -> dice.length(Math.min(WIDEST_KERNEL, r), Math.min(VERY_WIDE, r)));
            PerAxis dilation =
                    new PerAxis(dilation(kernel.rows(), room.rows()), dilation(kernel.columns(), room.columns()));
            int out = groups * dice.between(1, groups <= 2 ? 2 : 1);
            Draft draft = Draft.PLAIN
                    .with("stride", value(numbers(dice, axes, PerAxis.of(1), PerAxis.of(3))))
                    .with("padding", value(padding))
                    .with("dilation", value(numbers(dice, axes, PerAxis.of(1), dilation)))
                    .with("groups", groups)
                    .parameter("weight", dice.weights(kernels(axes, out, channels / groups, kernel)));
            return dice.chance() ? draft.with("bias", false) : draft.parameter("bias", dice.weights(Shape.of(out)));
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
            PerAxis size = size(inputs.get(0));
            PerAxis kernel = numbers(dice, axes, PerAxis.of(1), PerAxis.of(WIDEST_KERNEL));
            PerAxis least = new PerAxis(missing(kernel.rows(), size.rows()), missing(kernel.columns(), size.columns()));
            return Draft.PLAIN
                    .with("kernel", value(kernel))
                    .with("stride", value(numbers(dice, axes, PerAxis.of(1), PerAxis.of(3))))
                    .with("padding", value(numbers(dice, axes, least, each(kernel, k -> k / 2))));
        }

        /** How much padding a window needs at least. */
        private static int missing(int kernel, int length) {
            return Math.max(0, (kernel - length + 1) / 2);
        }
    }
}
