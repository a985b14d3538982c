package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.gradcheck.tensor.Tensor;

/**
 * The notebook's net in DJL's operations: two inputs, two hidden units, one output. Parameters: Wh (2,2), bh (2,1), Wo
 * (2), bo (1); the output is the loss, a scalar.
 */
public final class NotebookTwin {
    private NotebookTwin() {}

    /**
     * The loss as the notebook has it: −Σ y·log ŷ with ŷ = 1/(1 + exp(−zo)), which lacks (1−y)·log(1−ŷ). The hidden
     * units are torch.maximum(0, zh), whose derivative at a tie is ½.
     *
     * <p>Infinite, with NaN gradients, where exp(−zo) overflows: zo below −88 in float32, below −709 in float64. Before
     * that ŷ² underflows and autograd gives 0 for the derivative: below about −52 and −372.
     *
     * @param x the input, (2,B)
     * @param y the target of all samples, one number
     * @return the twin
     */
    public static Twin asWritten(Tensor x, Tensor y) {
        return at -> {
            NDArray zh = hidden(at, x);
            NDArray zo = output(at, at.constant(0).maximum(zh));
            NDArray one = at.constant(1);
            NDArray prediction = one.div(zo.neg().exp().add(one));
            return prediction.log().mul(at.constant(y.item())).sum().neg();
        };
    }

    /**
     * Binary cross-entropy from the logit, Σ softplus((1 − 2y)·zo), with relu'(0) = 0. Value and gradient are accurate
     * to a few roundings for every finite zo.
     *
     * @param x the input, (2,B)
     * @param y the target of all samples, 0 or 1
     * @return the twin
     */
    public static Twin corrected(Tensor x, Tensor y) {
        return at -> {
            NDArray zo = output(at, Activation.relu(hidden(at, x)));
            return StandardTwins.softplus(zo.mul(at.constant(1 - 2 * y.item()))).sum();
        };
    }

    private static NDArray hidden(Leaves at, Tensor x) {
        return at.get("Wh").matMul(at.constant(x)).add(at.get("bh"));
    }

    private static NDArray output(Leaves at, NDArray hidden) {
        return at.get("Wo").matMul(hidden).add(at.get("bo"));
    }
}
