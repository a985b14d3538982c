package dev.gradcheck.random;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A random network, layer by layer: each takes the value before it, and some also earlier ones, which makes branches. The values are
 * computed on the way, so that every layer fits what it takes.
 */
public final class RandomNetwork {
    private static final int MOST_LAYERS = 5;
    private static final int WIDEST = 96;
    private static final int LONGEST = 12;
    private static final Dice SIMPLEST = new Dice(bound -> 0, Weights.SMALL_INTEGERS);

    private final LayerSources sources;
    private final LayerCatalog catalog;
    private final Dice dice;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> values = new LinkedHashMap<>();
    private Parameters point = Parameters.NONE;
    private String last = Network.INPUT;

    private RandomNetwork(LayerSources sources, LayerCatalog catalog, Dice dice) {
        this.sources = sources;
        this.catalog = catalog;
        this.dice = dice;
    }

    /**
     * Draws a network that ends with a loss.
     *
     * @param sources the kinds of layers it is made of
     * @param catalog that knows these kinds
     * @param choices where the numbers come from
     * @return the network at a random point
     */
    public static NetworkSample draw(LayerSources sources, LayerCatalog catalog, Choices choices) {
        Dice first = new Dice(choices, Weights.SMALL_INTEGERS);
        DType dtype = first.one(List.of(DType.FLOAT64, DType.FLOAT32));
        Weights weights = first.one(List.of(Weights.values()));
        return new RandomNetwork(sources, catalog, new Dice(choices, weights).sometimesLarge()).network(dtype, weights);
    }

    private NetworkSample network(DType dtype, Weights weights) {
        // Simpler is an input with a gradient: whatever layer is left out, there is something to judge.
        boolean constant = dice.chance();
        boolean embeds = dice.between(0, 7) == 7;
        Tensor input = dice.together(() -> dice.weights(shape()));
        // A group even where it is empty: without an embedding, what was drawn for the layers stays what it is.
        dice.together(() -> embeds && addStart());
        if (!embeds) {
            values.put(last, input);
        }
        boolean more = true;
        while (more && nodes.size() < MOST_LAYERS) {
            more = dice.together(() -> dice.between(0, 3) > 0 && add(sources.groups()));
        }
        dice.together(() -> add(List.of(sources.losses())));
        boolean isConstant = embeds || constant && !point.names().isEmpty();
        Map<String, Tensor> inputs = isConstant && !embeds ? Map.of(Network.INPUT, input) : Map.of();
        Parameters all = isConstant ? point : point.with(Network.INPUT, input);
        return new NetworkSample(new Architecture(nodes, inputs), all.in(Arithmetic.nearest(dtype)), dtype, weights);
    }

    /** Of an input: rows, sequences or images. */
    private Shape shape() {
        int batch = dice.between(1, 3);
        return switch (dice.between(0, 2)) {
            case 0 -> Shape.of(batch, dice.length(4, WIDEST));
            case 1 -> Shape.of(batch, dice.length(4, LONGEST), dice.between(1, 4));
            default -> Shape.of(batch, dice.between(1, 2), dice.between(2, 4), dice.between(2, 4));
        };
    }

    /** A layer that takes nothing, instead of an input. */
    private boolean addStart() {
        Map<String, LayerSource> starts = new LinkedHashMap<>();
        sources.groups()
                .forEach(group -> group.forEach((kind, source) -> {
                    if (source.inputs(SIMPLEST).isEmpty()) {
                        starts.put(kind, source);
                    }
                }));
        return add(dice.one(List.copyOf(starts.keySet())), starts);
    }

    /**
     * One more layer, of a kind that fits the last value. The number drawn is that of a group and of a kind among all, of which the next
     * one that fits is taken: where the value changes its shape in a smaller network, the same numbers mean the same layer.
     */
    private boolean add(List<Map<String, LayerSource>> groups) {
        List<Map<String, LayerSource>> fitting =
                groups.stream().map(this::fitting).toList();
        int group = next(fitting.size(), i -> !fitting.get(i).isEmpty());
        List<String> kinds = List.copyOf(groups.get(group).keySet());
        int kind = next(kinds.size(), i -> fitting.get(group).containsKey(kinds.get(i)));
        return add(kinds.get(kind), groups.get(group));
    }

    /** A number below a count, or the next one after it that fits, from the first on after the last. */
    private int next(int count, IntPredicate fits) {
        int drawn = dice.between(0, count - 1);
        return IntStream.range(drawn, drawn + count)
                .map(i -> i % count)
                .filter(fits)
                .findFirst()
                .orElseThrow();
    }

    private boolean add(String kind, Map<String, LayerSource> kinds) {
        LayerSource source = kinds.get(kind);
        List<String> inputs = inputs(source).orElseThrow();
        Draft draft = source.draft(dice, shapes(inputs));
        Node node = shared(new Node(name(), kind, inputs, name(), draft.attributes()), draft);
        nodes.add(node);
        last = node.name();
        values.put(last, catalog.layer(node).apply(point, tensors(inputs)).output());
        return true;
    }

    private Map<String, LayerSource> fitting(Map<String, LayerSource> group) {
        Map<String, LayerSource> fitting = new LinkedHashMap<>(group);
        fitting.values().removeIf(source -> !fits(source));
        return fitting;
    }

    private boolean fits(LayerSource source) {
        return !source.inputs(SIMPLEST).isEmpty()
                && source.follows(values.get(last))
                && source.takes(shapes(candidates(source).get(0)));
    }

    private Optional<List<String>> inputs(LayerSource source) {
        List<List<String>> fitting = candidates(source).stream()
                .filter(names -> source.takes(shapes(names)))
                .toList();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(dice.one(fitting));
    }

    /** The last value as often as the layer takes one, or in its last place each earlier value. */
    private List<List<String>> candidates(LayerSource source) {
        int count = source.inputs(SIMPLEST).size();
        List<List<String>> candidates = new ArrayList<>();
        List<String> own = new ArrayList<>(Collections.nCopies(count, last));
        candidates.add(List.copyOf(own));
        for (String earlier : values.keySet()) {
            if (count > 1 && !earlier.equals(last)) {
                own.set(count - 1, earlier);
                candidates.add(List.copyOf(own));
            }
        }
        return candidates;
    }

    /** With the parameters of an earlier layer where they fit, or with its own. */
    private Node shared(Node node, Draft draft) {
        List<String> alike = nodes.stream()
                .filter(other -> other.kind().equals(node.kind()) && haveSameShapes(other, draft))
                .map(Node::parameters)
                .distinct()
                .toList();
        if (!alike.isEmpty() && dice.chance()) {
            return node.sharing(dice.one(alike));
        }
        draft.parameters().forEach((name, tensor) -> point = point.with(node.parameters() + "." + name, tensor));
        return node;
    }

    private boolean haveSameShapes(Node other, Draft draft) {
        return !draft.parameters().isEmpty()
                && draft.parameters().entrySet().stream()
                        .allMatch(parameter -> point.has(other.parameters() + "." + parameter.getKey())
                                && point.get(other.parameters() + "." + parameter.getKey())
                                        .shape()
                                        .equals(parameter.getValue().shape()));
    }

    private String name() {
        return String.valueOf(nodes.size());
    }

    private List<Shape> shapes(List<String> names) {
        return names.stream().map(name -> values.get(name).shape()).toList();
    }

    private List<Tensor> tensors(List<String> names) {
        return names.stream().map(values::get).toList();
    }
}
