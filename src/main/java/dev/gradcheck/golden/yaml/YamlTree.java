package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Location;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * YAML text (JSON is YAML) as a tree of {@link Item}s. The library composes nodes only: it resolves no number, and
 * constructs nothing. Anchors are refused, because an aliased node would have two places and could contain itself; so is what is too large.
 */
final class YamlTree {
    private static final String YAML = "a golden file is one YAML or JSON document";

    private final Path file;
    private final Problems problems;

    private YamlTree(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    static Optional<Item> parse(Path file, String text, Problems problems) {
        return new YamlTree(file, problems).parse(text);
    }

    private Optional<Item> parse(String text) {
        // One buffer for the whole text: refilled piece by piece it is copied for every piece of a long line.
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Bounds.FILE)
                .setBufferSize(text.length() + 1)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            Optional<Node> root = new Composer(settings, new BoundedParser(settings, text)).getSingleNode();
            return root.isPresent() ? Optional.of(item(root.get())) : empty();
        } catch (BoundedParser.Refused e) {
            return problems.add(
                    e.mark().map(this::location).orElse(start()), String.valueOf(e.getMessage()), e.rule(), e.remedy());
        } catch (MarkedYamlEngineException e) {
            return syntax(e.getProblemMark().or(e::getContextMark).map(this::location), sentence(e));
        } catch (ReaderException e) {
            return syntax(
                    Optional.of(place(text, e.getPosition())),
                    String.format("holds the character U+%04X", e.getCodePoint()));
        } catch (YamlEngineException e) {
            return syntax(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** The place of a code point. */
    private Location place(String text, int position) {
        int[] before = text.codePoints().limit(position).toArray();
        int line = 1;
        int column = 1;
        for (int c : before) {
            line += c == '\n' ? 1 : 0;
            column = c == '\n' ? 1 : column + 1;
        }
        return new Location(file, line, column);
    }

    private Location start() {
        return new Location(file, 1, 1);
    }

    private Item item(Node node) {
        if (node instanceof ScalarNode scalar) {
            String text = isNull(scalar) ? "" : scalar.getValue().strip();
            return new Item.Text(location(node), text, !scalar.isPlain());
        }
        if (node instanceof SequenceNode sequence) {
            return new Item.Sequence(
                    location(node), sequence.getValue().stream().map(this::item).toList());
        }
        return mapping((MappingNode) node);
    }

    private Item mapping(MappingNode node) {
        Map<String, Item.Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Location place = location(tuple.getKeyNode());
            key(tuple.getKeyNode()).ifPresent(key -> {
                if (fields.putIfAbsent(key, new Item.Field(place, item(tuple.getValueNode()))) != null) {
                    duplicate(key, place, fields.get(key).key());
                }
            });
        }
        return new Item.Mapping(location(node), fields);
    }

    private Optional<String> key(Node node) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        return problems.add(location(node), "a key is not a text", "the keys of a map are texts", "write 'key: value'");
    }

    private void duplicate(String key, Location second, Location first) {
        problems.add(
                second,
                "the key '" + key + "' stands here a second time, first in line " + first.line(),
                "a key stands once in a map",
                "remove one of the two");
    }

    private <T> Optional<T> empty() {
        return problems.add(start(), "the file is empty", YAML, "copy another case, and change what differs");
    }

    private <T> Optional<T> syntax(Optional<Location> place, String what) {
        return problems.add(
                place.orElse(start()),
                "not readable as YAML: " + what,
                YAML,
                "mend the syntax here or in the line before: indentation by spaces, brackets and quotes closed");
    }

    /** The library's message without its pictures of the place, which would break the line. */
    private static String sentence(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return (context + e.getProblem()).replaceAll("\\s+", " ");
    }

    private static boolean isNull(ScalarNode scalar) {
        return scalar.isPlain()
                && (scalar.getValue().equals("null") || scalar.getValue().equals("~"));
    }

    private Location location(Node node) {
        return node.getStartMark().map(this::location).orElse(start());
    }

    private Location location(Mark mark) {
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
