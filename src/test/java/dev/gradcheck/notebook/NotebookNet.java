package dev.gradcheck.notebook;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;

/**
 * The notebook's {@code class Net} as it was written: two inputs, two ReLU hidden units, one sigmoid output, cross-entropy, and a
 * backward pass by hand. Its faults are kept: they are what the harness has to find. With int32 weights and a float32 bias it
 * gives the printed values to the last bit; at a float64 point the same code is the shadow.
 *
 * <p>Parameters: Wh (2,2), bh (2,1), Wo (2), bo (1). Trace: zh, uh, zo and the prediction.
 *
 * @param x the input, (2,B)
 * @param y the target, one number for all samples, as in the notebook
 */
public record NotebookNet(Tensor x, Tensor y) implements Differentiable {
    @Override
    public String name() {
        return "notebook";
    }

    @Override
    public Tensor primal(Parameters point) {
        return new Pass(point).loss;
    }

    @Override
    public Vjp vjp(Parameters point) {
        Pass pass = new Pass(point);
        Parameters trace = Parameters.of("prediction", pass.yHat)
                .with("zh", pass.zh)
                .with("uh", pass.uh)
                .with("zo", pass.zo);
        return new Vjp(pass.loss, trace, pass::backward);
    }

    /** One forward pass, line by line the notebook's {@code forward_pass}, and the state that {@code backward_pass} reads. */
    private final class Pass {
        private final Tensor input;
        private final Tensor wo;
        private final Tensor zh;
        private final Tensor uh;
        private final Tensor zo;
        private final Tensor yHat;
        private final Tensor target;
        private final Tensor loss;

        Pass(Parameters point) {
            Tensor wh = point.get("Wh");
            input = wh.dtype().isFloating() ? x.in(wh.arithmetic()) : x;
            wo = point.get("Wo");
            zh = Torch.add(Torch.matmul(wh, input), point.get("bh"));
            uh = Torch.maximumWithZeros(zh);
            zo = Torch.add(Torch.matmul(wo, uh), point.get("bo"));
            yHat = sigmoid(zo);
            target = Torch.number(y.item(), yHat);
            loss = Torch.neg(Torch.mul(target, Torch.log(yHat)).sum());
        }

        private static Tensor sigmoid(Tensor z) {
            Tensor one = Torch.number(1, z);
            return Torch.div(one, Torch.add(one, Torch.exp(Torch.neg(z))));
        }

        /** The notebook knows no upstream gradient: its gradients are those of the loss, scaled here by the cotangent. */
        private Parameters backward(Tensor cotangent) {
            Tensor one = Torch.number(1, yHat);
            Tensor dLoss = Torch.add(
                    Torch.neg(Torch.div(target, yHat)), Torch.div(Torch.sub(one, target), Torch.sub(one, yHat)));
            Tensor dyHat = Torch.mul(sigmoid(zo), Torch.sub(one, sigmoid(zo)));
            Tensor duh = Tensor.of(DType.INT32, Shape.of(2, 1), mask(0), mask(1));
            Tensor upstream = Torch.mul(dLoss, dyHat);
            Tensor wh = Torch.mul(Torch.mul(Torch.mul(upstream, wo), duh), input);
            Tensor bh = Torch.mul(upstream, Torch.matmul(wo, duh));
            return Parameters.of("Wh", wh)
                    .with("bh", bh)
                    .with("Wo", Torch.mul(upstream, uh))
                    .with("bo", upstream)
                    .map(gradient -> Torch.mul(gradient, cotangent));
        }

        private double mask(int unit) {
            return Torch.isNonNegative(Torch.row(zh, unit)) ? 1 : 0;
        }
    }
}
