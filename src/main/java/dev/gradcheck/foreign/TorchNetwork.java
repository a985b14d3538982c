package dev.gradcheck.foreign;

import dev.gradcheck.golden.Location;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns printed modules into layers, one call at a time. */
final class TorchNetwork {
    /** What a network is called that is one module alone: its parameters have no prefix in PyTorch, and need one here. */
    static final String ROOT = "net";

    private static final List<String> CELLS = List.of("rnn-cell", "gru-cell", "lstm-cell");

    private final Dump dump;
    private final DType dtype;
    private final Told.Pass pass;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final List<Sketch.Line> lines = new ArrayList<>();

    TorchNetwork(Dump dump, DType dtype, TorchText.Printed printed) {
        this.dump = dump;
        this.dtype = dtype;
        this.pass = new Told.Pass(
                printed.training(),
                dump.weights().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue()
                        .tensor())));
        dump.inputs().forEach((name, stored) -> inputs.put(dump.inputName(name), stored.tensor()));
    }

    /** The modules one after the other, as they are printed. */
    Sketch chain(TorchModule net) throws Refusal {
        String before = inputs.containsKey("x") ? "x" : Network.INPUT;
        for (TorchModule module : net.leaves()) {
            before = call(module, List.of(before));
        }
        List<String> questions = net.isChain()
                ? List.of()
                : List.of(net.type()
                        + " is a class of its own: print shows its modules in the order in which they were registered, not what"
                        + " forward() does with them. Print torch.fx.symbolic_trace(net).graph, too, and import again; or write what is"
                        + " missing between the layers, such as {kind: relu}, and then uncomment the loss");
        return sketch(questions).endingIn(before);
    }

    Sketch sketch(List<String> questions) {
        return new Sketch(lines, inputs, "", questions);
    }

    /** The input that forward() calls so; one alone may have another name in the dump. */
    String input(String name, Location place) throws Refusal {
        String own = dump.inputs().containsKey(name) ? dump.inputName(name) : Network.INPUT;
        if (!inputs.containsKey(own)) {
            throw new Refusal(
                    place,
                    "the dump has no input '" + name + "'",
                    "every argument of forward() is in the dump, under its name",
                    "np.save(\"" + name + ".npy\", " + name + ")");
        }
        return own;
    }

    /** The name of a module's value. */
    String call(TorchModule module, List<String> taken) throws Refusal {
        TorchLayers.Translated layer = TorchLayers.of(module, pass);
        String prefix = module.path().isEmpty() ? ROOT : module.path();
        String name = unused(prefix);
        if (layer.kind().startsWith("embedding")) {
            return embedding(module, layer, name, prefix, taken.get(0));
        }
        Optional<Tensor> hidden = weight(module, "weight_hh").or(() -> weight(module, "weight_hh_l0"));
        List<String> all = new ArrayList<>(taken);
        if (hidden.isPresent() && taken.size() == 1) {
            int states = layer.kind().startsWith("lstm") ? 2 : 1;
            all.addAll(states(taken.get(0), states, hidden.get().shape().dimension(1), CELLS.contains(layer.kind())));
        }
        add(new Node(name, layer.kind(), all, prefix, layer.attributes()), layer.note());
        return layer.kind().equals("lstm-cell") && module.path().isEmpty() ? state(module, name, false) : name;
    }

    /** One of the two states that an LSTM cell gives side by side. */
    String state(TorchModule module, String cell, boolean isSecond) {
        int width = weight(module, "weight_hh").orElseThrow().shape().dimension(1);
        String name = cell + (isSecond ? ".c" : ".h");
        Attributes attributes = isSecond
                ? Attributes.NONE.with("from", width).with("to", 2 * width)
                : Attributes.NONE.with("to", width);
        return add(new Node(name, "slice", List.of(cell), name, attributes), isSecond ? "c'" : "h'");
    }

    /** A module that is called again shares its parameters with itself. */
    private String unused(String prefix) {
        long calls = lines.stream()
                .flatMap(line -> line.node().stream())
                .filter(node -> node.parameters().equals(prefix))
                .count();
        return calls == 0 ? prefix : prefix + "-" + (calls + 1);
    }

    String add(Node node, String note) {
        lines.add(Sketch.Line.of(node, note));
        return node.name();
    }

    Optional<Tensor> weight(TorchModule module, String own) {
        String path = module.path().isEmpty() ? own : module.path() + "." + own;
        return Optional.ofNullable(dump.weights().get(path)).map(Stored::tensor);
    }

    /** Its input is no value of the pass but indices, which stand in the layer. */
    private String embedding(TorchModule module, TorchLayers.Translated layer, String name, String prefix, String taken)
            throws Refusal {
        Tensor indices = inputs.remove(taken);
        if (indices == null) {
            throw new Refusal(
                    module.location(),
                    "the indices of " + module.type() + " are not in the dump",
                    "an embedding takes indices that are an input",
                    "dump them: np.save(\"x.npy\", x)");
        }
        Attributes attributes = Attributes.NONE.with("indices", indices);
        for (Map.Entry<String, Object> told : layer.attributes().values().entrySet()) {
            attributes = attributes.with(told.getKey(), told.getValue());
        }
        return add(new Node(name, layer.kind(), List.of(), prefix, attributes), layer.note());
    }

    /** Inputs h and c, if they were dumped; a cell's are zeros elsewhere, as in PyTorch, and a sequence's need not be given. */
    private List<String> states(String x, int count, int hidden, boolean isCell) {
        List<String> names = List.of("h", "c").subList(0, count);
        boolean isDumped = inputs.keySet().containsAll(names);
        if (!isDumped && !isCell) {
            return List.of();
        }
        for (String name : names) {
            Tensor zeros = Tensor.zeros(dtype, Shape.of(inputs.get(x).shape().dimension(0), hidden));
            inputs.merge(name, zeros, (given, none) -> withoutLayers(given));
        }
        return names;
    }

    /** PyTorch has (layers,B,H) for sequences. */
    private static Tensor withoutLayers(Tensor state) {
        Shape shape = state.shape();
        return shape.rank() == 3 && shape.dimension(0) == 1
                ? state.reshape(Shape.of(shape.dimension(1), shape.dimension(2)))
                : state;
    }
}
