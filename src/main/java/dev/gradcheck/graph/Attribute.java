package dev.gradcheck.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/**
 * One attribute of a kind of layer.
 *
 * @param name as files and nodes give it
 * @param type of its value
 * @param usual its value where it is not given
 * @param bound which of the values of its type are allowed
 * @param sentence what it says, for a person
 */
public record Attribute(String name, AttributeType type, Usual usual, Bound bound, String sentence) {
    /** What holds where an attribute is not given. */
    public sealed interface Usual {
        /** It must be given. */
        record Needed() implements Usual {}

        /** It need not be given, and nothing stands for it then. */
        record Nothing() implements Usual {}

        /**
         * It must be given where another has a value, and is not read elsewhere.
         *
         * @param other the other attribute
         * @param value of the other one
         */
        record NeededIf(String other, Object value) implements Usual {}

        /**
         * A value.
         *
         * @param value of the attribute's type
         */
        record Value(Object value) implements Usual {}

        /**
         * The value of another attribute.
         *
         * @param other that stands before it
         */
        record ValueOf(String other) implements Usual {}
    }

    /**
     * Which values are allowed.
     *
     * @param words for a person; empty if all are
     * @param complaint what a message says of another value
     * @param holds whether a value of the attribute's type is allowed
     * @param schema the same in keywords of JSON Schema; empty where they are not said
     */
    public record Bound(String words, String complaint, Predicate<Object> holds, Map<String, Object> schema) {
        static final Bound NONE = new Bound("", "", value -> true, Map.of());

        static Bound of(String words, AttributeType type, DoublePredicate holds, Map<String, Object> schema) {
            return new Bound(
                    words,
                    "and must be " + words,
                    type == AttributeType.PER_AXIS
                            ? value -> PerAxis.from(value).both(holds)
                            : value -> holds.test(((Number) value).doubleValue()),
                    schema);
        }
    }

    /**
     * {@return an attribute that must be given}
     *
     * @param name of the attribute
     * @param type of its value
     * @param sentence what it says
     */
    public static Attribute needed(String name, AttributeType type, String sentence) {
        return new Attribute(name, type, new Usual.Needed(), Bound.NONE, sentence);
    }

    /**
     * {@return an attribute with a default}
     *
     * @param name of the attribute
     * @param type of its value
     * @param value where it is not given
     * @param sentence what it says
     */
    public static Attribute usual(String name, AttributeType type, Object value, String sentence) {
        return new Attribute(name, type, new Usual.Value(value), Bound.NONE, sentence);
    }

    /**
     * {@return one of several words}
     *
     * @param name of the attribute
     * @param words the words, the default first
     * @param sentence what it says
     */
    public static Attribute choice(String name, List<String> words, String sentence) {
        Bound bound = new Bound(
                String.join(" or ", words), "none of " + words, words::contains, Map.of("enum", List.copyOf(words)));
        return new Attribute(name, AttributeType.WORD, new Usual.Value(words.get(0)), bound, sentence);
    }

    /**
     * {@return the same number, or those of both axes, within bounds}
     *
     * @param words what it must be, such as "at least 1"
     * @param holds whether a number is allowed
     */
    public Attribute within(String words, DoublePredicate holds) {
        return new Attribute(name, type, usual, Bound.of(words, type, holds, Map.of()), sentence);
    }

    /**
     * {@return the same number, or those of both axes, which must be this one or larger}
     *
     * @param least the smallest that is allowed
     */
    public Attribute atLeast(int least) {
        Bound bound = Bound.of("at least " + least, type, value -> value >= least, Map.of("minimum", least));
        return new Attribute(name, type, usual, bound, sentence);
    }

    /** {@return the same number, which must be larger than 0} */
    public Attribute positive() {
        Bound bound = Bound.of("positive", type, value -> value > 0, Map.of("exclusiveMinimum", 0));
        return new Attribute(name, type, usual, bound, sentence);
    }

    /**
     * {@return the same attribute with another rule for where it is not given}
     *
     * @param other the rule
     */
    public Attribute otherwise(Usual other) {
        return new Attribute(name, type, other, bound, sentence);
    }

    /** What is wrong with a value, if anything is. */
    Optional<String> complaint(Object value) {
        if (!type.accepts(value)) {
            return Optional.of(type.refusal(name, value));
        }
        return bound.holds().test(value)
                ? Optional.empty()
                : Optional.of("the attribute " + name + " is " + type.shown(value) + ", " + bound.complaint());
    }

    /** The value that stands for one that is not given; none if it must be given, or is not read. */
    Optional<Object> usualAmong(Attributes others) {
        if (usual instanceof Usual.Value value) {
            return Optional.of(value.value());
        }
        return usual instanceof Usual.ValueOf like
                ? Optional.ofNullable(others.values().get(like.other()))
                : Optional.empty();
    }

    boolean isNeededAmong(Attributes others) {
        return usual instanceof Usual.Needed
                || usual instanceof Usual.NeededIf condition
                        && condition.value().equals(others.values().get(condition.other()));
    }
}
