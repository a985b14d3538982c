package dev.gradcheck.net;

import dev.gradcheck.tensor.Structural;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What a recurrent cell makes of its two products, that of the input and that of the hidden state, and of its states. */
interface Gates {
    /** How many numbers of a product each hidden unit has. */
    int count();

    /** How many states there are, the hidden one first. */
    int states();

    /**
     * One step.
     *
     * @param a x·W_ihᵀ + b_ih, (B, count·H)
     * @param r h·W_hhᵀ + b_hh, of the same shape
     * @param states each (B,H)
     */
    Step step(Tensor a, Tensor r, List<Tensor> states);

    /** The same forward pass with usual mistakes in the backward pass. */
    List<Wrong> mistakes();

    /** The states after a step, and what their cotangents are pulled back to. */
    record Step(List<Tensor> states, Function<List<Tensor>, Bars> backward) {}

    /** The cotangents of both products, and of the states but for the way through the product. */
    record Bars(Tensor aBar, Tensor rBar, List<Tensor> stateBars) {}

    /** Gates with a mistake, and what {@link Layer.Mistake} says of it. */
    record Wrong(String fault, String sentence, String remedy, Gates gates) {}

    /** One step of gates with a mistake. */
    interface Formula {
        Step step(Tensor a, Tensor r, List<Tensor> states);
    }

    /** Gates that take another step. */
    static Gates of(Gates right, Formula formula) {
        return new Gates() {
            @Override
            public int count() {
                return right.count();
            }

            @Override
            public int states() {
                return right.states();
            }

            @Override
            public Step step(Tensor a, Tensor r, List<Tensor> states) {
                return formula.step(a, r, states);
            }

            @Override
            public List<Wrong> mistakes() {
                return List.of();
            }
        };
    }

    /** A product cut into the parts of the gates, each (B,H). */
    static List<Tensor> cut(Tensor product, int count) {
        int hidden = product.shape().dimension(1) / count;
        return IntStream.range(0, count)
                .mapToObj(k -> product.slice(1, k * hidden, (k + 1) * hidden))
                .toList();
    }

    /** The other way round. */
    static Tensor joined(Tensor... parts) {
        return Structural.concat(1, List.of(parts));
    }
}
