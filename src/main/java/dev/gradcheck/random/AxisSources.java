package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Layers along one axis, and upsampling of what is small. */
final class AxisSources {
    private static final int MOST = 64;

    private AxisSources() {}

    static Map<String, LayerSource> all() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        all.put("pad", Sources.of(Sources::small, AxisSources::isSmall, AxisSources::pad));
        all.put("slice", Sources.of(Sources::small, AxisSources::isSmall, AxisSources::slice));
        all.put("cumsum", Sources.of(Sources::small, AxisSources::isSmall, AxisSources::along));
        all.put("mean", Sources.of(Sources::small, AxisSources::isSmall, AxisSources::along));
        all.put("max", Sources.of(Sources::small, AxisSources::isSmall, AxisSources::along));
        all.put("upsample", Sources.of(AxisSources::image, AxisSources::isImage, AxisSources::upsample));
        return all;
    }

    /** Of a rank that leaves an axis where one is left out. */
    private static boolean isSmall(Shape shape) {
        return shape.rank() >= 2 && shape.size() <= MOST;
    }

    private static boolean isImage(Shape shape) {
        return (shape.rank() == 3 || shape.rank() == 4) && shape.size() <= MOST;
    }

    private static Shape image(Dice dice) {
        return dice.chance()
                ? Shape.of(1, dice.between(1, 2), dice.between(1, 2), dice.between(1, 2))
                : Shape.of(dice.between(1, 2), dice.between(1, 2), dice.between(1, 3));
    }

    private static Draft along(Dice dice, Shape input) {
        int axis = dice.between(0, input.rank() - 1);
        return Draft.PLAIN.with("axis", dice.chance() ? axis - input.rank() : axis);
    }

    private static Draft pad(Dice dice, Shape input) {
        return along(dice, input)
                .with("before", dice.between(0, 2))
                .with("after", dice.between(0, 2))
                .with("value", dice.one(List.of(0.0, 0.5)));
    }

    private static Draft slice(Dice dice, Shape input) {
        int axis = dice.between(0, input.rank() - 1);
        int from = dice.between(0, input.dimension(axis) - 1);
        int to = dice.between(from + 1, input.dimension(axis));
        return Draft.PLAIN.with("axis", axis).with("from", from).with("to", to);
    }

    private static Draft upsample(Dice dice, Shape input) {
        return Draft.PLAIN.with("scale", dice.between(1, 3));
    }
}
