package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/** A plain recurrent cell: h' = tanh(a + r), as torch.nn.RNNCell. Source: J. Elman, Finding structure in time (1990). */
record ElmanGates() implements Gates {
    private static final Elementwise TANH = new Tanh();

    @Override
    public int count() {
        return 1;
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public Step step(Tensor a, Tensor r, List<Tensor> states) {
        return step(a.plus(r), TANH::derivative);
    }

    @Override
    public List<Wrong> mistakes() {
        return List.of(new Wrong(
                "activation mask missing",
                "the backward pass leaves out the derivative of tanh",
                "multiply the cotangent of the new state by 1 − h'²",
                Gates.of(this, (a, r, states) -> step(a.plus(r), z -> Batch.filled(1, z)))));
    }

    private static Step step(Tensor z, UnaryOperator<Tensor> derivative) {
        return new Step(List.of(TANH.value(z)), bars -> {
            Tensor zBar = bars.get(0).times(derivative.apply(z));
            return new Bars(zBar, zBar, List.of(Batch.filled(0, zBar)));
        });
    }
}
