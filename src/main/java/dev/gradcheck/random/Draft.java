package dev.gradcheck.random;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A random layer: its attributes and its parameters.
 *
 * @param attributes stride, slope, target
 * @param parameters by the last part of their name, such as weight and bias, in order
 */
public record Draft(Attributes attributes, Map<String, Tensor> parameters) {
    /** A layer without attributes and parameters. */
    public static final Draft PLAIN = new Draft(Attributes.NONE, Map.of());

    /**
     * Copies.
     *
     * @param attributes of the layer
     * @param parameters by the last part of their name
     */
    public Draft {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * {@return a copy with one more parameter}
     *
     * @param name the last part of its name
     * @param tensor its value
     */
    public Draft parameter(String name, Tensor tensor) {
        Map<String, Tensor> copy = new LinkedHashMap<>(parameters);
        copy.put(name, tensor);
        return new Draft(attributes, copy);
    }

    /**
     * {@return a copy with one more attribute}
     *
     * @param name of the attribute
     * @param value an Integer, Double, Boolean, String or Tensor
     */
    public Draft with(String name, Object value) {
        return new Draft(attributes.with(name, value), parameters);
    }
}
