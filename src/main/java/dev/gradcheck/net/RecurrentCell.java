package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a recurrent network: of the input x and the states before, the states after it. The backward pass is that of its
 * {@link RecurrentKind}.
 *
 * <p>Shapes: x (B,I), h (B,H) and, for an LSTM, c (B,H); weight_ih (G·H,I), weight_hh (G·H,H), bias_ih and bias_hh (G·H), with G = 1, 4 or 3
 * gates in PyTorch's order. The value is h' (B,H), of an LSTM h' and c' one behind the other, (B,2H). NaN stays in its sample.
 *
 * @param prefix of the parameters' names
 * @param kind of the cell
 * @param bias whether there are biases
 */
public record RecurrentCell(String prefix, RecurrentKind kind, boolean bias) implements Layer {
    @Override
    public String name() {
        return kind.word() + " cell " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        return apply(kind.gates(), parameters, inputs);
    }

    @Override
    public List<Mistake> mistakes() {
        return kind.gates().mistakes().stream()
                .map(wrong -> new Mistake(
                        wrong.fault(),
                        wrong.sentence(),
                        wrong.remedy(),
                        new Variant(name(), (p, inputs) -> apply(wrong.gates(), p, inputs))))
                .toList();
    }

    private Applied apply(Gates gates, Parameters parameters, List<Tensor> inputs) {
        RecurrentWeights weights = new RecurrentWeights(prefix, "", bias);
        Tensor x = inputs.get(0);
        int hidden = weights.hidden(parameters);
        requireFit(gates, inputs, hidden);
        RecurrentWeights.Step step = weights.step(gates, parameters, x, inputs.subList(1, inputs.size()));
        Tensor value = Gates.joined(step.states().toArray(Tensor[]::new));
        return new Applied(value, bar -> {
            RecurrentWeights.Pulled pulled = step.backward().of(Gates.cut(bar, gates.states()));
            List<Tensor> bars = new ArrayList<>(List.of(pulled.xBar()));
            bars.addAll(pulled.stateBars());
            return new Pulled(bars, pulled.parameterBars());
        });
    }

    private void requireFit(Gates gates, List<Tensor> inputs, int hidden) {
        Tensor x = inputs.get(0);
        boolean fits = inputs.size() == 1 + gates.states() && x.shape().rank() == 2;
        for (Tensor state : inputs.subList(1, inputs.size())) {
            fits = fits && state.shape().equals(Shape.of(x.shape().dimension(0), hidden));
        }
        if (!fits) {
            throw new IllegalArgumentException("the layer " + name() + " takes an input (B,I) and "
                    + (gates.states() == 1 ? "a state" : "two states") + " (B," + hidden + "), not "
                    + inputs.stream().map(Tensor::shape).toList());
        }
    }
}
