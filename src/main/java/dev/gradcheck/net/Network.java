package dev.gradcheck.net;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Stage;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.graph.MixedPrecision;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A graph of layers at fixed inputs, as a function of their parameters. The value is the last layer's output, a loss as a rule. It may
 * branch and join, and share parameters: where a value or a parameter is used several times, its gradients add up. A tensor of the point
 * that has the name of an input stands in for it and gets a gradient. Trace: the output of each layer, by its place and name.
 *
 * @param name what people call this network
 * @param places the layers in the order of the forward pass, at least one; nothing but the last output is unused
 * @param inputs by name, lifted to the arithmetic of the parameters
 * @param mixed how it computes, where values are kept in a narrower type than parameters
 */
public record Network(String name, List<Place> places, Map<String, Tensor> inputs, Optional<MixedPrecision> mixed)
        implements Differentiable {
    /**
     * A layer in its place.
     *
     * @param name of the value it computes
     * @param layer that computes it
     * @param inputs the names of the values it takes: of earlier places, of inputs, or of tensors of the point
     */
    public record Place(String name, Layer layer, List<String> inputs) {
        /**
         * Copies the inputs.
         *
         * @param name of the value
         * @param layer that computes it
         * @param inputs it takes
         */
        public Place {
            inputs = List.copyOf(inputs);
        }
    }

    /** The name of a chain's only input. */
    public static final String INPUT = "input";

    /**
     * A network that computes in the dtype of its parameters.
     *
     * @param name of the network
     * @param places in order
     * @param inputs by name
     * @throws IllegalArgumentException if there is no layer
     */
    public Network(String name, List<Place> places, Map<String, Tensor> inputs) {
        this(name, places, inputs, Optional.empty());
    }

    /**
     * Copies and checks.
     *
     * @param name of the network
     * @param places in order
     * @param inputs by name
     * @param mixed how it computes
     * @throws IllegalArgumentException if there is no layer
     */
    public Network {
        places = List.copyOf(places);
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        if (places.isEmpty()) {
            throw new IllegalArgumentException("the network " + name + " has no layer");
        }
    }

    /**
     * A chain: each layer takes the output of the one before it, the first the input.
     *
     * @param name what people call this network
     * @param layers in the order of the forward pass, at least one
     * @param input of the first layer, called {@value #INPUT}
     * @return the network, whose places are numbered from 0
     * @throws IllegalArgumentException if there is no layer
     */
    public static Network chain(String name, List<? extends Layer> layers, Tensor input) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            String before = i == 0 ? INPUT : String.valueOf(i - 1);
            places.add(new Place(String.valueOf(i), layers.get(i), List.of(before)));
        }
        return new Network(name, places, Map.of(INPUT, input));
    }

    /** {@return the layers, in the order of the forward pass} */
    public List<Layer> layers() {
        return places.stream().map(Place::layer).toList();
    }

    @Override
    public Tensor primal(Parameters point) {
        return ForwardPass.of(this, point).output();
    }

    @Override
    public Vjp vjp(Parameters point) {
        ForwardPass forward = ForwardPass.of(this, point);
        return new Vjp(
                forward.output(), forward.trace(), cotangent -> BackwardPass.gradient(forward, point, cotangent));
    }

    @Override
    public DType coarsest(DType declared) {
        return mixed.map(MixedPrecision::values).orElse(declared);
    }

    /** Each usual mistake of each layer, and what gradient the network would have with it. */
    @Override
    public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
        return Suspicions.of(this, point, cotangent);
    }

    /** The choices 0, ½ and 1 between the slopes on the two sides, the same at all units on a kink. */
    @Override
    public List<Convention> conventions(Parameters point, Tensor cotangent) {
        return Kinks.conventions(this, point, cotangent);
    }

    /** Each layer by itself, as a network of one place. */
    @Override
    public List<Stage> stages(Parameters point) {
        return places.size() == 1 ? List.of() : Stages.of(this, point);
    }

    /** The network is nobody's code, its layers are. */
    @Override
    public Set<Class<?>> judges() {
        return layers().stream().map(Layer::getClass).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * {@return a copy with another layer at one place}
     *
     * @param index of the place
     * @param layer that computes the value there
     */
    public Network with(int index, Layer layer) {
        Place old = places.get(index);
        List<Place> copy = new ArrayList<>(places);
        copy.set(index, new Place(old.name(), layer, old.inputs()));
        return new Network(name, copy, inputs, mixed);
    }

    /** In which the loss is computed, and gradients add up. */
    static Arithmetic arithmetic(Parameters point) {
        return point.tensors().values().iterator().next().arithmetic();
    }

    /** In which all layers but the last one compute. */
    Arithmetic ofValues(Parameters point) {
        Arithmetic arithmetic = arithmetic(point);
        return mixed.map(how -> arithmetic.storing(how.values())).orElse(arithmetic);
    }

    /** The inputs in the arithmetic of the point, and the point itself: every value there is before the first layer. */
    Map<String, Tensor> given(Parameters point) {
        Arithmetic arithmetic = arithmetic(point);
        Map<String, Tensor> values = new LinkedHashMap<>();
        inputs.forEach((input, tensor) -> values.put(input, tensor.in(arithmetic)));
        values.putAll(point.tensors());
        return values;
    }
}
