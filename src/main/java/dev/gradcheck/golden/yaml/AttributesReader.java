package dev.gradcheck.golden.yaml;

import dev.gradcheck.accused.Fatal;
import dev.gradcheck.accused.Thrown;
import dev.gradcheck.golden.Location;
import dev.gradcheck.golden.NumberText;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.LayerKind.Complaint;
import dev.gradcheck.graph.LayerKind.Flaw;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a layer's attributes: whole numbers, other numbers (float64, as wide as the code has them), true and false, words, and lists of
 * numbers, which are tensors of the case's dtype unless they declare one. What is quoted is a word. Its kind says which it takes; what
 * depends on several of them, the layer itself judges.
 */
record AttributesReader(LayerCatalog catalog, DType dtype, Problems problems) {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,9}");

    /** Of a layer; nothing if one of them cannot be read. */
    Optional<Attributes> read(Fields layer) {
        Map<String, Object> values = new LinkedHashMap<>();
        boolean isComplete = true;
        for (Map.Entry<String, Item.Field> field : layer.all().entrySet()) {
            if (!LayersReader.KEYS.contains(field.getKey())) {
                Optional<Object> value = value(field.getValue().value(), field.getKey());
                value.ifPresent(v -> values.put(field.getKey(), v));
                isComplete &= value.isPresent();
            }
        }
        return isComplete ? Optional.of(new Attributes(values)) : Optional.empty();
    }

    private Optional<Object> value(Item item, String name) {
        return item instanceof Item.Text text
                ? word(text, name)
                : new TensorReader(problems)
                        .any(item, "attribute " + name, dtype)
                        .map(tensor -> tensor);
    }

    private Optional<Object> word(Item.Text item, String name) {
        String text = item.text();
        NumberText number = new NumberText(text);
        if (text.length() > Bounds.NAME) {
            return problems.add(
                    item.location(),
                    item.kind() + " is too long for attribute " + name,
                    "a word or a number has at most " + Bounds.NAME + " characters here",
                    "shorten it");
        }
        if (text.isEmpty() || !item.isQuoted() && number.isNumber() && !number.fits(DType.FLOAT64)) {
            return problems.add(
                    item.location(),
                    item.kind() + " stands where attribute " + name + " needs a value",
                    "an attribute is a number, true or false, a word, or nested lists of numbers",
                    "write one, or remove the key");
        }
        return Optional.of(item.isQuoted() ? text : plain(text, number));
    }

    private static Object plain(String text, NumberText number) {
        if (WHOLE.matcher(text).matches()) {
            return Integer.valueOf(text);
        }
        if (number.isNumber()) {
            return number.float64();
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }

    /** Whether its kind and the layer itself take what it is told; else the problems are noted. */
    boolean accepts(LayersReader.PlacedLayer layer) {
        LayerKind kind = catalog.kind(layer.node().kind());
        List<Complaint> complaints = kind.complaints(layer.node().attributes());
        List<String> keys = keys(kind);
        List<String> foreign = foreign(layer, complaints, keys);
        complaints.stream()
                .filter(complaint ->
                        complaint.flaw() != Flaw.MISSING || foreign.isEmpty() && !isMisspelt(complaint, complaints))
                .filter(complaint -> !foreign.contains(complaint.attribute()))
                .forEach(complaint -> note(layer, complaint, keys));
        if (!foreign.isEmpty()) {
            unknown(layer, foreign, Optional.empty(), keys);
        }
        return complaints.isEmpty() && isMade(layer, keys);
    }

    /** What is missing is there under another name, which has been noted. */
    private static boolean isMisspelt(Complaint missing, List<Complaint> all) {
        return all.stream()
                .filter(complaint -> complaint.flaw() == Flaw.UNKNOWN)
                .anyMatch(unknown -> Nearest.to(unknown.attribute(), List.of(missing.attribute()))
                        .isPresent());
    }

    private void note(LayersReader.PlacedLayer layer, Complaint complaint, List<String> keys) {
        if (complaint.flaw() == Flaw.UNKNOWN) {
            String name = complaint.attribute();
            unknown(layer, List.of(name), nearest(layer, name, keys), keys);
        } else {
            refused(layer.location(complaint.attribute()), layer + ": " + complaint.message(), keys);
        }
    }

    private boolean isMade(LayersReader.PlacedLayer layer, List<String> keys) {
        try {
            catalog.layer(layer.node());
            return true;
        } catch (IllegalArgumentException e) {
            String text = String.valueOf(e.getMessage());
            refused(place(layer, text), text, keys);
        } catch (Throwable e) {
            Fatal.rethrow(e);
            refused(layer.location(), layer + " " + Thrown.clause(e), keys);
        }
        return false;
    }

    /** The value of the attribute that a layer complains of by name. */
    private static Location place(LayersReader.PlacedLayer layer, String text) {
        return layer.fields().all().entrySet().stream()
                .filter(entry -> text.contains("attribute " + entry.getKey() + " "))
                .map(entry -> entry.getValue().value().location())
                .findFirst()
                .orElse(layer.location());
    }

    private void refused(Location place, String text, List<String> keys) {
        problems.add(
                place,
                text,
                "a layer says which attributes it takes",
                "correct the layer; it takes " + String.join(", ", keys));
    }

    /** Keys that are near to none of the kind's: they are of another kind, and one mistake together with what this kind lacks. */
    private static List<String> foreign(LayersReader.PlacedLayer layer, List<Complaint> complaints, List<String> keys) {
        return complaints.stream()
                .filter(complaint -> complaint.flaw() == Flaw.UNKNOWN)
                .map(Complaint::attribute)
                .filter(name -> nearest(layer, name, keys).isEmpty())
                .toList();
    }

    private static Optional<String> nearest(LayersReader.PlacedLayer layer, String name, List<String> keys) {
        List<String> missing =
                keys.stream().filter(key -> layer.fields().find(key).isEmpty()).toList();
        return Nearest.to(name, missing).or(() -> Nearest.to(name, keys));
    }

    private void unknown(
            LayersReader.PlacedLayer layer, List<String> names, Optional<String> nearest, List<String> keys) {
        problems.add(
                layer.fields().all().get(names.get(0)).key(),
                "unknown key" + (names.size() == 1 ? " " : "s ")
                        + names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")),
                "a layer of the kind " + layer.node().kind() + " has fixed keys, so that nothing is ignored",
                Nearest.remedy(nearest, keys));
    }

    private static List<String> keys(LayerKind kind) {
        List<String> keys = new ArrayList<>(LayersReader.KEYS);
        keys.addAll(kind.names());
        return keys;
    }
}
