package dev.gradcheck.random;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Layers of transformers. */
final class SequenceSources {
    private static final int MOST_HEADS = 8;
    private static final int LONGEST = 12;

    private SequenceSources() {}

    static Map<String, LayerSource> all() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        all.put("softmax", Sources.of(Sources::small, shape -> shape.rank() >= 1, (dice, shape) -> Draft.PLAIN));
        all.put("layer-norm", Sources.of(Sources::small, shape -> shape.rank() >= 1, SequenceSources::layerNorm));
        all.put("rms-norm", Sources.of(Sources::small, shape -> shape.rank() >= 1, SequenceSources::rmsNorm));
        all.put("embedding", new Embedding(SequenceSources::embedding));
        all.put("embedding-bag", new Embedding(SequenceSources::embeddingBag));
        all.put("dropout", Sources.of(Sources::small, shape -> true, SequenceSources::dropout));
        all.put("cosine-similarity", new Cosine());
        all.put("attention", new Attention());
        return all;
    }

    private static Draft layerNorm(Dice dice, Shape input) {
        Shape last = Shape.of(input.dimension(input.rank() - 1));
        Draft told = dice.chance() ? Draft.PLAIN.with("eps", dice.one(List.of(0.125, 1e-3))) : Draft.PLAIN;
        return told.parameter("weight", dice.weights(last)).parameter("bias", dice.weights(last));
    }

    private static Draft rmsNorm(Dice dice, Shape input) {
        Draft told = dice.chance() ? Draft.PLAIN.with("eps", dice.one(List.of(0.125, 1e-3))) : Draft.PLAIN;
        return told.parameter("weight", dice.weights(Shape.of(input.dimension(input.rank() - 1))));
    }

    private static Draft dropout(Dice dice, Shape input) {
        return Draft.PLAIN.with("mask", dice.bits(input)).with("p", dice.one(List.of(0.5, 0.0, 0.25, 0.1, 0.6, 0.9)));
    }

    private static Draft embedding(Dice dice, int rows) {
        Shape shape = dice.chance() ? Shape.of(dice.between(1, 4)) : Shape.of(dice.between(1, 2), dice.between(1, 3));
        return Draft.PLAIN.with("indices", dice.indices(shape, rows));
    }

    /** Each row a bag or, by chance, bags that begin at offsets, empty ones among them. */
    private static Draft embeddingBag(Dice dice, int rows) {
        Draft draft = Draft.PLAIN.with("mode", dice.one(List.of("mean", "sum")));
        if (!dice.chance()) {
            return draft.with("indices", dice.indices(Shape.of(dice.between(1, 3), dice.between(1, 3)), rows));
        }
        int length = dice.between(1, 5);
        double[] offsets = new double[dice.between(1, 3)];
        for (int bag = 1; bag < offsets.length; bag++) {
            offsets[bag] = dice.between((int) offsets[bag - 1], length);
        }
        return draft.with("indices", dice.indices(Shape.of(length), rows))
                .with("offsets", Tensor.of(DType.FLOAT64, Shape.of(offsets.length), offsets));
    }

    /** Starts a network: it takes nothing. */
    private record Embedding(BiFunction<Dice, Integer, Draft> indices) implements LayerSource {
        @Override
        public List<Shape> inputs(Dice dice) {
            return List.of();
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return inputs.isEmpty();
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            int rows = dice.between(1, 3);
            Draft draft = indices.apply(dice, rows);
            Tensor weight = dice.weights(Shape.of(rows, dice.between(1, 3)));
            return dice.chance() ? padded(dice, draft, weight) : draft.parameter("weight", weight);
        }

        /** With zeros in the row that counts as zeros. */
        private static Draft padded(Dice dice, Draft draft, Tensor weight) {
            int rows = weight.shape().dimension(0);
            int width = weight.shape().dimension(1);
            int row = dice.between(0, rows - 1);
            Tensor zeroed = weight;
            for (int k = 0; k < width; k++) {
                zeroed = zeroed.with(row * width + k, 0);
            }
            return draft.with("padding_idx", dice.chance() ? row - rows : row).parameter("weight", zeroed);
        }
    }

    /** Of an ε that no norm of the usual numbers is equal to, and below which there is more than a point. */
    private static final class Cosine implements LayerSource {
        @Override
        public List<Shape> inputs(Dice dice) {
            Shape shape = Sources.small(dice);
            return List.of(shape, shape);
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return inputs.size() == 2
                    && inputs.get(0).rank() >= 1
                    && inputs.get(0).equals(inputs.get(1));
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            int rank = inputs.get(0).rank();
            int axis = dice.between(0, rank - 1);
            Draft draft = Draft.PLAIN.with("eps", dice.one(List.of(0.3, 0.7)));
            return draft.with("axis", dice.chance() ? axis - rank : axis);
        }
    }

    private static final class Attention implements LayerSource {
        /** One draw in so many has a soft cap, and one in so many dropout. */
        private static final int RARELY = 4;

        @Override
        public List<Shape> inputs(Dice dice) {
            int heads = dice.length(2, MOST_HEADS);
            int batch = dice.between(1, 2);
            int queries = dice.length(3, LONGEST);
            int keys = dice.chance() ? dice.length(3, LONGEST) : queries;
            int width = heads * dice.between(1, 2);
            int values = dice.chance() ? heads * dice.between(1, 2) : width;
            return List.of(
                    Shape.of(batch, queries, width), Shape.of(batch, keys, width), Shape.of(batch, keys, values));
        }

        /**
         * A quarter of other weights, so that scores stay within ±36: beyond, float32 underflows to probabilities of 0, and by float32 the
         * bound of autograd is measured.
         */
        @Override
        public Tensor input(Dice dice, Shape shape) {
            return dice.weights(shape).times(0.25);
        }

        @Override
        public boolean takes(List<Shape> inputs) {
            return inputs.size() == 3
                    && inputs.stream().allMatch(shape -> shape.rank() == 3)
                    && inputs.stream()
                            .allMatch(
                                    shape -> shape.dimension(0) == inputs.get(0).dimension(0))
                    && inputs.get(0).dimension(2) == inputs.get(1).dimension(2)
                    && inputs.get(1).dimension(1) == inputs.get(2).dimension(1);
        }

        @Override
        public Draft draft(Dice dice, List<Shape> inputs) {
            List<Integer> heads = IntStream.rangeClosed(1, MOST_HEADS)
                    .filter(h -> inputs.stream().allMatch(shape -> shape.dimension(2) % h == 0))
                    .boxed()
                    .toList();
            int drawn = dice.one(heads);
            Attributes told = drawn > 1 ? Attributes.NONE.with("heads", drawn) : Attributes.NONE;
            Draft draft = new Draft(dice.chance() ? told.with("causal", true) : told, Map.of());
            Draft capped =
                    dice.between(1, RARELY) == 1 ? draft.with("softcap", dice.one(List.of(2.0, 8.0, 30.0))) : draft;
            return dice.between(1, RARELY) == 1 ? dropped(dice, drawn, inputs, capped) : capped;
        }

        private static Draft dropped(Dice dice, int heads, List<Shape> inputs, Draft draft) {
            Shape queries = inputs.get(0);
            Shape keys = inputs.get(1);
            Shape probabilities = Shape.of(queries.dimension(0), heads, queries.dimension(1), keys.dimension(1));
            Draft masked = draft.with("dropout-mask", dice.bits(probabilities));
            return dice.chance() ? masked.with("dropout-p", dice.one(List.of(0.0, 0.1, 0.25))) : masked;
        }
    }
}
