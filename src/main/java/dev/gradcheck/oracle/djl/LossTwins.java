package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import dev.gradcheck.graph.Node;
import java.util.LinkedHashMap;
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
        all.put("softmax-cross-entropy", of(LossTwins::softmaxCrossEntropy));
        all.put(
                "nll",
                of((at, node, z, y) -> classes(z, y).mul(z).sum(new int[] {1}).neg()));
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

    /** Weights of (B,classes): as they are, or 1 at the class that an index names. */
    private static NDArray classes(NDArray z, NDArray target) {
        if (target.getShape().dimension() == 2) {
            return target;
        }
        int classes = (int) z.getShape().get(1);
        return target.toType(DataType.INT64, false).oneHot(classes).toType(z.getDataType(), false);
    }

    /** Σ_j w_j·(−log p_j). */
    private static NDArray softmaxCrossEntropy(Leaves at, Node node, NDArray z, NDArray target) {
        double smoothing = node.attributes().number("label_smoothing");
        NDArray share = at.constant(smoothing / z.getShape().get(1));
        NDArray weights = classes(z, target)
                .mul(at.constant(1).sub(at.constant(smoothing)))
                .add(share);
        return negativeLogs(z).mul(weights).sum(new int[] {1});
    }

    /** −log p_j = log(1 + Σ_{k≠j} exp(z_k − z_j)), shifted by its largest term, which is constant for the derivative. */
    private static NDArray negativeLogs(NDArray z) {
        int classes = (int) z.getShape().get(1);
        NDArray d = z.expandDims(1).sub(z.expandDims(2));
        NDArray shift = d.max(new int[] {2}, true).stopGradient();
        NDArray others = z.getManager()
                .eye(classes)
                .toType(z.getDataType(), false)
                .neg()
                .add(1)
                .expandDims(0);
        NDArray sum = d.sub(shift).exp().mul(others).sum(new int[] {2}, true);
        return sum.add(shift.neg().exp()).log().add(shift).squeeze(2);
    }
}
