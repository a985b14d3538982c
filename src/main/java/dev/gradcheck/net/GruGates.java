package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * A gated recurrent unit: of the products the gates r, z, n in this order, h' = (1 − σ(z))·tanh(a_n + σ(r)·r_n) + σ(z)·h, where z and r are sums of
 * both products, and the reset gate is applied after the product of the hidden state, as torch.nn.GRUCell has it. Source: K. Cho et al.,
 * Learning phrase representations (2014).
 */
record GruGates() implements Gates {
    private static final Elementwise TANH = new Tanh();
    private static final Elementwise SIGMOID = new Sigmoid();

    @Override
    public int count() {
        return 3;
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public Step step(Tensor a, Tensor r, List<Tensor> states) {
        return step(a, r, states.get(0), true, true);
    }

    @Override
    public List<Wrong> mistakes() {
        return List.of(
                new Wrong(
                        "reset gate forgotten",
                        "the product of the hidden state gets the cotangent of the new content without the reset gate",
                        "multiply by the reset gate: it is applied after the product",
                        Gates.of(this, (a, r, states) -> step(a, r, states.get(0), false, true))),
                new Wrong(
                        "hidden state cut off",
                        "nothing goes back to the hidden state before but through the product",
                        "add the cotangent of the new state times the update gate",
                        Gates.of(this, (a, r, states) -> step(a, r, states.get(0), true, false))));
    }

    private static Step step(Tensor a, Tensor r, Tensor h, boolean resets, boolean carries) {
        List<Tensor> ofInput = Gates.cut(a, 3);
        List<Tensor> ofState = Gates.cut(r, 3);
        Tensor resetting = ofInput.get(0).plus(ofState.get(0));
        Tensor updating = ofInput.get(1).plus(ofState.get(1));
        Tensor reset = SIGMOID.value(resetting);
        Tensor update = SIGMOID.value(updating);
        Tensor rest = SIGMOID.value(updating.negate());
        Tensor inner = ofInput.get(2).plus(reset.times(ofState.get(2)));
        Tensor content = TANH.value(inner);
        return new Step(List.of(rest.times(content).plus(update.times(h))), bars -> {
            Tensor hBar = bars.get(0);
            Tensor nBar = hBar.times(rest).times(TANH.derivative(inner));
            Tensor zBar = hBar.times(h.minus(content)).times(SIGMOID.derivative(updating));
            Tensor rBar = nBar.times(ofState.get(2)).times(SIGMOID.derivative(resetting));
            Tensor hiddenBar = resets ? nBar.times(reset) : nBar;
            Tensor before = carries ? hBar.times(update) : Batch.filled(0, h);
            return new Bars(Gates.joined(rBar, zBar, nBar), Gates.joined(rBar, zBar, hiddenBar), List.of(before));
        });
    }
}
