package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.KnownDiscrepancy;
import dev.gradcheck.golden.NumberText;
import dev.gradcheck.graph.Attribute;
import dev.gradcheck.graph.AttributeType;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.LayerKinds;
import dev.gradcheck.json.Json;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The JSON Schema of golden files, made of the table of layers and of the reader's own words, so that editors complete and explain what
 * the reader takes. What depends on shapes or on names in the file the reader alone judges.
 */
public final class GoldenSchema {
    private static final Map<String, Object> TEXT = Map.of("type", List.of("string", "number", "boolean"));
    private static final Map<String, Object> WHOLE = Map.of("type", "integer");
    private static final Map<String, Object> NUMBER = Map.of("$ref", "#/$defs/number");
    private static final Map<String, Object> TENSOR = Map.of("$ref", "#/$defs/tensor");
    private static final Map<String, Object> TENSORS = map("type", "object", "additionalProperties", TENSOR);

    private GoldenSchema() {}

    /** {@return the schema as JSON text} */
    public static String text() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(
                "network",
                map(
                        "description",
                        "a list of layers in the order of the forward pass, or the name of a network",
                        "anyOf",
                        List.of(
                                map("type", "string"),
                                map("type", "array", "minItems", 1, "items", map("$ref", "#/$defs/layer")))));
        properties.put(
                "dtype",
                map(
                        "description",
                        "in which the pass is computed; a list makes a case for each",
                        "anyOf",
                        List.of(dtype(), map("type", "array", "minItems", 1, "items", dtype()))));
        properties.put(
                "provenance",
                map("description", "where the expected values come from", "type", "string", "minLength", 1));
        properties.put("parameters", described(TENSORS, "every tensor that is differentiated, by name"));
        properties.put("input", described(TENSOR, "the network's input"));
        properties.put("inputs", described(TENSORS, "several inputs, by name"));
        properties.put("target", described(TENSOR, "of a network that has a name; elsewhere an attribute of the loss"));
        properties.put("claimed", described(TENSORS, "gradients that another program computed, by name"));
        properties.put(
                "expected",
                map(
                        "description",
                        "values that are expected: loss, values of layers, gradients",
                        "type",
                        List.of("object", "null"),
                        "properties",
                        map("match", match(), "gradients", map("type", "object", "additionalProperties", TENSOR)),
                        "additionalProperties",
                        TENSOR));
        properties.put("known", map("description", "what is known to be wrong", "type", "array", "items", known()));
        properties.put(
                "limits",
                map(
                        "description",
                        "what would be reported, and fails here",
                        "type",
                        "object",
                        "properties",
                        map("imprecise", with(number(), Map.of("exclusiveMinimum", 0))),
                        "additionalProperties",
                        false));
        return Json.text(map(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "title",
                "a golden case of gradcheck",
                "type",
                "object",
                "required",
                List.of("network", "dtype", "provenance"),
                "anyOf",
                Stream.of("parameters", "input", "inputs")
                        .map(key -> map("required", List.of(key)))
                        .toList(),
                "if",
                map("properties", map("network", map("type", "string"))),
                "then",
                map("required", List.of("parameters", "input", "target", "expected")),
                "else",
                map("properties", map("target", false)),
                "properties",
                properties,
                "additionalProperties",
                false,
                "$defs",
                map("number", number(), "tensor", tensor(), "layer", layer())));
    }

    /** Some of the reader's numbers are texts to YAML, as hexadecimal ones are. */
    private static Map<String, Object> number() {
        return map("type", List.of("number", "string"), "pattern", NumberText.form());
    }

    private static Map<String, Object> tensor() {
        List<Object> forms = new ArrayList<>();
        forms.add(NUMBER);
        forms.add(map("type", "array", "minItems", 1, "items", TENSOR));
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("match", match());
        keys.put("dtype", map("enum", TensorReader.DTYPES));
        keys.put("value", TENSOR);
        keys.put("file", map("description", "a .npy, .npz or .safetensors file beside this one", "type", "string"));
        keys.put("tensor", map("description", "its name in the file", "type", List.of("string", "number")));
        keys.put("draw", map("description", "drawn at random", "enum", DrawnTensor.KINDS));
        keys.put("shape", map("type", "array", "items", map("type", "integer", "minimum", 0)));
        keys.put("seed", map("type", "integer", "minimum", 0));
        keys.put("scale", NUMBER);
        forms.add(map(
                "type",
                "object",
                "properties",
                keys,
                "additionalProperties",
                false,
                "oneOf",
                Stream.of("value", "file", "draw")
                        .map(key -> map("required", List.of(key)))
                        .toList(),
                "dependentRequired",
                map("draw", List.of("shape", "seed"))));
        return map("description", "a number, nested lists of numbers, or where they are", "anyOf", forms);
    }

    private static Map<String, Object> layer() {
        List<Object> kinds = new ArrayList<>();
        LayerKinds.all()
                .forEach(kind -> kinds.add(
                        map("if", map("properties", map("kind", map("const", kind.name()))), "then", rules(kind))));
        return map(
                "type",
                "object",
                "required",
                List.of("kind"),
                "properties",
                map(
                        "kind",
                        map(
                                "description",
                                "what it computes",
                                "anyOf",
                                List.of(
                                        map(
                                                "enum",
                                                LayerKinds.all().stream()
                                                        .map(LayerKind::name)
                                                        .toList()),
                                        map("type", "string")))),
                "allOf",
                kinds);
    }

    private static Map<String, Object> rules(LayerKind kind) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("kind", map("description", kind.sentence()));
        keys.put("name", TEXT);
        keys.put("inputs", inputs(kind));
        keys.put("parameters", TEXT);
        List<String> needed = new ArrayList<>();
        for (Attribute attribute : kind.attributes()) {
            keys.put(attribute.name(), described(type(attribute), attribute.sentence()));
            if (attribute.usual() instanceof Attribute.Usual.Needed) {
                needed.add(attribute.name());
            }
        }
        return map("properties", keys, "required", needed, "additionalProperties", false);
    }

    /** One name is a list of one. */
    private static Map<String, Object> inputs(LayerKind kind) {
        Map<String, Object> several = with(list(TEXT), Map.of("minItems", kind.leastInputs()));
        if (kind.mostInputs() < Integer.MAX_VALUE) {
            several.put("maxItems", kind.mostInputs());
        }
        boolean canBeOne = kind.leastInputs() <= 1 && kind.mostInputs() >= 1;
        return canBeOne ? map("anyOf", List.of(TEXT, several)) : several;
    }

    private static Map<String, Object> type(Attribute attribute) {
        Map<String, Object> bound = attribute.bound().schema();
        return switch (attribute.type()) {
            case WHOLE -> with(WHOLE, bound);
            case NUMBER -> with(number(), bound);
            case FLAG -> map("type", "boolean");
            case WORD -> with(map("type", "string"), bound);
            case SHAPE -> map("type", List.of("string", "integer"), "pattern", "^" + AttributeType.LENGTHS + "$");
            case PER_AXIS ->
                map(
                        "anyOf",
                        List.of(
                                with(WHOLE, bound),
                                map("type", "string", "pattern", "^[0-9]{1,9}x[0-9]{1,9}$"),
                                map("type", "array", "items", with(WHOLE, bound), "minItems", 2, "maxItems", 2)));
            case TENSOR -> TENSOR;
        };
    }

    private static Map<String, Object> known() {
        Map<String, Object> keys = new LinkedHashMap<>();
        KnownReader.KEYS.forEach(key -> keys.put(key, TEXT));
        keys.put("gradient", names());
        keys.put("value", names());
        keys.put(
                "verdict",
                map(
                        "enum",
                        KnownDiscrepancy.VERDICTS.stream().map(Verdict::label).toList()));
        keys.put("elements", list(list(WHOLE)));
        keys.put("shape", list(WHOLE));
        keys.put("ratio", NUMBER);
        keys.put("analytic", NUMBER);
        keys.put("dtype", map("enum", TensorReader.DTYPES));
        keys.put("defect", WHOLE);
        return map(
                "type",
                "object",
                "required",
                List.of("verdict", "reason"),
                "oneOf",
                List.of(map("required", List.of("gradient")), map("required", List.of("value"))),
                "properties",
                keys,
                "additionalProperties",
                false);
    }

    private static Map<String, Object> names() {
        return map("anyOf", List.of(TEXT, list(TEXT)));
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return map("type", "array", "items", items);
    }

    private static Map<String, Object> match() {
        return map(
                "description", "how a value must match",
                "type", "string",
                "pattern", "^(bitwise|as printed|to the digits given|within budget|ulps [0-9]{1,9})$");
    }

    private static Map<String, Object> dtype() {
        return map(
                "anyOf",
                List.of(
                        map("enum", DtypesReader.WORKING),
                        map(
                                "description",
                                "mixed precision: values in a narrower type than parameters",
                                "type",
                                "object",
                                "required",
                                DtypesReader.KEYS.subList(0, 2),
                                "properties",
                                map(
                                        "values",
                                        map("enum", DtypesReader.VALUES),
                                        "parameters",
                                        map("enum", DtypesReader.PARAMETERS),
                                        DtypesReader.LOSS_SCALE,
                                        TEXT),
                                "additionalProperties",
                                false)));
    }

    private static Map<String, Object> with(Map<String, Object> schema, Map<String, Object> more) {
        Map<String, Object> copy = new LinkedHashMap<>(schema);
        copy.putAll(more);
        return copy;
    }

    private static Map<String, Object> described(Map<String, Object> schema, String sentence) {
        Map<String, Object> copy = map("description", sentence);
        copy.putAll(schema);
        return copy;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
