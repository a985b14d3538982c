package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The autograd expression of a network: the twins of its layers, connected as they are.
 *
 * @param architecture the network
 * @param twins one for each kind of layer in it
 */
record GraphTwin(Architecture architecture, Map<String, LayerTwin> twins) implements Twin {
    @Override
    public NDArray forward(Leaves at) {
        Map<String, NDArray> values = new HashMap<>();
        architecture.inputs().forEach((name, tensor) -> values.put(name, at.constant(tensor)));
        values.putAll(at.arrays());
        NDArray last = null;
        for (Node node : architecture.nodes()) {
            List<NDArray> inputs =
                    node.inputs().stream().map(name -> value(at, values, name)).toList();
            last = twins.get(node.kind()).forward(at, node, inputs);
            values.put(node.name(), last);
        }
        return last;
    }

    private static NDArray value(Leaves at, Map<String, NDArray> values, String name) {
        return values.containsKey(name) ? values.get(name) : at.get(name);
    }
}
