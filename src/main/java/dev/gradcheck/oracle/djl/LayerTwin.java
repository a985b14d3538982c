package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import dev.gradcheck.graph.Node;
import java.util.List;

/** A kind of layer written in DJL's operations, sharing no code with the hand-written one. */
@FunctionalInterface
public interface LayerTwin {
    /**
     * The forward pass.
     *
     * @param at the parameters to differentiate by, and the source of constants
     * @param node what the layer is told: the prefix of its parameters, and its attributes, completed by the defaults of its kind
     * @param inputs of the layer
     * @return the output, in {@code at}'s dtype and on its device
     */
    NDArray forward(Leaves at, Node node, List<NDArray> inputs);
}
