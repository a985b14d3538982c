package dev.gradcheck.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The schema of a kind of layer or loss: what a node of it takes, owns and can be told.
 *
 * @param name the word that nodes and files have for it
 * @param sentence what it computes, for a person
 * @param leastInputs how many values it takes at least
 * @param mostInputs how many it takes at most
 * @param attributes in the order in which people are told of them
 * @param parameters that a node of it owns, under its prefix
 * @param isOpen whether it says nothing of inputs, attributes and parameters: any will do, and none has a default
 */
public record LayerKind(
        String name,
        String sentence,
        int leastInputs,
        int mostInputs,
        List<Attribute> attributes,
        List<Parameter> parameters,
        boolean isOpen) {
    /**
     * A parameter of a kind of layer.
     *
     * @param name behind the prefix and a dot
     * @param onlyIf the flag without which there is none; empty if there always is
     */
    public record Parameter(String name, Optional<String> onlyIf) {}

    /** What can be wrong with the attributes of a node. */
    public enum Flaw {
        /** There is no such attribute. */
        UNKNOWN,
        /** It must be given and is not. */
        MISSING,
        /** Its value is of another type, or out of bounds. */
        WRONG
    }

    /**
     * What is wrong with one attribute.
     *
     * @param flaw in a word
     * @param attribute its name
     * @param message for a person
     */
    public record Complaint(Flaw flaw, String attribute, String message) {}

    /**
     * Copies.
     *
     * @param name of the kind
     * @param sentence what it computes
     * @param leastInputs at least
     * @param mostInputs at most
     * @param attributes in order
     * @param parameters of a node
     * @param isOpen whether anything will do
     */
    public LayerKind {
        attributes = List.copyOf(attributes);
        parameters = List.copyOf(parameters);
    }

    /**
     * {@return a kind that takes one value, owns no parameters and has no attributes}
     *
     * @param name of the kind
     * @param sentence what it computes
     */
    public static LayerKind of(String name, String sentence) {
        return new LayerKind(name, sentence, 1, 1, List.of(), List.of(), false);
    }

    /**
     * {@return a kind of which nothing is known: its layer alone judges what it is told}
     *
     * @param name of the kind
     */
    public static LayerKind open(String name) {
        return new LayerKind(name, "", 0, Integer.MAX_VALUE, List.of(), List.of(), true);
    }

    /**
     * {@return a copy that takes another number of values}
     *
     * @param least how many at least
     * @param most how many at most
     */
    public LayerKind taking(int least, int most) {
        return new LayerKind(name, sentence, least, most, attributes, parameters, isOpen);
    }

    /**
     * {@return a copy with more attributes}
     *
     * @param more of them
     */
    public LayerKind with(Attribute... more) {
        List<Attribute> all = new ArrayList<>(attributes);
        all.addAll(Arrays.asList(more));
        return new LayerKind(name, sentence, leastInputs, mostInputs, all, parameters, isOpen);
    }

    /**
     * {@return a copy whose nodes own these parameters}
     *
     * @param names behind the prefix and a dot
     */
    public LayerKind owning(String... names) {
        List<Parameter> all = new ArrayList<>(parameters);
        Arrays.stream(names).map(own -> new Parameter(own, Optional.empty())).forEach(all::add);
        return new LayerKind(name, sentence, leastInputs, mostInputs, attributes, all, isOpen);
    }

    /**
     * {@return a copy whose nodes own these parameters where a flag says so}
     *
     * @param flag the attribute
     * @param names behind the prefix and a dot
     */
    public LayerKind owningIf(String flag, String... names) {
        List<Parameter> all = new ArrayList<>(parameters);
        Arrays.stream(names).map(own -> new Parameter(own, Optional.of(flag))).forEach(all::add);
        return new LayerKind(name, sentence, leastInputs, mostInputs, attributes, all, isOpen);
    }

    /** {@return the names of the attributes, in order} */
    public List<String> names() {
        return attributes.stream().map(Attribute::name).toList();
    }

    /**
     * {@return everything that is wrong with the attributes of a node; nothing if the kind is open}
     *
     * @param given as the node has them
     */
    public List<Complaint> complaints(Attributes given) {
        List<Complaint> complaints = new ArrayList<>();
        given.values().forEach((key, value) -> of(key, value).ifPresent(complaints::add));
        Attributes whole = filled(given);
        attributes.stream()
                .filter(one -> !given.values().containsKey(one.name()) && one.isNeededAmong(whole))
                .map(one -> new Complaint(Flaw.MISSING, one.name(), given.missing(one.name(), one.type())))
                .forEach(complaints::add);
        return complaints;
    }

    /**
     * {@return the attributes of a node together with the defaults of those that it does not give}
     *
     * @param given as the node has them
     * @throws IllegalArgumentException if one is unknown, missing or wrong
     */
    public Attributes complete(Attributes given) {
        complaints(given).stream().findFirst().ifPresent(complaint -> {
            throw new IllegalArgumentException(complaint.message());
        });
        return filled(given);
    }

    /**
     * {@return the names of the parameters that a node owns, without its prefix}
     *
     * @param given the node's attributes
     */
    public List<String> parameters(Attributes given) {
        Attributes whole = filled(given);
        return parameters.stream()
                .filter(own -> own.onlyIf().map(flag -> whole.flag(flag)).orElse(true))
                .map(Parameter::name)
                .toList();
    }

    /**
     * {@return what is wrong with the number of values that a node takes, if anything is}
     *
     * @param count how many it takes
     */
    public Optional<String> complaint(int count) {
        return count < leastInputs || count > mostInputs
                ? Optional.of("it takes " + inputs() + ", not " + count)
                : Optional.empty();
    }

    /** {@return how many values it takes, for a person} */
    public String inputs() {
        if (isOpen) {
            return "any inputs";
        }
        if (mostInputs == Integer.MAX_VALUE) {
            return "at least " + leastInputs + (leastInputs == 1 ? " input" : " inputs");
        }
        if (leastInputs != mostInputs) {
            return leastInputs + " to " + mostInputs + " inputs";
        }
        return mostInputs == 0 ? "no input" : mostInputs == 1 ? "one input" : mostInputs + " inputs";
    }

    private Optional<Complaint> of(String key, Object value) {
        if (isOpen) {
            return Optional.empty();
        }
        Optional<Attribute> attribute =
                attributes.stream().filter(one -> one.name().equals(key)).findFirst();
        return attribute.isEmpty()
                ? Optional.of(
                        new Complaint(Flaw.UNKNOWN, key, "there is no attribute " + key + "; it takes " + known()))
                : attribute.get().complaint(value).map(message -> new Complaint(Flaw.WRONG, key, message));
    }

    private String known() {
        return attributes.isEmpty() ? "none" : names().toString();
    }

    private Attributes filled(Attributes given) {
        Attributes whole = given;
        for (Attribute attribute : attributes) {
            Optional<Object> usual =
                    whole.values().containsKey(attribute.name()) ? Optional.empty() : attribute.usualAmong(whole);
            whole = usual.isPresent() ? whole.with(attribute.name(), usual.get()) : whole;
        }
        return whole;
    }
}
