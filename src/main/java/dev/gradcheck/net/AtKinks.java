package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/** An activation with a chosen derivative at certain elements. */
record AtKinks(Elementwise activation, boolean[] onKink, double slope) implements Elementwise {
    @Override
    public String name() {
        return activation.name();
    }

    @Override
    public Tensor value(Tensor x) {
        return activation.value(x);
    }

    @Override
    public Tensor derivative(Tensor x) {
        Tensor derivative = activation.derivative(x);
        for (int i = 0; i < onKink.length; i++) {
            derivative = onKink[i] ? derivative.with(i, x.dtype().round(slope)) : derivative;
        }
        return derivative;
    }
}
