package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * One forward pass of a network.
 *
 * @param network whose pass it is
 * @param values every value by name: the point's tensors, the inputs, and each layer's output
 * @param applied what each layer gave, in order
 */
record ForwardPass(Network network, Map<String, Tensor> values, List<Layer.Applied> applied) {
    static ForwardPass of(Network network, Parameters point) {
        Map<String, Tensor> values = network.given(point);
        List<Layer.Applied> applied = new ArrayList<>();
        for (Network.Place place : network.places()) {
            Layer.Applied result = place.layer().apply(point, inputs(values, place));
            values.put(place.name(), result.output());
            applied.add(result);
        }
        return new ForwardPass(network, values, applied);
    }

    Tensor output() {
        return applied.get(applied.size() - 1).output();
    }

    /** The inputs of one place. */
    List<Tensor> inputs(Network.Place place) {
        return inputs(values, place);
    }

    Parameters trace() {
        Parameters trace = Parameters.NONE;
        for (Network.Place place : network.places()) {
            trace = trace.with(place.name() + ": " + place.layer().name(), values.get(place.name()));
        }
        return trace;
    }

    private static List<Tensor> inputs(Map<String, Tensor> values, Network.Place place) {
        List<Tensor> inputs = new ArrayList<>(place.inputs().size());
        for (String name : place.inputs()) {
            inputs.add(value(values, place, name));
        }
        return inputs;
    }

    private static Tensor value(Map<String, Tensor> values, Network.Place place, String name) {
        Tensor value = values.get(name);
        if (value == null) {
            throw new NoSuchElementException(
                    "the layer " + place.name() + " takes " + name + ", which is none of " + values.keySet());
        }
        return value;
    }
}
