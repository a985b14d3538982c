package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.nn.Activation;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Losses in DJL's operations. */
final class LossTwins {
    private LossTwins() {}

    static Map<String, LayerTwin> all() {
        Map<String, LayerTwin> all = new LinkedHashMap<>();
        all.put("mse", of((at, node, z, y) -> z.sub(y).square()));
        all.put(
                "huber",
                of((at, node, z, y) -> huber(at, z.sub(y), node.attributes().number("delta"))));
        all.put("l1", of((at, node, z, y) -> z.sub(y).abs()));
        all.put("bce", of((at, node, z, y) -> binary(z, y, node.attributes().flag("complement"))));
        all.put("bce-with-logits", of((at, node, z, y) -> withLogits(z, y)));
        all.put("focal", of((at, node, z, y) -> focal(at, node.attributes(), z, y)));
        all.put("kl-div", LossTwins::klDivergence);
        all.put(
                "hinge",
                of((at, node, z, y) -> Activation.relu(
                        z.mul(y).neg().add(at.constant(node.attributes().number("margin"))))));
        all.put("weighted-sum", (at, node, z) -> z.get(0)
                .mul(at.constant(node.attributes().tensor("cotangent")))
                .sum());
        all.putAll(ClassLossTwins.all());
        return all;
    }

    /** A loss before its reduction. */
    private interface Terms {
        NDArray of(Leaves at, Node node, NDArray output, NDArray target);
    }

    private static LayerTwin of(Terms terms) {
        return (at, node, inputs) -> {
            NDArray target = at.constant(node.attributes().tensor("target"));
            NDArray all = terms.of(at, node, inputs.get(0), target);
            boolean isSum = node.attributes().word("reduction").equals("sum");
            return isSum ? all.sum() : all.mean();
        };
    }

    private static NDArray huber(Leaves at, NDArray r, double delta) {
        NDArray size = r.abs();
        NDArray half = at.constant(0.5);
        NDArray width = at.constant(delta);
        NDArray beyond = size.sub(width.mul(half)).mul(width);
        return NDArrays.where(size.lte(width), r.square().mul(half), beyond);
    }

    private static NDArray binary(NDArray p, NDArray y, boolean complement) {
        NDArray ones = p.log().mul(y).neg();
        NDArray rest = y.neg().add(1);
        return complement ? ones.sub(p.neg().add(1).log().mul(rest)) : ones;
    }

    private static NDArray withLogits(NDArray z, NDArray y) {
        NDArray ones = StandardTwins.softplus(z.neg()).mul(y);
        return StandardTwins.softplus(z).mul(y.neg().add(1)).add(ones);
    }

    /** α·(1 − p)^γ·(−log p), p being the probability of what the target says. */
    private static NDArray focal(Leaves at, Attributes told, NDArray z, NDArray y) {
        NDArray away = NDArrays.where(y.gt(0), z.neg(), z);
        NDArray loss = StandardTwins.softplus(away);
        if (told.number("gamma") > 0) {
            loss = loss.mul(StandardTwins.sigmoid(away).pow(at.constant(told.number("gamma"))));
        }
        double alpha = told.number("alpha");
        NDArray share = NDArrays.where(
                y.gt(0), y.onesLike().mul(at.constant(alpha)), y.onesLike().mul(at.constant(1 - alpha)));
        return alpha < 0 ? loss : loss.mul(share);
    }

    private static NDArray klDivergence(Leaves at, Node node, List<NDArray> inputs) {
        Attributes told = node.attributes();
        NDArray x = inputs.get(0);
        NDArray target = at.constant(told.tensor("target"));
        NDArray y = told.flag("log_target") ? target.exp() : target;
        NDArray positive = y.gt(0);
        NDArray logarithm = told.flag("log_target")
                ? target
                : NDArrays.where(positive, y, y.onesLike()).log();
        NDArray terms = NDArrays.where(positive, y.mul(logarithm.sub(x)), y.zerosLike());
        return switch (told.word("reduction")) {
            case "sum" -> terms.sum();
            case "batchmean" -> terms.sum().div(at.constant(x.getShape().get(0)));
            default -> terms.mean();
        };
    }
}
