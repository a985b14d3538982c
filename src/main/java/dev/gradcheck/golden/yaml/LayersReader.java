package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Location;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the list of layers that describes a network. Each is a map with a kind and, where they are not the usual ones, its name, its
 * inputs and the prefix of its parameters. Every other key is an attribute.
 */
final class LayersReader {
    static final List<String> KEYS = List.of("kind", "name", "inputs", "parameters");

    private final LayerCatalog catalog;
    private final DType dtype;
    private final Problems problems;

    LayersReader(LayerCatalog catalog, DType dtype, Problems problems) {
        this.catalog = catalog;
        this.dtype = dtype;
        this.problems = problems;
    }

    /** The layers; nothing if one of them cannot be read, because then nobody knows what the others take. */
    Optional<List<PlacedLayer>> read(Item item) {
        List<Item> items = layers(item);
        List<PlacedLayer> layers = new ArrayList<>();
        String before = Network.INPUT;
        for (int i = 0; i < items.size(); i++) {
            Optional<Fields> fields = fields(items.get(i));
            String name = fields.flatMap(f -> f.findText("name")).orElse(String.valueOf(i));
            String previous = before;
            fields.flatMap(f -> layer(f, name, previous)).ifPresent(layers::add);
            before = name;
        }
        return items.isEmpty() || layers.size() < items.size() ? Optional.empty() : Optional.of(layers);
    }

    /** Any key can be an attribute, but for one that is meant to be the kind where that is missing. */
    private Optional<Fields> fields(Item item) {
        Set<String> keys = new LinkedHashSet<>(KEYS);
        List<String> there = Fields.keys(item);
        there.stream()
                .filter(key -> there.contains("kind")
                        || Nearest.to(key, List.of("kind")).isEmpty())
                .forEach(keys::add);
        return Fields.of(item, "a layer", keys, problems);
    }

    private Optional<PlacedLayer> layer(Fields fields, String name, String before) {
        Optional<String> kind = fields.requireText("kind", "write one of: " + String.join(", ", catalog.kinds()))
                .flatMap(text -> fields.choice(
                        "kind",
                        text,
                        List.copyOf(catalog.kinds()),
                        Optional.of(text).filter(catalog.kinds()::contains)));
        Optional<List<String>> inputs = fields.find("inputs").map(this::names).orElse(Optional.of(List.of(before)));
        String prefix = fields.findText("parameters").orElse(name);
        AttributesReader reader = new AttributesReader(catalog, dtype, problems);
        Optional<Attributes> attributes = fields.find("kind").flatMap(item -> reader.read(fields));
        return kind.flatMap(k -> inputs.flatMap(i -> attributes.map(a -> new Node(name, k, i, prefix, a))))
                .map(node -> new PlacedLayer(node, fields))
                .filter(reader::accepts);
    }

    private Optional<List<String>> names(Item item) {
        List<String> names = new ArrayList<>();
        List<Item> items = item instanceof Item.Sequence list ? list.items() : List.of(item);
        if (items.size() > Bounds.ENTRIES) {
            return problems.add(
                    item.location(),
                    "a layer takes " + items.size() + " values",
                    "a layer takes at most " + Bounds.ENTRIES + " values",
                    "judge a smaller case");
        }
        for (Item one : items) {
            if (!(one instanceof Item.Text text) || text.text().isEmpty()) {
                return problems.add(
                        one.location(),
                        one.kind() + " in 'inputs' is no name",
                        "a layer takes values by name: of layers before it, of inputs, of tensors under 'parameters'",
                        "write a name, or a list of names");
            }
            names.add(text.text());
        }
        return Optional.of(names);
    }

    /** None if there is none or too many, or if it is no list. */
    private List<Item> layers(Item item) {
        if (item instanceof Item.Sequence many && many.items().size() > Bounds.ENTRIES) {
            problems.add(
                    item.location(),
                    "the network has " + many.items().size() + " layers",
                    "a golden file describes at most " + Bounds.ENTRIES + " layers",
                    "judge a part of the network, or write a test in Java");
            return List.of();
        }
        if (item instanceof Item.Sequence sequence && !sequence.items().isEmpty()) {
            return sequence.items();
        }
        problems.add(
                item.location(),
                (item instanceof Item.Sequence ? "an empty list" : item.kind())
                        + " stands where a list of layers is needed",
                "'network' is the name of a network, or a list of at least one layer",
                "write for example '- kind: relu' in each line");
        return List.of();
    }

    /**
     * A layer that a file describes, and where.
     *
     * @param node the layer
     * @param fields its map
     */
    record PlacedLayer(Node node, Fields fields) {
        String name() {
            return node.name();
        }

        Location location() {
            return fields.location();
        }

        /** The place of what a key says; of the layer where the key is left out. */
        Location location(String key) {
            return fields.find(key).map(Item::location).orElse(fields.location());
        }

        /** "the layer 2 (relu)". */
        @Override
        public String toString() {
            return "the layer " + name() + " (" + node.kind() + ")";
        }
    }
}
