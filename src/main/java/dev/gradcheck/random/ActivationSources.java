package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Activations take any shape, and have no parameters. */
final class ActivationSources {
    private ActivationSources() {}

    static Map<String, LayerSource> all() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        all.put("relu", of(dice -> Draft.PLAIN));
        all.put("leaky-relu", of(dice -> Draft.PLAIN.with("slope", dice.one(List.of(0.25, 0.01, 1.5)))));
        all.put("prelu", Sources.of(Sources::small, shape -> shape.rank() >= 2, ActivationSources::prelu));
        all.put("tanh", of(dice -> Draft.PLAIN));
        all.put("sigmoid", of(dice -> Draft.PLAIN));
        all.put("softplus", of(dice -> Draft.PLAIN));
        all.put("elu", of(dice -> Draft.PLAIN.with("alpha", dice.one(List.of(1.0, 0.5, 1.75, 2.5)))));
        all.put("selu", of(dice -> Draft.PLAIN));
        all.put("gelu", of(dice -> Draft.PLAIN));
        all.put("gelu-tanh", of(dice -> Draft.PLAIN));
        all.put("silu", of(dice -> Draft.PLAIN));
        all.put("identity", of(dice -> Draft.PLAIN));
        return all;
    }

    private static Draft prelu(Dice dice, Shape input) {
        return Draft.PLAIN.parameter("weight", dice.weights(Shape.of(dice.chance() ? input.dimension(1) : 1)));
    }

    private static LayerSource of(Function<Dice, Draft> draft) {
        return new LayerSource() {
            @Override
            public List<Shape> inputs(Dice dice) {
                return List.of(Shape.of(dice.between(1, 3), dice.between(1, 4)));
            }

            @Override
            public boolean takes(List<Shape> inputs) {
                return true;
            }

            @Override
            public Draft draft(Dice dice, List<Shape> inputs) {
                return draft.apply(dice);
            }
        };
    }
}
