package dev.gradcheck.record;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Origin;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Recording;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A forward pass, taken down: the graph of the primitives that lead from the parameters to the value, with their values at the point.
 *
 * <p>What it cannot see are numbers that were read out of a tensor and put into another one, and branches on them. Where a recorded tensor
 * was read, the record is not {@link #isComplete complete}, and says where.
 *
 * @param nodes in the order of the computation: operands come before what is computed of them; what the value does not depend on is left out
 * @param output index of the node that is the value
 * @param leaks where numbers of recorded tensors were read, each with file and line
 */
public record Record(List<Node> nodes, int output, List<Recording.Leak> leaks) {
    /**
     * Copies.
     *
     * @param nodes in order
     * @param output index of the value
     * @param leaks where numbers were read
     */
    public Record {
        nodes = List.copyOf(nodes);
        leaks = List.copyOf(leaks);
    }

    /**
     * A parameter, a constant, or the result of a primitive.
     *
     * @param primitive that computes it; empty for parameters and constants
     * @param operands indices of nodes
     * @param value at the point
     * @param parameter its name; empty for what is none
     */
    public record Node(
            Optional<Primitive> primitive, List<Integer> operands, Tensor value, Optional<String> parameter) {
        /**
         * Copies.
         *
         * @param primitive that computes it
         * @param operands indices of nodes
         * @param value at the point
         * @param parameter its name
         */
        public Node {
            operands = List.copyOf(operands);
        }
    }

    /**
     * {@return the record of a computation that has ended}
     *
     * @param leaves the parameters as leaves of one closed recording
     * @param value what was computed from them
     * @param leaks of the recording
     */
    public static Record of(Parameters leaves, Tensor value, List<Recording.Leak> leaks) {
        return new Graph(leaves).of(value, leaks);
    }

    /** {@return the value at the point} */
    public Tensor value() {
        return nodes.get(output).value();
    }

    /** {@return whether no number of a recorded tensor was read: all that leads from the parameters to the value is here} */
    public boolean isComplete() {
        return leaks.isEmpty();
    }

    /** {@return the names of the parameters that the value depends on, as far as it is known} */
    public Set<String> parameters() {
        return nodes.stream().flatMap(node -> node.parameter().stream()).collect(Collectors.toSet());
    }

    /** {@return what is missing and what is known all the same, as a clause; for a record that is not complete} */
    public String gap() {
        String places = leaks.stream()
                .map(leak -> leak.place() + " (a tensor of shape " + leak.shape() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        long known = nodes.stream().filter(node -> node.primitive().isPresent()).count();
        return "numbers leave Tensor at " + places + "; what is known beside are " + known + " operations on "
                + parameters().stream().sorted().toList();
    }

    /** The nodes that a value depends on. */
    private static final class Graph {
        private final Map<Tensor, String> names = new IdentityHashMap<>();
        private final Map<Tensor, Integer> indices = new IdentityHashMap<>();
        private final List<Node> nodes = new ArrayList<>();

        Graph(Parameters leaves) {
            leaves.tensors().forEach((name, tensor) -> names.put(tensor, name));
        }

        Record of(Tensor value, List<Recording.Leak> leaks) {
            reachable(value).forEach(this::add);
            return new Record(nodes, add(value), leaks);
        }

        private static List<Tensor> reachable(Tensor value) {
            Set<Integer> seen = new HashSet<>();
            List<Tensor> found = new ArrayList<>();
            Deque<Tensor> open = new ArrayDeque<>(List.of(value));
            while (!open.isEmpty()) {
                Tensor tensor = open.pop();
                Optional<Origin> origin = tensor.origin();
                if (origin.isPresent() && seen.add(origin.get().number())) {
                    found.add(tensor);
                    origin.get().operands().forEach(open::push);
                }
            }
            found.sort(Comparator.comparingInt(t -> t.origin().orElseThrow().number()));
            return found;
        }

        private int add(Tensor tensor) {
            Integer known = indices.get(tensor);
            if (known != null) {
                return known;
            }
            List<Integer> operands = new ArrayList<>();
            tensor.origin().ifPresent(o -> o.operands().forEach(operand -> operands.add(add(operand))));
            Optional<String> name = Optional.ofNullable(names.get(tensor));
            nodes.add(new Node(tensor.origin().flatMap(Origin::primitive), operands, tensor, name));
            indices.put(tensor, nodes.size() - 1);
            return nodes.size() - 1;
        }
    }
}
