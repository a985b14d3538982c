package dev.gradcheck.graph;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a layer is told beside its inputs and parameters: a stride, a slope, a target. Each an Integer, Double, Boolean, String or
 * {@link Tensor}, by name, in order.
 */
public final class Attributes {
    /** No attribute at all. */
    public static final Attributes NONE = new Attributes(Map.of());

    private final Map<String, Object> values;
    private final Consumer<String> listener;

    /**
     * Copies and checks.
     *
     * @param values by name
     * @throws IllegalArgumentException if a value is of another type than those allowed
     */
    public Attributes(Map<String, Object> values) {
        this(Collections.unmodifiableMap(new LinkedHashMap<>(values)), name -> {});
        values.forEach(Attributes::requireType);
    }

    private Attributes(Map<String, Object> values, Consumer<String> listener) {
        this.values = values;
        this.listener = listener;
    }

    /** {@return all of them, by name, in order} */
    public Map<String, Object> values() {
        return values;
    }

    /**
     * {@return the same attributes, which tell of every name that is asked for, given or not: so it is found out which a layer takes}
     *
     * @param asked hears each name
     */
    public Attributes telling(Consumer<String> asked) {
        return new Attributes(values, listener.andThen(asked));
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
     * @param otherwise its value where it is not given
     * @throws IllegalArgumentException if it is something else
     */
    public int integer(String name, int otherwise) {
        return find(name, Integer.class, "a whole number").orElse(otherwise);
    }

    /**
     * {@return a number, whole or not}
     *
     * @param name the attribute's name
     * @param otherwise its value where it is not given
     * @throws IllegalArgumentException if it is something else
     */
    public double number(String name, double otherwise) {
        Number number = find(name, Number.class, "a number").orElse(otherwise);
        return number.doubleValue();
    }

    /**
     * {@return whether something is so}
     *
     * @param name the attribute's name
     * @param otherwise its value where it is not given
     * @throws IllegalArgumentException if it is something else
     */
    public boolean flag(String name, boolean otherwise) {
        return find(name, Boolean.class, "true or false").orElse(otherwise);
    }

    /**
     * {@return one of several words}
     *
     * @param name the attribute's name
     * @param otherwise its value where it is not given
     * @param allowed the words
     * @throws IllegalArgumentException if it is something else
     */
    public String word(String name, String otherwise, Set<String> allowed) {
        String word = find(name, String.class, "a word").orElse(otherwise);
        if (!allowed.contains(word)) {
            throw new IllegalArgumentException("the attribute " + name + " is " + word + ", none of " + allowed);
        }
        return word;
    }

    /**
     * {@return a shape that must be given, as a word of its lengths such as {@code 2x3}; a single length may be a whole number}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is missing or something else
     */
    public Shape shape(String name) {
        String text = String.valueOf(given(name));
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException(
                    "the attribute " + name + ", a shape such as 2x3, is missing among " + values.keySet());
        }
        if (!text.matches("[1-9]\\d{0,8}(x[1-9]\\d{0,8})*")) {
            throw new IllegalArgumentException(
                    "the attribute " + name + " is " + text + ", which is not a shape such as 2x3");
        }
        return Shape.of(
                Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray());
    }

    /**
     * {@return a tensor that must be given}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is missing or something else
     */
    public Tensor tensor(String name) {
        return optionalTensor(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the attribute " + name + ", a tensor, is missing among " + values.keySet()));
    }

    /**
     * {@return a tensor that may be given}
     *
     * @param name the attribute's name
     * @throws IllegalArgumentException if it is something else
     */
    public Optional<Tensor> optionalTensor(String name) {
        return find(name, Tensor.class, "a tensor");
    }

    /** Equal where the same is told, whoever listens. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes attributes && values.equals(attributes.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
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

    private Object given(String name) {
        listener.accept(name);
        return values.get(name);
    }

    private <T> Optional<T> find(String name, Class<T> type, String what) {
        Object value = given(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("the attribute " + name + " is " + value + ", which is not " + what);
        }
        return Optional.ofNullable(type.cast(value));
    }
}
