package dev.gradcheck.foreign;

import dev.gradcheck.golden.Location;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a traced graph into layers: what forward() of a class of one's own does, functions included. */
final class TorchGraph {
    /** Functions and methods that are the same as a module. */
    private static final Map<String, Function> FUNCTIONS = functions();

    /** What a function is told that does not change its value here. */
    private static final Set<String> IDLE = Set.of("inplace", "return_indices", "_stacklevel", "count_include_pad");

    private static final Set<String> SUMS = Set.of("add", "iadd");
    private static final Set<String> SHAPES = Set.of("view", "reshape");

    private final TorchNetwork network;
    private final TorchModule net;
    private final TorchText.Graph graph;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, TorchModule> tuples = new HashMap<>();
    private final Set<String> sizes = new HashSet<>();

    TorchGraph(TorchNetwork network, TorchModule net, TorchText.Graph graph) {
        this.network = network;
        this.net = net;
        this.graph = graph;
    }

    /**
     * A function that is the same as a module.
     *
     * @param module its type
     * @param options the names of its arguments behind the value, in order
     */
    private record Function(String module, List<String> options) {}

    private static Map<String, Function> functions() {
        List<String> windows = List.of("kernel_size", "stride", "padding", "dilation", "ceil_mode");
        Map<String, Function> functions = new LinkedHashMap<>();
        functions.put("relu", new Function("ReLU", List.of()));
        functions.put("relu_", new Function("ReLU", List.of()));
        functions.put("leaky_relu", new Function("LeakyReLU", List.of("negative_slope")));
        functions.put("tanh", new Function("Tanh", List.of()));
        functions.put("sigmoid", new Function("Sigmoid", List.of()));
        functions.put("softplus", new Function("Softplus", List.of("beta", "threshold")));
        functions.put("elu", new Function("ELU", List.of("alpha")));
        functions.put("selu", new Function("SELU", List.of()));
        functions.put("gelu", new Function("GELU", List.of("approximate")));
        functions.put("silu", new Function("SiLU", List.of()));
        functions.put("softmax", new Function("Softmax", List.of("dim")));
        functions.put("flatten", new Function("Flatten", List.of("start_dim", "end_dim")));
        functions.put("max_pool1d", new Function("MaxPool1d", windows));
        functions.put("max_pool2d", new Function("MaxPool2d", windows));
        functions.put("avg_pool1d", new Function("AvgPool1d", windows.subList(0, 3)));
        functions.put("avg_pool2d", new Function("AvgPool2d", windows.subList(0, 3)));
        return functions;
    }

    /** The layers, in the order of the pass; the network's value is what it returns. */
    Sketch sketch() throws Refusal {
        String output = "";
        int line = graph.location().line();
        for (String text : graph.lines()) {
            Location place = new Location(graph.location().file(), line++, 5);
            Optional<TorchCall> call = TorchCall.of(text, place);
            if (call.isPresent()) {
                call(call.get());
            } else if (text.strip().startsWith("return ")) {
                output = value(text.strip().substring("return ".length()), place);
            } else {
                throw refused(place, "this line of the graph is not understood");
            }
        }
        return network.sketch(List.of()).endingIn(output);
    }

    private void call(TorchCall call) throws Refusal {
        switch (call.operation()) {
            case "placeholder" -> values.put(call.name(), network.input(call.target(), call.location()));
            case "call_module" -> module(call);
            default -> function(call);
        }
    }

    private void module(TorchCall call) throws Refusal {
        TorchModule module = net.find(call.target())
                .orElseThrow(() -> refused(call.location(), "there is no module '" + call.target() + "'"));
        values.put(call.name(), network.call(module, taken(call)));
        tuples.put(call.name(), module);
    }

    private void function(TorchCall call) throws Refusal {
        Function same = FUNCTIONS.get(call.target());
        if (same != null) {
            TorchModule module = new TorchModule(
                    call.name(), same.module, List.of(), options(call, same.options), List.of(), call.location());
            values.put(call.name(), network.call(module, taken(call)));
        } else if (SUMS.contains(call.target()) && call.values().size() == 2) {
            node(call, "sum", Attributes.NONE);
        } else if (call.target().equals("cat")) {
            node(call, "concat", Attributes.NONE.with("axis", whole(call, "dim", 1, 0)));
        } else if (call.target().equals("mean")) {
            node(call, "mean", Attributes.NONE.with("axis", whole(call, "dim", 1, null)));
        } else if (SHAPES.contains(call.target())) {
            shape(call);
        } else if (call.target().equals("size")) {
            sizes.add(call.name());
        } else if (call.target().equals("getitem")) {
            item(call);
        } else if (call.target().equals("dropout")
                && "False".equals(call.options().get("training"))) {
            values.put(call.name(), taken(call).get(0));
        } else {
            throw refused(call.location(), "the function " + call.target() + " has no counterpart here");
        }
    }

    private void node(TorchCall call, String kind, Attributes attributes) throws Refusal {
        Node node = new Node(call.name(), kind, taken(call), call.name(), attributes);
        values.put(call.name(), network.add(node, ""));
    }

    /** A view of each sample: the number of samples first, and then whole numbers, or −1 for all that is left. */
    private void shape(TorchCall call) throws Refusal {
        List<String> lengths =
                new ArrayList<>(call.arguments().subList(1, call.arguments().size()));
        if (lengths.size() == 1 && lengths.get(0).startsWith("(")) {
            lengths = List.of(lengths.get(0).replaceAll("[()\\s]", "").split(","));
        }
        boolean isBatch = lengths.size() > 1
                && (lengths.get(0).equals("-1") || sizes.contains(lengths.get(0).replace("%", "")));
        List<String> rest = isBatch ? lengths.subList(1, lengths.size()) : List.of();
        String taken = value(call.values().get(0), call.location());
        if (rest.equals(List.of("-1"))) {
            values.put(call.name(), network.add(Node.of(call.name(), "flatten", taken), ""));
        } else if (!rest.isEmpty() && rest.stream().allMatch(length -> length.matches("[1-9]\\d{0,8}"))) {
            Node node = Node.of(call.name(), "reshape", taken).with("shape", String.join("x", rest));
            values.put(call.name(), network.add(node, ""));
        } else {
            throw refused(call.location(), "this view is none of each sample by itself");
        }
    }

    /** A recurrent module returns its output and its states. */
    private void item(TorchCall call) throws Refusal {
        String of = call.values().isEmpty() ? "" : call.values().get(0);
        TorchModule module = tuples.get(of);
        String place = call.arguments().size() > 1 ? call.arguments().get(1) : "";
        if (sizes.contains(of) || module == null) {
            throw refused(call.location(), "the item " + place + " of " + of + " has no counterpart here");
        }
        if (module.type().equals("LSTMCell") && place.matches("[01]")) {
            values.put(call.name(), network.state(module, values.get(of), place.equals("1")));
        } else if (place.equals("0") && Set.of("RNN", "LSTM", "GRU").contains(module.type())) {
            values.put(call.name(), values.get(of));
        } else {
            throw refused(call.location(), "the item " + place + " of " + module.type() + " has no counterpart here");
        }
    }

    private static Map<String, String> options(TorchCall call, List<String> names) throws Refusal {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < call.arguments().size(); i++) {
            if (i > names.size()) {
                throw refused(call.location(), call.target() + " has more arguments than are known here");
            }
            options.put(names.get(i - 1), call.arguments().get(i));
        }
        call.options().forEach((option, value) -> {
            if (!IDLE.contains(option)) {
                options.put(option, value);
            }
        });
        return options;
    }

    private static int whole(TorchCall call, String option, int place, Integer usual) throws Refusal {
        String text = call.options()
                .getOrDefault(
                        option,
                        call.arguments().size() > place ? call.arguments().get(place) : String.valueOf(usual));
        if (!text.matches("-?\\d{1,4}") || "True".equals(call.options().get("keepdim"))) {
            throw refused(call.location(), call.target() + " along " + text + " has no counterpart here");
        }
        return Integer.parseInt(text);
    }

    private List<String> taken(TorchCall call) throws Refusal {
        List<String> taken = new ArrayList<>();
        for (String name : call.values()) {
            taken.add(value(name, call.location()));
        }
        return taken;
    }

    private String value(String name, Location place) throws Refusal {
        String value = values.get(name);
        if (value == null) {
            throw refused(place, name + " is no value that a layer could take");
        }
        return value;
    }

    private static Refusal refused(Location place, String what) {
        return new Refusal(
                place,
                what,
                "what forward() calls is a module, or one of: " + String.join(", ", FUNCTIONS.keySet())
                        + ", view, reshape, add, cat, mean, and dropout outside of training",
                "write it so, describe the network by hand, or judge a part of it");
    }
}
