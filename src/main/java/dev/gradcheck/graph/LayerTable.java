package dev.gradcheck.graph;

import dev.gradcheck.graph.Attribute.Usual;
import java.util.List;
import java.util.stream.Collectors;

/** The kinds of layers as a table for people, in Markdown. */
public final class LayerTable {
    private LayerTable() {}

    /**
     * {@return a table with a row for each kind, ending in a line feed}
     *
     * @param kinds in this order
     */
    public static String markdown(List<LayerKind> kinds) {
        return "| kind | computes | takes | parameters | attributes |\n|---|---|---|---|---|\n"
                + kinds.stream().map(LayerTable::row).collect(Collectors.joining());
    }

    private static String row(LayerKind kind) {
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(kind.name(), kind.sentence(), kind.inputs(), joined(kind.parameters()), attributes(kind));
    }

    private static String joined(List<LayerKind.Parameter> parameters) {
        return parameters.stream()
                .map(own -> "`" + own.name() + "`"
                        + own.onlyIf().map(flag -> " if `" + flag + "`").orElse(""))
                .collect(Collectors.joining(", "));
    }

    private static String attributes(LayerKind kind) {
        return kind.attributes().stream().map(LayerTable::attribute).collect(Collectors.joining("<br>"));
    }

    private static String attribute(Attribute attribute) {
        String bound = attribute.bound().words();
        return "`" + attribute.name() + "`: " + attribute.type().words()
                + (bound.isEmpty() ? "" : ", " + bound)
                + " (" + usual(attribute.usual()) + "): " + attribute.sentence();
    }

    private static String usual(Usual usual) {
        if (usual instanceof Usual.Value value) {
            return "default `" + value.value() + "`";
        }
        if (usual instanceof Usual.ValueOf like) {
            return "default: that of `" + like.other() + "`";
        }
        if (usual instanceof Usual.Nothing) {
            return "none if not given";
        }
        return usual instanceof Usual.NeededIf condition
                ? "needed if `" + condition.other() + "` is `" + condition.value() + "`"
                : "needed";
    }
}
