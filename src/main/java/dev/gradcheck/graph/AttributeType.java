package dev.gradcheck.graph;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Predicate;

/** What the value of an attribute can be. */
public enum AttributeType {
    /** An Integer. */
    WHOLE("a whole number", Integer.class::isInstance),
    /** An Integer or a Double. */
    NUMBER("a number", Number.class::isInstance),
    /** A Boolean. */
    FLAG("true or false", Boolean.class::isInstance),
    /** A String. */
    WORD("a word", String.class::isInstance),
    /** A word of lengths such as {@code 2x3}; a single length may be a whole number. */
    SHAPE("a shape such as 2x3", value -> String.valueOf(value).matches(AttributeType.LENGTHS)),
    /** An Integer or, where axes differ, a word such as {@code 2x1} or a list of both. */
    PER_AXIS("a whole number, or one for each axis such as [2, 1]", PerAxis::isOne),
    /** A {@link Tensor}. */
    TENSOR("a tensor", Tensor.class::isInstance);

    /** The form of a {@link #SHAPE}. */
    public static final String LENGTHS = "[1-9][0-9]{0,8}(x[1-9][0-9]{0,8})*";

    private final String words;
    private final Predicate<Object> accepts;

    AttributeType(String words, Predicate<Object> accepts) {
        this.words = words;
        this.accepts = accepts;
    }

    /** {@return what it is, for a person} */
    public String words() {
        return words;
    }

    /**
     * {@return whether a value is of this type}
     *
     * @param value any
     */
    public boolean accepts(Object value) {
        return accepts.test(value);
    }

    /** What is wrong with a value that is not {@link #accepts accepted}; the same in every dtype. */
    String refusal(String name, Object value) {
        Object shown = value instanceof Tensor tensor ? "a tensor of shape " + tensor.shape() : value;
        return "the attribute " + name + " is " + shown + ", which is not " + words;
    }

    /** A value that is accepted, for a person. */
    Object shown(Object value) {
        return this == PER_AXIS ? PerAxis.from(value) : value;
    }

    static Shape shape(Object value) {
        return Shape.of(Arrays.stream(String.valueOf(value).split("x"))
                .mapToInt(Integer::parseInt)
                .toArray());
    }
}
