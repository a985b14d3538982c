package dev.gradcheck.net;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The kinds of losses. Each knows the attributes {@code target} and {@code reduction}: mean or sum. */
final class LossLayers {
    private LossLayers() {}

    static Map<String, Function<Node, Layer>> factories() {
        Map<String, Function<Node, Layer>> all = new LinkedHashMap<>();
        all.put("mse", of((told, target, reduction) -> new MeanSquared(target, reduction)));
        all.put("huber", of((told, target, reduction) -> new Huber(target, told.number("delta"), reduction)));
        all.put("l1", of((told, target, reduction) -> new AbsoluteError(target, reduction)));
        all.put(
                "bce",
                of((told, target, reduction) -> new BinaryCrossEntropy(target, told.flag("complement"), reduction)));
        all.put("bce-with-logits", of((told, target, reduction) -> new BceWithLogits(target, reduction)));
        all.put("softmax-cross-entropy", of(LossLayers::softmaxCrossEntropy));
        all.put(
                "nll",
                of((told, target, reduction) -> new NegativeLogLikelihood(target, ClassWeights.from(told), reduction)));
        all.put(
                "focal",
                of((told, target, reduction) ->
                        new Focal(target, told.number("alpha"), told.number("gamma"), reduction)));
        all.put("kl-div", node -> klDivergence(node.attributes()));
        all.put("hinge", of((told, target, reduction) -> new Hinge(target, told.number("margin"), reduction)));
        all.put("weighted-sum", node -> new WeightedSum(node.attributes().tensor("cotangent")));
        return all;
    }

    private interface Maker {
        Layer make(Attributes told, Tensor target, Reduction reduction);
    }

    private static Function<Node, Layer> of(Maker maker) {
        return node ->
                maker.make(node.attributes(), node.attributes().tensor("target"), Reduction.from(node.attributes()));
    }

    private static Layer softmaxCrossEntropy(Attributes told, Tensor target, Reduction reduction) {
        double smoothing = told.number("label_smoothing");
        ClassWeights classes = ClassWeights.from(told);
        boolean isPlain =
                smoothing == 0 && target.shape().rank() == 1 && classes.weight().isEmpty();
        return isPlain && !classes.ignoresSomeOf(target)
                ? new SoftmaxCrossEntropy(target, reduction)
                : new SoftCrossEntropy(target, smoothing, classes, reduction);
    }

    private static Layer klDivergence(Attributes told) {
        String word = told.word("reduction");
        boolean isOverBatch = word.equals("batchmean");
        Reduction reduction = word.equals("sum") ? Reduction.SUM : Reduction.MEAN;
        return new KlDivergence(told.tensor("target"), told.flag("log_target"), isOverBatch, reduction);
    }
}
