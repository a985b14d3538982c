package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a recurrent layer, and one step with them.
 *
 * @param prefix of their names
 * @param suffix of their names: empty for cells, {@code _l0} for sequences, as in PyTorch
 * @param bias whether there are biases
 */
record RecurrentWeights(String prefix, String suffix, boolean bias) {
    /** The states after a step, and its backward pass. */
    record Step(List<Tensor> states, Backward backward) {}

    /** Of the cotangents of the states after a step. */
    interface Backward {
        Pulled of(List<Tensor> stateBars);
    }

    /** The cotangents of input, states and parameters. */
    record Pulled(Tensor xBar, List<Tensor> stateBars, Parameters parameterBars) {}

    Step step(Gates gates, Parameters parameters, Tensor x, List<Tensor> states) {
        Tensor h = states.get(0);
        Tensor ofInput = weight(gates, parameters, "weight_ih", x);
        Tensor ofState = weight(gates, parameters, "weight_hh", h);
        Gates.Step step = gates.step(
                product(parameters, ofInput, "bias_ih", x), product(parameters, ofState, "bias_hh", h), states);
        return new Step(step.states(), bars -> {
            Gates.Bars pulled = step.backward().apply(bars);
            List<Tensor> stateBars = new ArrayList<>(pulled.stateBars());
            stateBars.set(0, stateBars.get(0).plus(pulled.rBar().matmul(ofState)));
            return new Pulled(pulled.aBar().matmul(ofInput), stateBars, bars(pulled, x, h));
        });
    }

    /** How many hidden units there are. */
    int hidden(Parameters parameters) {
        Shape shape = parameters.get(name("weight_hh")).shape();
        if (shape.rank() != 2) {
            throw new IllegalArgumentException(
                    name("weight_hh") + " has the shape " + shape + ", and must have two axes");
        }
        return shape.dimension(1);
    }

    private Parameters bars(Gates.Bars pulled, Tensor x, Tensor h) {
        Parameters bars = Parameters.of(
                        name("weight_ih"), pulled.aBar().transpose().matmul(x))
                .with(name("weight_hh"), pulled.rBar().transpose().matmul(h));
        return bias
                ? bars.with(name("bias_ih"), Rows.total(pulled.aBar())).with(name("bias_hh"), Rows.total(pulled.rBar()))
                : bars;
    }

    private Tensor product(Parameters parameters, Tensor weight, String biasName, Tensor x) {
        Tensor product = x.matmul(weight.transpose());
        return bias
                ? product.plus(Rows.stacked(
                        fitting(parameters, biasName, Shape.of(product.shape().dimension(1))),
                        product.shape().dimension(0)))
                : product;
    }

    private Tensor weight(Gates gates, Parameters parameters, String which, Tensor x) {
        return fitting(
                parameters,
                which,
                Shape.of(gates.count() * hidden(parameters), x.shape().dimension(1)));
    }

    private Tensor fitting(Parameters parameters, String which, Shape needed) {
        Tensor parameter = parameters.get(name(which));
        if (!parameter.shape().equals(needed)) {
            throw new IllegalArgumentException(
                    name(which) + " has the shape " + parameter.shape() + ", and needs " + needed);
        }
        return parameter;
    }

    private String name(String which) {
        return prefix + "." + which + suffix;
    }
}
