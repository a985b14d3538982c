package dev.gradcheck.net;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain of layers at a fixed input, as a function of their parameters. The value is the last layer's output, a loss as a rule.
 * Trace: the output of each layer, by its position and name.
 *
 * @param name what people call this network
 * @param layers in the order of the forward pass, at least one
 * @param input of the first layer, lifted to the arithmetic of the parameters
 */
public record Network(String name, List<Layer> layers, Tensor input) implements Differentiable {
    /**
     * Copies and checks.
     *
     * @param name of the network
     * @param layers in order
     * @param input of the first layer
     * @throws IllegalArgumentException if there is no layer
     */
    public Network {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("the network " + name + " has no layer");
        }
    }

    @Override
    public Tensor primal(Parameters point) {
        Tensor value = lifted(point);
        for (Layer layer : layers) {
            value = layer.apply(point, value).output();
        }
        return value;
    }

    @Override
    public Vjp vjp(Parameters point) {
        Tensor value = lifted(point);
        Parameters trace = Parameters.NONE;
        List<Layer.Backward> backwards = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer.Applied applied = layers.get(i).apply(point, value);
            value = applied.output();
            backwards.add(applied.backward());
            trace = trace.with(i + ": " + layers.get(i).name(), value);
        }
        return new Vjp(value, trace, cotangent -> pullback(point, backwards, cotangent));
    }

    /** Each usual mistake of each layer, and what gradient the network would have with it. */
    @Override
    public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
        List<Suspicion> suspicions = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            for (Layer.Mistake mistake : layers.get(i).mistakes()) {
                suspicions.add(suspicion(i, mistake, with(i, mistake.layer()), point, cotangent));
            }
            if (i + 1 < layers.size()) {
                for (Layer.Mistake mistake : layers.get(i).mistakesBefore(layers.get(i + 1))) {
                    suspicions.add(suspicion(i, mistake, fused(i, mistake.layer()), point, cotangent));
                }
            }
        }
        return suspicions;
    }

    private Suspicion suspicion(int i, Layer.Mistake mistake, Network faulty, Parameters point, Tensor cotangent) {
        String where = "layer " + i + " (" + layers.get(i).name() + "): ";
        Parameters gradient = faulty.vjp(point).pullback().apply(cotangent);
        return new Suspicion(mistake.fault(), where + mistake.sentence(), mistake.remedy(), gradient);
    }

    /** The choices 0, ½ and 1 between the slopes on the two sides, the same at all units on a kink. */
    @Override
    public List<Convention> conventions(Parameters point, Tensor cotangent) {
        return Kinks.conventions(this, point, cotangent);
    }

    /**
     * {@return a copy with another layer at one place}
     *
     * @param index of the layer replaced
     * @param layer that takes its place
     */
    public Network with(int index, Layer layer) {
        List<Layer> copy = new ArrayList<>(layers);
        copy.set(index, layer);
        return new Network(name, copy, input);
    }

    /** A copy in which one layer stands for two. */
    private Network fused(int index, Layer layer) {
        List<Layer> copy = new ArrayList<>(layers);
        copy.remove(index + 1);
        copy.set(index, layer);
        return new Network(name, copy, input);
    }

    Tensor lifted(Parameters point) {
        return input.in(point.tensors().values().iterator().next().arithmetic());
    }

    private static Parameters pullback(Parameters point, List<Layer.Backward> backwards, Tensor cotangent) {
        Parameters found = Parameters.NONE;
        Tensor bar = cotangent;
        for (int i = backwards.size() - 1; i >= 0; i--) {
            Layer.Pulled pulled = backwards.get(i).apply(bar);
            bar = pulled.inputBar();
            for (var entry : pulled.parameterBars().tensors().entrySet()) {
                found = found.with(entry.getKey(), entry.getValue());
            }
        }
        return inOrder(point, found);
    }

    /** In the order of the point, not of the backward pass. */
    private static Parameters inOrder(Parameters point, Parameters found) {
        Parameters ordered = Parameters.NONE;
        for (String name : point.names()) {
            ordered = found.has(name) ? ordered.with(name, found.get(name)) : ordered;
        }
        return ordered;
    }
}
