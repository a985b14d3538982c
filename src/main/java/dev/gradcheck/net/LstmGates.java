package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * Long short-term memory: of a + r the gates i, f, g, o in this order, c' = σ(f)·c + σ(i)·tanh(g), h' = σ(o)·tanh(c'), as torch.nn.LSTMCell.
 * Source: S. Hochreiter, J. Schmidhuber, Long short-term memory (1997), with F. Gers' forget gate (2000).
 */
record LstmGates() implements Gates {
    private static final Elementwise TANH = new Tanh();
    private static final Elementwise SIGMOID = new Sigmoid();

    @Override
    public int count() {
        return 4;
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public Step step(Tensor a, Tensor r, List<Tensor> states) {
        return step(a.plus(r), states.get(1), true, true);
    }

    @Override
    public List<Wrong> mistakes() {
        return List.of(
                new Wrong(
                        "cell state cut off",
                        "the gradient of the cell state before is 0: nothing goes back through the forget gate",
                        "give the cell state before the cotangent of the new one times the forget gate",
                        Gates.of(this, (a, r, states) -> step(a.plus(r), states.get(1), false, true))),
                new Wrong(
                        "tanh of the cell state forgotten",
                        "the cotangent of the hidden state goes to the cell state without the derivative of tanh",
                        "multiply by 1 − tanh²(c')",
                        Gates.of(this, (a, r, states) -> step(a.plus(r), states.get(1), true, false))));
    }

    private static Step step(Tensor z, Tensor c, boolean carries, boolean bends) {
        List<Tensor> gates = Gates.cut(z, 4);
        Tensor i = SIGMOID.value(gates.get(0));
        Tensor f = SIGMOID.value(gates.get(1));
        Tensor g = TANH.value(gates.get(2));
        Tensor o = SIGMOID.value(gates.get(3));
        Tensor next = f.times(c).plus(i.times(g));
        Tensor bent = TANH.value(next);
        return new Step(List.of(o.times(bent), next), bars -> {
            Tensor hBar = bars.get(0);
            Tensor slope = bends ? TANH.derivative(next) : Batch.filled(1, next);
            Tensor cBar = bars.get(1).plus(hBar.times(o).times(slope));
            Tensor zBar = Gates.joined(
                    cBar.times(g).times(SIGMOID.derivative(gates.get(0))),
                    cBar.times(c).times(SIGMOID.derivative(gates.get(1))),
                    cBar.times(i).times(TANH.derivative(gates.get(2))),
                    hBar.times(bent).times(SIGMOID.derivative(gates.get(3))));
            Tensor nothing = Batch.filled(0, c);
            return new Bars(zBar, zBar, List.of(nothing, carries ? cBar.times(f) : nothing));
        });
    }
}
