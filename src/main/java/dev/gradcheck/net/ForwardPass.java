package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * One forward pass of a network.
 *
 * @param network whose pass it is
 * @param point the parameters
 * @param narrowed the same in the arithmetic of values: what all layers but the last one are given
 * @param values every value by name: the point's tensors, the inputs, and each layer's output
 * @param applied what each layer gave, in order
 */
record ForwardPass(
        Network network,
        Parameters point,
        Parameters narrowed,
        Map<String, Tensor> values,
        List<Layer.Applied> applied) {
    static ForwardPass of(Network network, Parameters point) {
        Parameters narrowed = point.in(network.ofValues(point));
        ForwardPass pass = new ForwardPass(network, point, narrowed, network.given(point), new ArrayList<>());
        for (Network.Place place : network.places()) {
            Layer.Applied result = place.layer().apply(pass.parameters(place), pass.inputs(place));
            pass.values.put(place.name(), result.output());
            pass.applied.add(result);
        }
        return pass;
    }

    Tensor output() {
        return applied.get(applied.size() - 1).output();
    }

    /** The parameters that one place is given. */
    Parameters parameters(Network.Place place) {
        List<Network.Place> places = network.places();
        return place == places.get(places.size() - 1) ? point : narrowed;
    }

    /** The inputs of one place, in the arithmetic of its parameters. */
    List<Tensor> inputs(Network.Place place) {
        Arithmetic arithmetic = Network.arithmetic(parameters(place));
        List<Tensor> inputs = new ArrayList<>(place.inputs().size());
        for (String name : place.inputs()) {
            inputs.add(value(place, name).in(arithmetic));
        }
        return inputs;
    }

    Parameters trace() {
        Parameters trace = Parameters.NONE;
        for (Network.Place place : network.places()) {
            trace = trace.with(place.name() + ": " + place.layer().name(), values.get(place.name()));
        }
        return trace;
    }

    private Tensor value(Network.Place place, String name) {
        Tensor value = values.get(name);
        if (value == null) {
            throw new NoSuchElementException(
                    "the layer " + place.name() + " takes " + name + ", which is none of " + values.keySet());
        }
        return value;
    }
}
