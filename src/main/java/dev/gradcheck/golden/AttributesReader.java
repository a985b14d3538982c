package dev.gradcheck.golden;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.tensor.DType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a layer's attributes: whole numbers, other numbers (float64, as wide as the code has them), true and false, words, and lists of
 * numbers, which are tensors of the case's dtype unless they declare one. What is quoted is a word.
 */
final class AttributesReader {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,9}");

    private final DType dtype;
    private final Problems problems;

    AttributesReader(DType dtype, Problems problems) {
        this.dtype = dtype;
        this.problems = problems;
    }

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
}
