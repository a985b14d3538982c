package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Losses, with targets that fit. */
final class LossSources {
    private LossSources() {}

    static Map<String, LayerSource> all() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        all.put("mse", of(shape -> true, (dice, z) -> Draft.PLAIN.with("target", dice.values(z))));
        all.put("bce-with-logits", of(shape -> true, (dice, z) -> Draft.PLAIN.with("target", dice.bits(z))));
        all.put(
                "softmax-cross-entropy",
                of(
                        shape -> shape.rank() == 2,
                        (dice, z) ->
                                Draft.PLAIN.with("target", dice.indices(Shape.of(z.dimension(0)), z.dimension(1)))));
        return all;
    }

    private static LayerSource of(Predicate<Shape> takes, BiFunction<Dice, Shape, Draft> draft) {
        return new LayerSource() {
            @Override
            public List<Shape> inputs(Dice dice) {
                return List.of(Shape.of(dice.between(1, 3), dice.between(1, 4)));
            }

            @Override
            public boolean takes(List<Shape> inputs) {
                return takes.test(inputs.get(0));
            }

            @Override
            public Draft draft(Dice dice, List<Shape> inputs) {
                return draft.apply(dice, inputs.get(0));
            }
        };
    }
}
