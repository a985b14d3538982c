package dev.gradcheck.random;

import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** Transposed convolutions of what is small, because they enlarge it. */
record TransposedSource(int axes) implements LayerSource {
    private static final int MOST = 48;
    private static final int WIDEST = 3;

    @Override
    public List<Shape> inputs(Dice dice) {
        Shape image = ImageSources.image(dice, axes, 2);
        return List.of(takes(List.of(image)) ? image : ImageSources.kernels(axes, 1, 1, PerAxis.of(4)));
    }

    @Override
    public boolean takes(List<Shape> inputs) {
        return inputs.get(0).rank() == axes + 2 && inputs.get(0).size() <= MOST;
    }

    @Override
    public Draft draft(Dice dice, List<Shape> inputs) {
        Shape input = inputs.get(0);
        int channels = input.dimension(1);
        PerAxis size = ImageSources.size(input);
        PerAxis kernel = ImageSources.each(size, length -> dice.between(1, WIDEST));
        PerAxis stride = ImageSources.numbers(dice, axes, PerAxis.of(1), PerAxis.of(3));
        PerAxis dilation = ImageSources.numbers(dice, axes, PerAxis.of(1), PerAxis.of(2));
        PerAxis most = new PerAxis(
                Math.max(stride.rows(), dilation.rows()) - 1, Math.max(stride.columns(), dilation.columns()) - 1);
        PerAxis more = ImageSources.numbers(dice, axes, PerAxis.of(0), most);
        PerAxis cut = new PerAxis(
                spare(size.rows(), kernel.rows(), stride.rows(), dilation.rows(), more.rows()),
                spare(size.columns(), kernel.columns(), stride.columns(), dilation.columns(), more.columns()));
        int groups = dice.one(IntStream.rangeClosed(1, channels)
                .filter(g -> channels % g == 0)
                .boxed()
                .toList());
        int out = dice.between(1, groups == 1 ? 2 : 1);
        Draft draft = Draft.PLAIN
                .with("stride", ImageSources.value(stride))
                .with("padding", ImageSources.value(ImageSources.numbers(dice, axes, PerAxis.of(0), cut)))
                .with("output_padding", ImageSources.value(more))
                .with("dilation", ImageSources.value(dilation))
                .with("groups", groups)
                .parameter("weight", dice.weights(ImageSources.kernels(axes, channels, out, kernel)));
        return dice.chance()
                ? draft.with("bias", false)
                : draft.parameter("bias", dice.weights(Shape.of(groups * out)));
    }

    /** How much can be cut off on each side, so that something is left. */
    private static int spare(int length, int kernel, int stride, int dilation, int more) {
        return Math.min(2, ((length - 1) * stride + dilation * (kernel - 1) + more) / 2);
    }
}
