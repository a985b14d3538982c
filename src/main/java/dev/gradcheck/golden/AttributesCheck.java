package dev.gradcheck.golden;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a kind of layer accepts the attributes that a file gives it. The layer itself judges their values; those that it does not ask
 * for are unknown.
 */
record AttributesCheck(LayerCatalog catalog, Problems problems) {
    boolean accepts(PlacedLayer layer) {
        Set<String> asked = catalog.attributes(layer.node());
        List<String> unknown = layer.node().attributes().values().keySet().stream()
                .filter(name -> !asked.contains(name))
                .toList();
        Optional<String> refusal = refusal(without(layer.node(), unknown));
        // Where the layer could not be made it may not have asked for everything: then only what is like a known key is
        // misspelt.
        List<String> reported = refusal.isEmpty()
                ? unknown
                : unknown.stream()
                        .filter(name -> Nearest.to(name, keys(asked)).isPresent())
                        .toList();
        reported.forEach(name -> unknown(layer, name, keys(asked)));
        refusal.filter(text -> reported.isEmpty()).ifPresent(text -> refused(layer, text, asked));
        return refusal.isEmpty() && reported.isEmpty();
    }

    private Optional<String> refusal(Node node) {
        try {
            catalog.layer(node);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return Optional.of("the layer " + node.name() + " (" + node.kind() + "): " + e);
        }
    }

    private void refused(PlacedLayer layer, String text, Set<String> asked) {
        Location place = layer.fields().all().entrySet().stream()
                .filter(entry -> text.contains("attribute " + entry.getKey() + " "))
                .map(entry -> entry.getValue().value().location())
                .findFirst()
                .orElse(layer.location());
        problems.add(
                place,
                text,
                "a layer says which attributes it takes",
                "correct the layer; it takes " + String.join(", ", keys(asked)));
    }

    private void unknown(PlacedLayer layer, String name, Set<String> keys) {
        List<String> missing =
                keys.stream().filter(key -> layer.fields().find(key).isEmpty()).toList();
        Optional<String> nearest = Nearest.to(name, missing).or(() -> Nearest.to(name, keys));
        problems.add(
                layer.fields().all().get(name).key(),
                "unknown key '" + name + "'",
                "a layer of the kind " + layer.node().kind() + " has fixed keys, so that nothing is ignored",
                Nearest.remedy(nearest, keys));
    }

    private static Set<String> keys(Set<String> asked) {
        Set<String> keys = new LinkedHashSet<>(LayersReader.KEYS);
        keys.addAll(asked);
        return keys;
    }

    private static Node without(Node node, List<String> names) {
        Map<String, Object> rest = new LinkedHashMap<>(node.attributes().values());
        rest.keySet().removeAll(names);
        return new Node(node.name(), node.kind(), node.inputs(), node.parameters(), new Attributes(rest));
    }
}
