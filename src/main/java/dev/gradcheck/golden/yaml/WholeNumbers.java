package dev.gradcheck.golden.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads whole numbers from 0 on: numbers of defects, shapes, lists of indices. */
final class WholeNumbers {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private final Problems problems;

    WholeNumbers(Problems problems) {
        this.problems = problems;
    }

    OptionalInt number(Fields fields, String key) {
        Optional<String> text = fields.findText(key);
        if (text.isEmpty() || !COUNT.matcher(text.get()).matches()) {
            text.ifPresent(t -> noCount(fields.find(key).orElseThrow(), key));
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    List<List<Integer>> elements(Item item) {
        return items(item, "elements", "write for example [[0, 1]] for element [0][1]").stream()
                .flatMap(index -> list(index, "elements").stream())
                .toList();
    }

    Optional<List<Integer>> list(Item item, String key) {
        List<Integer> indices = new ArrayList<>();
        for (Item part : items(item, key, "write a list of whole numbers, such as [2, 1]")) {
            if (!(part instanceof Item.Text text) || !COUNT.matcher(text.text()).matches()) {
                noCount(part, key);
                return Optional.empty();
            }
            indices.add(Integer.parseInt(text.text()));
        }
        return item instanceof Item.Sequence ? Optional.of(indices) : Optional.empty();
    }

    private void noCount(Item item, String key) {
        problems.add(
                item.location(),
                item.kind() + " in '" + key + "' is no whole number",
                "'" + key + "' consists of whole numbers from 0 on",
                "write digits only");
    }

    List<Item> items(Item item, String key, String remedy) {
        if (item instanceof Item.Sequence sequence && sequence.items().size() > Bounds.ENTRIES) {
            problems.add(
                    item.location(),
                    "'" + key + "' has " + sequence.items().size() + " entries",
                    "a list here has at most " + Bounds.ENTRIES + " entries",
                    "leave out what is not needed");
            return List.of();
        }
        if (item instanceof Item.Sequence sequence) {
            return sequence.items();
        }
        problems.add(
                item.location(),
                item.kind() + " stands where '" + key + "' needs a list",
                "'" + key + "' is a list",
                remedy);
        return List.of();
    }
}
