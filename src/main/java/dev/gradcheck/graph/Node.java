package dev.gradcheck.graph;

import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A layer in its place.
 *
 * @param name unique within the network
 * @param kind what it computes, a word of the catalogues: linear, conv2d, relu, mse
 * @param inputs the names of the values it takes: of earlier nodes, of the network's inputs, or of tensors of the point
 * @param parameters the prefix of its parameters' names, as in {@code <prefix>.weight}; nodes with one prefix share them
 * @param attributes what else it is told
 */
public record Node(String name, String kind, List<String> inputs, String parameters, Attributes attributes) {
    /**
     * Copies the inputs.
     *
     * @param name of the node
     * @param kind of the layer
     * @param inputs it takes
     * @param parameters the prefix of its parameters
     * @param attributes what else it is told
     */
    public Node {
        inputs = List.copyOf(inputs);
    }

    /**
     * {@return a node with parameters of its own and no attributes}
     *
     * @param name of the node, and the prefix of its parameters
     * @param kind of the layer
     * @param inputs it takes
     */
    public static Node of(String name, String kind, String... inputs) {
        return new Node(name, kind, List.of(inputs), name, Attributes.NONE);
    }

    /**
     * {@return a copy with one more attribute}
     *
     * @param attribute its name
     * @param value an Integer, Double, Boolean, String or Tensor
     */
    public Node with(String attribute, Object value) {
        return new Node(name, kind, inputs, parameters, attributes.with(attribute, value));
    }

    /**
     * {@return a copy that shares the parameters of another node}
     *
     * @param prefix of the parameters
     */
    public Node sharing(String prefix) {
        return new Node(name, kind, inputs, prefix, attributes);
    }

    /**
     * {@return a copy that takes other values}
     *
     * @param others their names
     */
    public Node taking(List<String> others) {
        return new Node(name, kind, others, parameters, attributes);
    }

    /**
     * {@return a copy that is told something else}
     *
     * @param others all its attributes
     */
    public Node told(Attributes others) {
        return new Node(name, kind, inputs, parameters, others);
    }

    /** As a person would note it: {@code conv2d(stride 2)}. Tensors are left to their shape. */
    @Override
    public String toString() {
        String told = attributes.values().entrySet().stream()
                .map(entry -> entry.getValue() instanceof Tensor tensor
                        ? entry.getKey() + " " + tensor.shape()
                        : entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? kind : kind + "(" + told + ")";
    }
}
