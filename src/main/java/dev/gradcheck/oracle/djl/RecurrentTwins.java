package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.gradcheck.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recurrent layers in DJL's operations, step by step: PyTorch's own saturate, and some of its kernels have no float64 gradient. */
final class RecurrentTwins {
    private static final Map<String, Cell> CELLS =
            Map.of("rnn", RecurrentTwins::rnn, "lstm", RecurrentTwins::lstm, "gru", RecurrentTwins::gru);

    private RecurrentTwins() {}

    /** One step: of the products of input and hidden state, and the states, the new states. */
    private interface Cell {
        List<NDArray> step(Leaves at, NDArray a, NDArray r, List<NDArray> states);
    }

    static Map<String, LayerTwin> all() {
        Map<String, LayerTwin> all = new LinkedHashMap<>();
        CELLS.forEach((kind, cell) -> {
            all.put(kind + "-cell", (at, node, x) -> cell(at, node, cell, x));
            all.put(kind, (at, node, x) -> sequence(at, node, cell, kind.equals("lstm") ? 2 : 1, x));
        });
        return all;
    }

    private static NDArray cell(Leaves at, Node node, Cell cell, List<NDArray> x) {
        List<NDArray> states = step(at, node, "", cell, x.get(0), x.subList(1, x.size()));
        // of a single array DJL's concatenation has no gradient
        return states.size() == 1 ? states.get(0) : NDArrays.concat(new NDList(states), 1);
    }

    private static NDArray sequence(Leaves at, Node node, Cell cell, int count, List<NDArray> inputs) {
        boolean batchFirst = node.attributes().flag("batch_first");
        NDArray x = batchFirst ? inputs.get(0).transpose(1, 0, 2) : inputs.get(0);
        List<NDArray> states = new ArrayList<>(inputs.subList(1, inputs.size()));
        long hidden = at.get(node.parameters() + ".weight_hh_l0").getShape().get(1);
        while (states.size() < count) {
            states.add(at.manager().zeros(new Shape(x.getShape().get(1), hidden), x.getDataType()));
        }
        NDList outputs = new NDList();
        for (long t = 0; t < x.getShape().get(0); t++) {
            states = step(at, node, "_l0", cell, x.get(t), states);
            outputs.add(states.get(0));
        }
        NDArray all = NDArrays.stack(outputs, 0);
        return batchFirst ? all.transpose(1, 0, 2) : all;
    }

    private static List<NDArray> step(Leaves at, Node node, String suffix, Cell cell, NDArray x, List<NDArray> states) {
        NDArray a = product(at, node, "ih" + suffix, x);
        NDArray r = product(at, node, "hh" + suffix, states.get(0));
        return cell.step(at, a, r, states);
    }

    private static NDArray product(Leaves at, Node node, String which, NDArray x) {
        NDArray product =
                x.matMul(at.get(node.parameters() + ".weight_" + which).transpose());
        return node.attributes().flag("bias") ? product.add(at.get(node.parameters() + ".bias_" + which)) : product;
    }

    private static List<NDArray> rnn(Leaves at, NDArray a, NDArray r, List<NDArray> states) {
        return List.of(ActivationTwins.tanh(at, a.add(r)));
    }

    private static List<NDArray> lstm(Leaves at, NDArray a, NDArray r, List<NDArray> states) {
        NDList z = a.add(r).split(4, 1);
        NDArray kept = StandardTwins.sigmoid(z.get(1)).mul(states.get(1));
        NDArray added = StandardTwins.sigmoid(z.get(0)).mul(ActivationTwins.tanh(at, z.get(2)));
        NDArray c = kept.add(added);
        return List.of(StandardTwins.sigmoid(z.get(3)).mul(ActivationTwins.tanh(at, c)), c);
    }

    private static List<NDArray> gru(Leaves at, NDArray a, NDArray r, List<NDArray> states) {
        NDList x = a.split(3, 1);
        NDList h = r.split(3, 1);
        NDArray reset = StandardTwins.sigmoid(x.get(0).add(h.get(0)));
        NDArray z = x.get(1).add(h.get(1));
        NDArray n = ActivationTwins.tanh(at, x.get(2).add(reset.mul(h.get(2))));
        return List.of(StandardTwins.sigmoid(z.neg())
                .mul(n)
                .add(StandardTwins.sigmoid(z).mul(states.get(0))));
    }
}
