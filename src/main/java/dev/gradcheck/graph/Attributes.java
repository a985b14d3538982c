package dev.gradcheck.graph;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a layer is told beside its inputs and parameters: a stride, a slope, a target. Which there are, and what holds where one is not
 * given, says its {@link LayerKind}.
 *
 * @param values each an Integer, Double, Boolean, String or {@link Tensor}, by name, in order
 */
public record Attributes(Map<String, Object> values) {
    /** No attribute at all. */
    public static final Attributes NONE = new Attributes(Map.of());

    /**
     * Copies and checks.
     *
     * @param values by name
     * @throws IllegalArgumentException if a value is of another type than those allowed
     */
    public Attributes {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        values.forEach(Attributes::requireType);
    }

    /**
     * {@return a copy in which this attribute has this value}
     *
     * @param name the attribute's name
     * @param value an Integer, Double, Boolean, String or Tensor
     */
    public Attributes with(String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new Attributes(copy);
    }

    /**
     * {@return a whole number}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is missing or something else
     */
    public int integer(String name) {
        return (Integer) get(name, AttributeType.WHOLE);
    }

    /**
     * {@return a number, whole or not}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is missing or something else
     */
    public double number(String name) {
        return ((Number) get(name, AttributeType.NUMBER)).doubleValue();
    }

    /**
     * {@return whether something is so}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is missing or something else
     */
    public boolean flag(String name) {
        return (Boolean) get(name, AttributeType.FLAG);
    }

    /**
     * {@return a word}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is missing or something else
     */
    public String word(String name) {
        return (String) get(name, AttributeType.WORD);
    }

    /**
     * {@return a shape, given as a word of its lengths such as {@code 2x3} or as a whole number}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is missing or something else
     */
    public Shape shape(String name) {
        return AttributeType.shape(get(name, AttributeType.SHAPE));
    }

    /**
     * {@return a whole number for each axis, given as one for both, as a word such as {@code 2x1} or as a list}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is missing or something else
     */
    public PerAxis perAxis(String name) {
        return PerAxis.from(get(name, AttributeType.PER_AXIS));
    }

    /**
     * {@return a tensor}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is missing or something else
     */
    public Tensor tensor(String name) {
        return (Tensor) get(name, AttributeType.TENSOR);
    }

    /**
     * {@return a whole number, or nothing if it is not given}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is something else
     */
    public OptionalInt integerIfGiven(String name) {
        return values.containsKey(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
    }

    /**
     * {@return a number, or nothing if it is not given}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is something else
     */
    public OptionalDouble numberIfGiven(String name) {
        return values.containsKey(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
    }

    /**
     * {@return a tensor, or nothing if it is not given}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is something else
     */
    public Optional<Tensor> tensorIfGiven(String name) {
        return values.containsKey(name) ? Optional.of(tensor(name)) : Optional.empty();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private Object get(String name, AttributeType type) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(missing(name, type));
        }
        if (!type.accepts(value)) {
            throw new IllegalArgumentException(type.refusal(name, value));
        }
        return value;
    }

    String missing(String name, AttributeType type) {
        return "the attribute " + name + ", " + type.words() + ", is missing among " + values.keySet();
    }

    private static void requireType(String name, Object value) {
        if (!(value instanceof Integer
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof String
                || value instanceof Tensor)) {
            throw new IllegalArgumentException("the attribute " + name + " is " + value
                    + "; it must be a number, true or false, a word or a tensor");
        }
    }
}
