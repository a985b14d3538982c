package dev.gradcheck.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON text of maps, lists, numbers, texts and booleans, and back. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** No encoding of characters can write it; as an escape it is whole. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("[\\x{D800}-\\x{DFFF}]");

    private Json() {}

    /**
     * Pretty JSON text: two spaces of indentation, line feeds on every system, keys in the order of the map, lists of
     * lists and numbers on one line, half a surrogate pair as its escape. JSON has no NaN and no infinities: they become the texts "NaN", "Infinity" and
     * "-Infinity".
     *
     * @param value a map with text keys, a collection, a number, a text, a boolean or null, nested at will
     * @return the text, ending with a line feed
     * @throws IllegalArgumentException if something else is in it
     */
    public static String text(Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        ObjectWriter writer = MAPPER.writer(printer);
        try {
            return LONE_SURROGATE
                            .matcher(writer.writeValueAsString(plain(value)))
                            .replaceAll(match -> String.format(
                                    "\\\\u%04X", (int) match.group().charAt(0)))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are always written", e);
        }
    }

    /**
     * Reads a JSON object.
     *
     * @param text JSON text of one object
     * @return its fields in order; objects are maps, arrays lists, whole numbers Integer, Long or BigInteger, others
     * Double
     * @throws IllegalArgumentException if the text is no JSON object, or a key stands twice in a map; with line and
     *     column
     */
    public static Map<String, Object> map(String text) {
        try {
            Map<String, Object> map = MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
            if (map == null) {
                throw new IllegalArgumentException("not a JSON object: null");
            }
            return map;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(key(key), plain(element)));
            return copy;
        }
        if (value instanceof Collection<?> elements) {
            List<Object> copy = new ArrayList<>();
            elements.forEach(element -> copy.add(plain(element)));
            return copy;
        }
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? number : number.toString();
        }
        if (value == null || value instanceof Boolean || value instanceof CharSequence) {
            return value instanceof CharSequence ? value.toString() : value;
        }
        throw new IllegalArgumentException(
                value.getClass().getName() + " has no JSON form here: make it a map, list, number or text");
    }

    private static String key(Object key) {
        if (key instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the key " + key + " is no text");
    }
}
