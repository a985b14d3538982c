package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.NetworkDefinition;
import dev.gradcheck.tensor.Shape;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rest of a golden file can refer to in its network.
 *
 * @param parameters the names of all tensors with a gradient, in order
 * @param shapes of those whose shape is known
 * @param values the names of the forward values; {@code loss} need not be among them
 * @param output the shape of the network's value, where it is known
 */
record Vocabulary(
        Collection<String> parameters, Map<String, Shape> shapes, List<String> values, Optional<Shape> output) {
    Vocabulary {
        parameters = List.copyOf(parameters);
        shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
        values = List.copyOf(values);
    }

    static Vocabulary of(NetworkDefinition network) {
        return new Vocabulary(network.parameters().keySet(), network.parameters(), network.values(), Optional.empty());
    }

    Optional<Shape> shape(String parameter) {
        return Optional.ofNullable(shapes.get(parameter));
    }

    /** With several outputs a check pulls a random cotangent back, and no file can expect what it gives. */
    boolean hasSeveralOutputs() {
        return output.map(shape -> shape.size() != 1).orElse(false);
    }
}
