package dev.gradcheck.notebook;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;

/**
 * The notebook's net with the right formulas: two ReLU hidden units, one sigmoid output, binary cross-entropy summed over the
 * samples. With s = (1 − 2y)·z the loss of a sample is softplus(s) = max(s, 0) + log1p(exp(−|s|)) and its derivative by z is
 * (1 − 2y)·σ(s), both without cancellation for any z. Convention at the kink: relu'(0) = 0, as in PyTorch.
 *
 * <p>Parameters: Wh (2,2), bh (2,1), Wo (2), bo (1); the gradients have the parameters' shapes. Trace: zh, uh, zo and the
 * prediction. NaN in gives NaN out.
 *
 * @param x the input, (2,B)
 * @param y the target of every sample, 0 or 1; one number for all samples
 */
public record CorrectedNet(Tensor x, Tensor y) implements Differentiable {
    /**
     * Checks the target.
     *
     * @param x the input
     * @param y the target
     * @throws IllegalArgumentException if y is neither 0 nor 1
     */
    public CorrectedNet {
        if (y.item() != 0 && y.item() != 1) {
            throw new IllegalArgumentException("the target is " + y.item() + "; binary cross-entropy takes 0 or 1");
        }
    }

    @Override
    public String name() {
        return "notebook-corrected";
    }

    @Override
    public Tensor primal(Parameters point) {
        return new Pass(point).loss;
    }

    @Override
    public Vjp vjp(Parameters point) {
        Pass pass = new Pass(point);
        Parameters trace = Parameters.of("prediction", pass.zo.sigmoid())
                .with("zh", pass.zh)
                .with("uh", pass.uh)
                .with("zo", pass.zo);
        return new Vjp(pass.loss, trace, pass::backward);
    }

    private final class Pass {
        private final Arithmetic arithmetic;
        private final Tensor input;
        private final Tensor wo;
        private final Tensor zh;
        private final Tensor uh;
        private final Tensor zo;
        private final double sign;
        private final Tensor loss;

        Pass(Parameters point) {
            arithmetic = point.get("Wh").arithmetic();
            input = x.in(arithmetic);
            int samples = input.shape().dimension(1);
            sign = 1 - 2 * y.item();
            wo = point.get("Wo").reshape(Shape.of(1, 2));
            Tensor ones = Tensor.ones(arithmetic.dtype(), Shape.of(1, samples));
            zh = point.get("Wh").matmul(input).plus(point.get("bh").matmul(ones));
            uh = zh.relu();
            zo = wo.matmul(uh).plus(point.get("bo").reshape(Shape.of(1, 1)).matmul(ones));
            loss = zo.times(sign).softplus().sum();
        }

        private Parameters backward(Tensor cotangent) {
            Tensor dzo = zo.times(sign).sigmoid().times(sign).times(cotangent.item());
            Tensor dzh = wo.transpose().matmul(dzo).times(zh.mapExactly(v -> v > 0 || Double.isNaN(v) ? 1 : 0));
            Tensor ones = Tensor.ones(arithmetic.dtype(), Shape.of(input.shape().dimension(1), 1));
            return Parameters.of("Wh", dzh.matmul(input.transpose()))
                    .with("bh", dzh.matmul(ones))
                    .with("Wo", dzo.matmul(uh.transpose()).reshape(Shape.of(2)))
                    .with("bo", dzo.matmul(ones).reshape(Shape.of(1)));
        }
    }
}
