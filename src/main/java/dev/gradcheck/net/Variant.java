package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/** A layer given by its passes alone: the form in which mistakes are written. */
record Variant(String name, BiFunction<Parameters, List<Tensor>, Layer.Applied> passes) implements Layer {
    /** One with a single input. */
    static Variant unary(String name, BiFunction<Parameters, Tensor, Layer.Applied> passes) {
        return new Variant(name, (parameters, inputs) -> passes.apply(parameters, inputs.get(0)));
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        return passes.apply(parameters, inputs);
    }
}
