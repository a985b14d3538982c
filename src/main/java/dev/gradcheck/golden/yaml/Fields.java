package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Location;
import dev.gradcheck.golden.Printable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a map whose keys are known. */
final class Fields {
    private final Item.Mapping map;
    private final String owner;
    private final Problems problems;
    private final Set<String> misspelt = new HashSet<>();

    private Fields(Item.Mapping map, String owner, Problems problems) {
        this.map = map;
        this.owner = owner;
        this.problems = problems;
    }

    /**
     * The fields of an item that must be a map.
     *
     * @param owner what the map is, for messages: "a golden case"
     * @param keys those it may have
     */
    static Optional<Fields> of(Item item, String owner, Collection<String> keys, Problems problems) {
        if (item instanceof Item.Mapping map) {
            Fields fields = new Fields(map, owner, problems);
            map.fields().forEach((key, field) -> fields.checkKnown(key, field, keys));
            return Optional.of(fields);
        }
        return problems.add(
                item.location(),
                item.kind() + " stands where a map is needed",
                owner + " is a map with the keys " + String.join(", ", keys),
                "write 'key: value' lines here");
    }

    private void checkKnown(String key, Item.Field field, Collection<String> keys) {
        if (keys.contains(key)) {
            return;
        }
        Optional<String> nearest = problems.isFull() ? Optional.empty() : nearest(key, keys);
        nearest.ifPresent(misspelt::add);
        problems.add(
                field.key(),
                "unknown key '" + Printable.clipped(key) + "'",
                "the keys of " + owner + " are fixed, so that nothing is ignored",
                Nearest.remedy(nearest, keys));
    }

    /** Rather a key that is missing than one that is there: 'b0' beside 'bh' was meant to be 'bo'. */
    private Optional<String> nearest(String key, Collection<String> keys) {
        List<String> missing =
                keys.stream().filter(k -> !map.fields().containsKey(k)).toList();
        return Nearest.to(key, missing).or(() -> Nearest.to(key, keys));
    }

    /** The keys of a map; none of anything else. */
    static List<String> keys(Item item) {
        return item instanceof Item.Mapping map ? List.copyOf(map.fields().keySet()) : List.of();
    }

    Location location() {
        return map.location();
    }

    Map<String, Item.Field> all() {
        return map.fields();
    }

    Optional<Item> find(String key) {
        return Optional.ofNullable(map.fields().get(key)).map(Item.Field::value);
    }

    /** Whether a key is there, or was meant to be: an unknown key is nearest to it, and has been reported. */
    boolean isMeant(String key) {
        return map.fields().containsKey(key) || misspelt.contains(key);
    }

    /** Whether a key was meant, but written otherwise. */
    boolean isMisspelt(String key) {
        return misspelt.contains(key) && find(key).isEmpty();
    }

    /** A value that must be there. Nothing is reported if the key is only misspelt, because that has been reported. */
    Optional<Item> require(String key, String remedy) {
        if (!isMeant(key)) {
            problems.add(location(), owner + " lacks '" + key + "'", owner + " has the key '" + key + "'", remedy);
        }
        return find(key);
    }

    /** A text that must be there and not be empty. */
    Optional<String> requireText(String key, String remedy) {
        return require(key, remedy).flatMap(item -> text(key, item, remedy));
    }

    /** A text that may be missing, but not empty. */
    Optional<String> findText(String key) {
        return find(key).flatMap(item -> text(key, item, "write it, or remove the key"));
    }

    private Optional<String> text(String key, Item item, String remedy) {
        if (item instanceof Item.Text text && !text.text().isEmpty()) {
            return Optional.of(text.text());
        }
        return problems.add(
                item.location(),
                item.kind() + " stands where '" + key + "' needs a text",
                "'" + key + "' is a text",
                remedy);
    }

    /** One text out of a few, or none of them. */
    <T> Optional<T> choice(String key, String text, List<String> choices, Optional<T> chosen) {
        if (chosen.isEmpty()) {
            problems.add(
                    find(key).orElseThrow().location(),
                    "unknown " + key + " '" + Printable.clipped(text) + "'",
                    "'" + key + "' is one of: " + String.join(", ", choices),
                    Nearest.remedy(text, choices));
        }
        return chosen;
    }
}
