package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;

/**
 * The notebook's mistake: the upstream gradient u of the activation's output lies along the columns of the weight's gradient, where the
 * derivative and the input lie along the rows: dW = (f'(z)·x)ᵀ·u instead of (f'(z)·u)ᵀ·x. It only runs where the weight is square, and
 * anything else is left right.
 */
record BroadcastMistake(Linear layer, Elementwise activation) implements Unary {
    @Override
    public String name() {
        return layer.name() + ", " + activation.name();
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        Applied linear = layer.apply(parameters, x);
        Tensor z = linear.output();
        return new Applied(activation.value(z), upstream -> {
            Tensor derivative = activation.derivative(z);
            Pulled right = linear.backward().apply(upstream.times(derivative));
            if (!x.shape().equals(z.shape()) || x.shape().rank() != 2) {
                return right;
            }
            Tensor wrong = derivative.times(x).transpose().matmul(upstream);
            return new Pulled(right.inputBar(), right.parameterBars().with(layer.prefix() + ".weight", wrong));
        });
    }
}
