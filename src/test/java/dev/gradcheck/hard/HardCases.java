package dev.gradcheck.hard;

import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/** The 28 hard cases on which the known gradient checkers were compared: 11 correct, 17 planted. */
final class HardCases {
    private static final int N = 64;
    private static final int LARGE = 256;
    private static final Tensor W = Ops.matrix(N, 1);
    private static final Tensor X = Ops.column(Ops.normal(N, 2, 1));
    private static final Function LAYER = Function.layer(W, 1, 0);

    private HardCases() {}

    static List<HardCase> all() {
        return List.of(
                HardCase.correct("as it stands", LAYER, X),
                HardCase.correct("as it stands", LAYER, X).inFloat32(),
                HardCase.correct("output offset by 1e6", Function.layer(W, 1, 1e6), X),
                HardCase.correct("output times 1e6", Function.layer(W, 1e6, 0), X),
                HardCase.correct("relu at 3e-7", relu(0), first(3e-7)),
                HardCase.correct("relu at 3e-5", relu(0), first(3e-5)),
                HardCase.correct("relu at 0, derivative 0", relu(0), first(0)),
                HardCase.correct("1/x at 1e-3", reciprocal(), first(1e-3)),
                HardCase.correct("sin 1000x", fastSine(), X),
                HardCase.correct("x² at 1e8", square(), X.times(1e8)),
                HardCase.correct("layer norm", LayerNorm.of(true), X),
                planted("times 2", g -> g.times(2)),
                planted("sign", g -> g.times(-1)),
                HardCase.planted("transpose missing", transposeMissing(), X),
                planted("last input column zeroed", g -> zeroed(g, N - 1)),
                HardCase.planted("cotangent ignored", cotangentIgnored(), X),
                HardCase.planted("layer norm without its mean term", LayerNorm.of(false), X),
                HardCase.planted("relu mask x ≥ −0.1", relu(-0.1), X),
                planted("times 2", g -> g.times(2)).inFloat32(),
                planted("last column zeroed", g -> zeroed(g, N - 1)).inFloat32(),
                planted("all +0.05 %", g -> g.times(1.0005)),
                HardCase.planted("one entry +1 % of itself, 64×64", Entry.of(W, 1.01), X),
                HardCase.planted("one entry zeroed, 64×64", Entry.of(W, 0), X),
                HardCase.planted(
                        "one entry zeroed, 256×256",
                        Entry.of(Ops.matrix(LARGE, 3), 0),
                        Ops.column(Ops.normal(LARGE, 4, 1))),
                HardCase.planted("times 2, gradients about 1e-6", scaled(1e-6, 2), X),
                HardCase.planted("sign, gradients about 1e-9", scaled(1e-9, -1), X),
                planted("all +1 %", g -> g.times(1.01)).inFloat32(),
                planted("+1e-3 of the mean", g -> g.plus(Ops.mean(g).times(1e-3))));
    }

    private static HardCase planted(String fault, UnaryOperator<Tensor> mistake) {
        return HardCase.planted(fault, LAYER.planted(fault, mistake), X);
    }

    private static Function scaled(double size, double factor) {
        return Function.layer(W, size, 0).planted("times " + factor, g -> g.times(factor));
    }

    /** A normal point whose first element is the one that matters. */
    private static Tensor first(double value) {
        return X.with(0, value);
    }

    private static Tensor zeroed(Tensor gradient, int element) {
        return gradient.with(element, 0);
    }

    private static Function relu(double threshold) {
        return Function.elementwise(
                "relu",
                x -> x.mapExactly(v -> Math.max(v, 0)),
                x -> x.mapExactly(v -> threshold == 0 ? v > 0 ? 1 : 0 : v >= threshold ? 1 : 0));
    }

    private static Function reciprocal() {
        return Function.elementwise("1/x", x -> Ops.one(x).dividedBy(x), x -> Ops.one(x)
                .dividedBy(x.times(x))
                .times(-1));
    }

    private static Function fastSine() {
        return Function.elementwise("sin 1000x", x -> x.times(1000).map(StrictMath::sin), x -> x.times(1000)
                .map(StrictMath::cos)
                .times(1000));
    }

    private static Function square() {
        return Function.elementwise("x²", x -> x.times(x), x -> x.times(2));
    }

    private static Function transposeMissing() {
        return new Function("tanh(Wx), W for its transpose", LAYER.forward(), (x, v) -> Function.in(W, x)
                .matmul(Function.derivative(W, x).times(v)));
    }

    private static Function cotangentIgnored() {
        return new Function("tanh(Wx), cotangent ignored", LAYER.forward(), (x, v) -> LAYER.backward()
                .apply(x, Ops.one(v)));
    }
}
