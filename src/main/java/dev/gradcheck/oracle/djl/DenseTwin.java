package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import dev.gradcheck.tensor.Tensor;

/**
 * The autograd expression of a chain of dense layers: z = x·Wᵀ + b with parameters {@code <i>.weight} and {@code <i>.bias}, an
 * activation between them, a mean loss at the end. Written so that its float64 gradients keep their digits where PyTorch's own
 * sigmoid, tanh and softmax saturate.
 *
 * @param layers how many dense layers
 * @param activation relu, leaky (slope 0.01), tanh, sigmoid or softplus
 * @param loss mse, bce-with-logits or softmax-cross-entropy (index targets)
 * @param input (B,features)
 * @param target of the output's shape, or (B) class indices
 */
public record DenseTwin(int layers, String activation, String loss, Tensor input, Tensor target) implements Twin {
    private static final double LEAKY_SLOPE = 0.01;

    @Override
    public NDArray forward(Leaves at) {
        NDArray value = at.constant(input);
        for (int i = 0; i < layers; i++) {
            NDArray bias = at.get(i + ".bias");
            value = value.matMul(at.get(i + ".weight").transpose()).add(bias.reshape(1, bias.size()));
            value = i < layers - 1 ? activate(at, value) : value;
        }
        return loss(at, value);
    }

    private NDArray activate(Leaves at, NDArray z) {
        return switch (activation) {
            case "relu" -> Activation.relu(z);
            // DJL's own takes the slope as a float, which is off by 2e-8 in float64.
            case "leaky" -> NDArrays.where(z.gt(0), z, z.mul(at.constant(LEAKY_SLOPE)));
            case "tanh" -> sigmoid(z.mul(2)).mul(2).sub(1);
            case "sigmoid" -> sigmoid(z);
            case "softplus" -> NotebookTwin.softplus(z);
            default -> throw new IllegalArgumentException("unknown activation " + activation);
        };
    }

    /** With t = exp(−|z|): 1/(1+t) for z ≥ 0 and t/(1+t) below, neither of which saturates in its derivative. */
    private static NDArray sigmoid(NDArray z) {
        NDArray positive = z.gte(0);
        NDArray t = NDArrays.where(positive, z.neg(), z).exp();
        return NDArrays.where(positive, t.onesLike(), t).div(t.add(1));
    }

    private NDArray loss(Leaves at, NDArray z) {
        return switch (loss) {
            case "mse" -> z.sub(at.constant(target)).square().mean();
            case "bce-with-logits" ->
                NotebookTwin.softplus(z.mul(at.constant(target).mul(-2).add(1))).mean();
            case "softmax-cross-entropy" -> softmaxCrossEntropy(at, z);
            default -> throw new IllegalArgumentException("unknown loss " + loss);
        };
    }

    /** log(1 + Σ_{j≠t} exp(z_j − z_t)), shifted by its largest term, which is constant for the derivative. */
    private NDArray softmaxCrossEntropy(Leaves at, NDArray z) {
        int classes = (int) z.getShape().get(1);
        NDArray oneHot = at.constant(target)
                .toType(DataType.INT64, false)
                .oneHot(classes)
                .toType(z.getDataType(), false);
        NDArray d = z.sub(z.mul(oneHot).sum(new int[] {1}, true));
        NDArray shift = d.max(new int[] {1}, true).stopGradient();
        NDArray others = d.sub(shift).exp().mul(oneHot.neg().add(1)).sum(new int[] {1}, true);
        return others.add(shift.neg().exp()).log().add(shift).mean();
    }
}
