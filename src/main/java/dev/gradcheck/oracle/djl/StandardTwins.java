package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
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
        all.putAll(ActivationTwins.all());
        all.put("linear", StandardTwins::linear);
        all.putAll(ImageTwins.all());
        all.putAll(SequenceTwins.all());
        all.putAll(AxisTwins.all());
        all.putAll(RecurrentTwins.all());
        all.putAll(LossTwins.all());
        return all;
    }

    private static NDArray linear(Leaves at, Node node, List<NDArray> x) {
        NDArray z = x.get(0).matMul(at.get(node.parameters() + ".weight").transpose());
        return node.attributes().flag("bias") ? z.add(at.get(node.parameters() + ".bias")) : z;
    }

    /** With t = exp(−|z|): 1/(1+t) for z ≥ 0 and t/(1+t) below, neither of which saturates in its derivative. */
    static NDArray sigmoid(NDArray z) {
        NDArray positive = z.gte(0);
        NDArray t = NDArrays.where(positive, z.neg(), z).exp();
        return NDArrays.where(positive, t.onesLike(), t).div(t.add(1));
    }

    /**
     * log(1 + exp s). PyTorch's own takes s itself from s = 20 on, 2·10⁻⁹ too little, and a derivative of 1; below 0 it
     * is exact enough, so the positive half is mirrored there. Both branches are finite everywhere: the one not taken
     * adds no NaN.
     */
    static NDArray softplus(NDArray s) {
        NDArray positive = s.add(Activation.softPlus(s.neg()));
        return NDArrays.where(s.gt(0), positive, Activation.softPlus(s));
    }
}
