package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Structural;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A recurrent network of one layer over sequences: the cell of its {@link RecurrentKind}, step by step. Backward: from the last step to
 * the first, the cotangent of each hidden state being that of its output plus what comes back from the step after; the parameters' gradients add up.
 *
 * <p>Shapes: x (T,B,I), or (B,T,I) if the batch comes first; initial states (B,H), zero where none is given; parameters as of
 * {@link RecurrentCell}, their names ending in {@code _l0}. The value has the hidden state after each step, (T,B,H) or (B,T,H). NaN reaches all later steps of its
 * sample.
 *
 * @param prefix of the parameters' names
 * @param kind of the cell
 * @param bias whether there are biases
 * @param batchFirst whether the first axis is the batch
 */
public record Recurrent(String prefix, RecurrentKind kind, boolean bias, boolean batchFirst) implements Layer {
    @Override
    public String name() {
        return kind.word() + " " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        return apply(kind.gates(), true, true, parameters, inputs);
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        for (Gates.Wrong wrong : kind.gates().mistakes()) {
            mistakes.add(
                    new Mistake(wrong.fault(), wrong.sentence(), wrong.remedy(), variant(wrong.gates(), true, true)));
        }
        mistakes.add(new Mistake(
                "cut off after one step",
                "nothing comes back from later steps: each step has the gradient of its own output alone",
                "add to the cotangent of a hidden state what the step after it gives back",
                variant(kind.gates(), false, true)));
        mistakes.add(new Mistake(
                "last step's gradient alone",
                "the gradients of the parameters are those of the first step, which the backward pass comes to last",
                "add up the gradients of all steps",
                variant(kind.gates(), true, false)));
        return mistakes;
    }

    private Layer variant(Gates gates, boolean carries, boolean adds) {
        return new Variant(name(), (parameters, inputs) -> apply(gates, carries, adds, parameters, inputs));
    }

    private Applied apply(Gates gates, boolean carries, boolean adds, Parameters parameters, List<Tensor> inputs) {
        RecurrentWeights weights = new RecurrentWeights(prefix, "_l0", bias);
        Tensor x = timeFirst(inputs.get(0));
        List<Tensor> states = initial(gates, inputs, weights.hidden(parameters));
        List<RecurrentWeights.Step> steps = new ArrayList<>();
        for (int t = 0; t < x.shape().dimension(0); t++) {
            steps.add(weights.step(gates, parameters, at(x, t), states));
            states = steps.get(t).states();
        }
        Tensor hidden = Structural.stack(
                0, steps.stream().map(step -> step.states().get(0)).toList());
        return new Applied(timeFirst(hidden), bar -> {
            Pass pass = new Pass(carries, adds);
            Tensor xBar = pass.run(steps, timeFirst(bar));
            List<Tensor> bars = new ArrayList<>(List.of(timeFirst(xBar)));
            bars.addAll(pass.stateBars.subList(0, inputs.size() - 1));
            return new Pulled(bars, pass.parameterBars);
        });
    }

    /** Both ways: the first two axes exchanged if the batch comes first. */
    private Tensor timeFirst(Tensor x) {
        if (x.shape().rank() != 3 || x.shape().size() == 0) {
            throw new IllegalArgumentException("the layer " + name() + " takes sequences "
                    + (batchFirst ? "(B,T,I)" : "(T,B,I)") + ", not the shape " + x.shape());
        }
        return batchFirst ? x.permute(1, 0, 2) : x;
    }

    private List<Tensor> initial(Gates gates, List<Tensor> inputs, int hidden) {
        Tensor x = timeFirst(inputs.get(0));
        Shape needed = Shape.of(x.shape().dimension(1), hidden);
        List<Tensor> given = inputs.subList(1, inputs.size());
        if (given.isEmpty()) {
            return Collections.nCopies(
                    gates.states(), Tensor.zeros(x.dtype(), needed).in(x.arithmetic()));
        }
        if (given.size() != gates.states()
                || given.stream().anyMatch(state -> !state.shape().equals(needed))) {
            throw new IllegalArgumentException("the layer " + name() + " takes "
                    + (gates.states() == 1 ? "one initial state" : "two initial states") + " of the shape " + needed
                    + " or none, not " + given.stream().map(Tensor::shape).toList());
        }
        return given;
    }

    private static Tensor at(Tensor x, int t) {
        return x.slice(0, t, t + 1)
                .reshape(Shape.of(x.shape().dimension(1), x.shape().dimension(2)));
    }

    /** One backward pass, from the last step to the first. */
    private static final class Pass {
        private final boolean carries;
        private final boolean adds;
        private List<Tensor> stateBars;
        private Parameters parameterBars = Parameters.NONE;

        Pass(boolean carries, boolean adds) {
            this.carries = carries;
            this.adds = adds;
        }

        /** The cotangent of the input. */
        Tensor run(List<RecurrentWeights.Step> steps, Tensor hiddenBars) {
            List<Tensor> xBars = new ArrayList<>();
            Tensor nothing = Batch.filled(0, steps.get(0).states().get(0));
            stateBars = Collections.nCopies(steps.get(0).states().size(), nothing);
            for (int t = steps.size() - 1; t >= 0; t--) {
                List<Tensor> bars =
                        new ArrayList<>(carries ? stateBars : Collections.nCopies(stateBars.size(), nothing));
                bars.set(0, bars.get(0).plus(at(hiddenBars, t)));
                RecurrentWeights.Pulled pulled = steps.get(t).backward().of(bars);
                stateBars = pulled.stateBars();
                add(pulled.parameterBars());
                xBars.add(pulled.xBar());
            }
            Collections.reverse(xBars);
            return Structural.stack(0, xBars);
        }

        private void add(Parameters bars) {
            for (String name : bars.names()) {
                Tensor bar = bars.get(name);
                parameterBars = parameterBars.with(
                        name,
                        adds && parameterBars.has(name)
                                ? parameterBars.get(name).plus(bar)
                                : bar);
            }
        }
    }
}
