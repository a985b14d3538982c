package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/** A layer with exactly one input. */
public interface Unary extends Layer {
    @Override
    Applied apply(Parameters parameters, Tensor input);

    @Override
    default Applied apply(Parameters parameters, List<Tensor> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("the layer " + name() + " takes one input, not " + inputs.size());
        }
        return apply(parameters, inputs.get(0));
    }
}
