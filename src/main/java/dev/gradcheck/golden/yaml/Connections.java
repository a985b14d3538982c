package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Expected;
import dev.gradcheck.golden.Location;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether the layers of a file are connected: every name is given once, every value that is taken is there, and none is idle. */
record Connections(List<LayersReader.PlacedLayer> layers, NamedTensors inputs, NamedTensors point, Problems problems) {
    private static final Set<String> RESERVED = Set.of("match", "gradients");

    void check() {
        inputs.places().keySet().stream()
                .filter(point.places()::containsKey)
                .forEach(name -> twice(inputs.places().get(name), name));
        layers.forEach(this::requireName);
        requireNamesOnce();
        if (requireValues()) {
            requireUse();
        }
    }

    private void requireName(LayersReader.PlacedLayer layer) {
        String name = layer.name();
        boolean isLoss = name.equals(Expected.LOSS) && layer != layers.get(layers.size() - 1);
        if (isLoss || RESERVED.contains(name) || name.chars().anyMatch(Character::isWhitespace)) {
            problems.add(
                    layer.location("name"),
                    "'" + name + "' cannot be the name of this layer",
                    "under 'expected', 'loss' is the last layer's value, 'match' and 'gradients' are no values; a name has no blanks",
                    "choose another name");
        }
    }

    private void requireNamesOnce() {
        Set<String> given = new HashSet<>(inputs.places().keySet());
        given.addAll(point.places().keySet());
        layers.stream()
                .filter(layer -> !given.add(layer.name()))
                .forEach(layer -> twice(layer.location("name"), layer.name()));
    }

    private void twice(Location place, String name) {
        problems.add(
                place,
                "the name '" + name + "' is given twice",
                "each layer, each input and each tensor under 'parameters' has a name of its own",
                "rename one of them, or remove it");
    }

    /** Whether every value that a layer takes is there before it. */
    private boolean requireValues() {
        Set<String> known = new LinkedHashSet<>(inputs.places().keySet());
        known.addAll(point.places().keySet());
        boolean all = true;
        for (LayersReader.PlacedLayer layer : layers) {
            for (String input : layer.node().inputs()) {
                all &= known.contains(input) || missing(layer, input, known);
            }
            known.add(layer.name());
        }
        return all;
    }

    private boolean missing(LayersReader.PlacedLayer layer, String input, Collection<String> known) {
        if (problems.isFull()) {
            problems.add(layer.location("inputs"), "an input is not there", "", "");
            return false;
        }
        boolean comesLater = layers.stream().anyMatch(other -> other.name().equals(input));
        problems.add(
                layer.location("inputs"),
                layer + " takes '" + input + "', which is not there" + (comesLater ? " yet" : ""),
                "a layer takes the values of layers before it, of inputs, and of tensors under 'parameters'",
                comesLater ? "put the layers in the order of the forward pass" : Nearest.remedy(input, known));
        return false;
    }

    private void requireUse() {
        Set<String> used = new HashSet<>();
        layers.forEach(layer -> used.addAll(layer.node().inputs()));
        layers.stream()
                .limit(layers.size() - 1L)
                .filter(layer -> !used.contains(layer.name()))
                .forEach(layer -> idle(layer.location(), "value of " + layer));
        inputs.places().forEach((name, place) -> {
            if (!used.contains(name)) {
                idle(place, "input '" + name + "'");
            }
        });
    }

    private void idle(Location place, String what) {
        problems.add(
                place,
                "no layer takes the " + what,
                "everything but the last layer's value is used, so that nothing is ignored",
                "remove it, or name it in the 'inputs' of a layer");
    }
}
