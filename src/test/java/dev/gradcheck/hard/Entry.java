package dev.gradcheck.hard;

import dev.gradcheck.tensor.Tensor;

/** tanh(Wx) with one wrong entry in the Jacobian: the derivative of the first output by the second input is multiplied by a factor. */
final class Entry {
    private Entry() {}

    static Function of(Tensor w, double factor) {
        Function right = Function.layer(w, 1, 0);
        return new Function("tanh(Wx), one entry times " + factor, right.forward(), (x, v) -> {
            Tensor gradient = right.backward().apply(x, v);
            double entry = w.at(1) * Function.derivative(w, x).at(0);
            return gradient.with(1, x.dtype().round(gradient.at(1) + (factor - 1) * entry * v.at(0)));
        });
    }
}
