package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import dev.gradcheck.graph.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The twins of this project's layers. Written so that their float64 gradients keep their digits where PyTorch's own sigmoid, tanh and
 * softmax saturate.
 */
final class StandardTwins {
    private StandardTwins() {}

    static Map<String, LayerTwin> all() {
        Map<String, LayerTwin> all = new LinkedHashMap<>();
        all.putAll(activations());
        all.put("linear", StandardTwins::linear);
        all.putAll(ImageTwins.all());
        all.putAll(SequenceTwins.all());
        all.putAll(losses());
        return all;
    }

    private static Map<String, LayerTwin> activations() {
        Map<String, LayerTwin> all = new LinkedHashMap<>();
        all.put("relu", (at, node, x) -> Activation.relu(x.get(0)));
        all.put(
                "leaky-relu",
                (at, node, x) -> leaky(at, x.get(0), node.attributes().number("slope", 0.01)));
        all.put("tanh", (at, node, x) -> tanh(at, x.get(0)));
        all.put("sigmoid", (at, node, x) -> sigmoid(x.get(0)));
        all.put("softplus", (at, node, x) -> NotebookTwin.softplus(x.get(0)));
        return all;
    }

    private static Map<String, LayerTwin> losses() {
        Map<String, LayerTwin> all = new LinkedHashMap<>();
        all.put("mse", (at, node, z) -> z.get(0).sub(target(at, node)).square().mean());
        all.put("bce-with-logits", (at, node, z) -> NotebookTwin.softplus(
                        z.get(0).mul(target(at, node).mul(at.constant(-2)).add(1)))
                .mean());
        all.put("softmax-cross-entropy", (at, node, z) -> softmaxCrossEntropy(z.get(0), target(at, node)));
        return all;
    }

    private static NDArray target(Leaves at, Node node) {
        return at.constant(node.attributes().tensor("target"));
    }

    private static NDArray linear(Leaves at, Node node, List<NDArray> x) {
        NDArray z = x.get(0).matMul(at.get(node.parameters() + ".weight").transpose());
        return node.attributes().flag("bias", true) ? z.add(at.get(node.parameters() + ".bias")) : z;
    }

    /** DJL's own takes the slope as a float, which is off by 2e-8 in float64. */
    private static NDArray leaky(Leaves at, NDArray z, double slope) {
        return NDArrays.where(z.gt(0), z, z.mul(at.constant(slope)));
    }

    private static NDArray tanh(Leaves at, NDArray z) {
        NDArray two = at.constant(2);
        return sigmoid(z.mul(two)).mul(two).sub(1);
    }

    /** With t = exp(−|z|): 1/(1+t) for z ≥ 0 and t/(1+t) below, neither of which saturates in its derivative. */
    static NDArray sigmoid(NDArray z) {
        NDArray positive = z.gte(0);
        NDArray t = NDArrays.where(positive, z.neg(), z).exp();
        return NDArrays.where(positive, t.onesLike(), t).div(t.add(1));
    }

    /** log(1 + Σ_{j≠t} exp(z_j − z_t)), shifted by its largest term, which is constant for the derivative. */
    private static NDArray softmaxCrossEntropy(NDArray z, NDArray target) {
        int classes = (int) z.getShape().get(1);
        NDArray oneHot = target.toType(DataType.INT64, false).oneHot(classes).toType(z.getDataType(), false);
        NDArray d = z.sub(z.mul(oneHot).sum(new int[] {1}, true));
        NDArray shift = d.max(new int[] {1}, true).stopGradient();
        NDArray others = d.sub(shift).exp().mul(oneHot.neg().add(1)).sum(new int[] {1}, true);
        return others.add(shift.neg().exp()).log().add(shift).mean();
    }
}
