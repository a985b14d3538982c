package dev.gradcheck.graph;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A network as data: its layers in the order of the forward pass, and its inputs. The last node's value is the network's.
 *
 * <p>A node may also take a tensor of the point by name. So an input is differentiated by moving it from here to the point.
 *
 * @param nodes at least one
 * @param inputs that are not differentiated, by name
 * @param mixed how it computes, where values are kept in a narrower type than parameters
 */
public record Architecture(List<Node> nodes, Map<String, Tensor> inputs, Optional<MixedPrecision> mixed) {
    /**
     * A network that computes in the dtype of its parameters.
     *
     * @param nodes in the order of the forward pass
     * @param inputs by name
     * @throws IllegalArgumentException as the other constructor
     */
    public Architecture(List<Node> nodes, Map<String, Tensor> inputs) {
        this(nodes, inputs, Optional.empty());
    }

    /**
     * Copies and checks.
     *
     * @param nodes in the order of the forward pass
     * @param inputs by name
     * @param mixed how it computes
     * @throws IllegalArgumentException if there is no node, a name is given twice, a node takes the value of a later one, or nothing uses
     *     a node's value
     */
    public Architecture {
        nodes = List.copyOf(nodes);
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        requireOrder(nodes, inputs);
        requireUse(nodes);
    }

    /**
     * {@return the same network, in mixed precision}
     *
     * @param how it computes
     */
    public Architecture in(MixedPrecision how) {
        return new Architecture(nodes, inputs, Optional.of(how));
    }

    /**
     * {@return the names that nodes take and that neither a node nor an input has: tensors of the point}
     */
    public Set<String> free() {
        Set<String> known = new HashSet<>(inputs.keySet());
        nodes.forEach(node -> known.add(node.name()));
        return nodes.stream()
                .flatMap(node -> node.inputs().stream())
                .filter(name -> !known.contains(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As a person would note it, with arrows; a node that does not take just the one before it says what it takes. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        String previous = null;
        for (Node node : nodes) {
            boolean follows = previous == null || node.inputs().equals(List.of(previous));
            words.add(follows ? node.toString() : node + String.valueOf(node.inputs()));
            previous = node.name();
        }
        return String.join(" → ", words) + mixed.map(how -> ", " + how).orElse("");
    }

    private static void requireOrder(List<Node> nodes, Map<String, Tensor> inputs) {
        Set<String> all = nodes.stream().map(Node::name).collect(Collectors.toSet());
        Set<String> known = new HashSet<>(inputs.keySet());
        for (Node node : nodes) {
            for (String input : node.inputs()) {
                if (all.contains(input) && !known.contains(input)) {
                    throw new IllegalArgumentException("the layer " + node.name() + " takes the value of " + input
                            + ", which does not come before it; put the layers in the order of the forward pass");
                }
            }
            if (!known.add(node.name())) {
                throw new IllegalArgumentException(
                        "the name " + node.name() + " is given twice; each layer and each input needs its own");
            }
        }
    }

    private static void requireUse(List<Node> nodes) {
        Set<String> used =
                nodes.stream().flatMap(node -> node.inputs().stream()).collect(Collectors.toSet());
        for (Node node : nodes.subList(0, nodes.size() - 1)) {
            if (!used.contains(node.name())) {
                throw new IllegalArgumentException(
                        "nothing uses the value of the layer " + node.name() + "; remove it or connect it");
            }
        }
    }
}
