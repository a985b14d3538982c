package dev.gradcheck.hard;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Tensor;
import java.util.function.UnaryOperator;

/** A function of one column x with a backward pass, in the arithmetic of the point. */
record Function(String name, UnaryOperator<Tensor> forward, Backward backward) implements Differentiable {
    /** (x, cotangent) ↦ Jᵀ·cotangent. */
    interface Backward {
        Tensor apply(Tensor x, Tensor cotangent);
    }

    @Override
    public Tensor primal(Parameters point) {
        return forward.apply(point.get("x"));
    }

    @Override
    public Vjp vjp(Parameters point) {
        Tensor x = point.get("x");
        return new Vjp(primal(point), Parameters.NONE, cotangent -> Parameters.of("x", backward.apply(x, cotangent)));
    }

    /** The same forward pass with a fault planted behind the backward pass. */
    Function planted(String fault, UnaryOperator<Tensor> mistake) {
        return new Function(name + ", " + fault, forward, (x, v) -> mistake.apply(backward.apply(x, v)));
    }

    /** y = f(x) element by element. */
    static Function elementwise(String name, UnaryOperator<Tensor> f, UnaryOperator<Tensor> derivative) {
        return new Function(name, f, (x, v) -> derivative.apply(x).times(v));
    }

    /** offset + factor · tanh(Wx). */
    static Function layer(Tensor w, double factor, double offset) {
        return new Function(
                "tanh(Wx)",
                x -> {
                    Tensor y = tanh(w, x).times(factor);
                    return offset == 0 ? y : y.plus(Ops.filled(y, offset));
                },
                (x, v) -> in(w, x).transpose()
                        .matmul(derivative(w, x).times(factor).times(v)));
    }

    /** 1 − tanh²(Wx). */
    static Tensor derivative(Tensor w, Tensor x) {
        Tensor y = tanh(w, x);
        return Ops.one(y).minus(y.times(y));
    }

    static Tensor in(Tensor w, Tensor x) {
        return w.in(x.arithmetic());
    }

    private static Tensor tanh(Tensor w, Tensor x) {
        return in(w, x).matmul(x).map(StrictMath::tanh);
    }
}
