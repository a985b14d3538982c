package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Printable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The library's parser, which stops at the first thing that a golden file may not have: an anchor, an alias, a tag, and what is beyond
 * {@link Bounds}. So nothing is composed of it.
 */
final class BoundedParser implements Parser {
    /** Something that a golden file may not have. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Optional<Mark> mark;
        private final String rule;
        private final String remedy;

        Refused(Optional<Mark> mark, String what, String rule, String remedy) {
            super(what, null, false, false);
            this.mark = mark;
            this.rule = rule;
            this.remedy = remedy;
        }

        Optional<Mark> mark() {
            return mark;
        }

        String rule() {
            return rule;
        }

        String remedy() {
            return remedy;
        }
    }

    private final Parser parser;

    /** The children of each open collection, the innermost first; −1 more than allowed is never reached. */
    private final Deque<Open> open = new ArrayDeque<>();

    private static final class Open {
        private final boolean isMap;
        private int children;

        Open(boolean isMap) {
            this.isMap = isMap;
        }
    }

    BoundedParser(LoadSettings settings, String text) {
        this.parser = new ParserImpl(settings, new StreamReader(settings, text));
    }

    @Override
    public boolean checkEvent(Event.ID id) {
        return parser.checkEvent(id);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        if (event instanceof CollectionEndEvent) {
            open.pop();
        } else if (event instanceof NodeEvent node) {
            refuseReferences(node);
            count(node);
        }
        return event;
    }

    private static void refuseReferences(NodeEvent node) {
        String rule =
                "a golden file has no anchors, aliases or tags, so that each value stands where it is used, as it is";
        if (node.getAnchor().isPresent()) {
            String name =
                    Printable.clipped(node.getAnchor().map(Anchor::getValue).orElseThrow());
            String what = node instanceof AliasEvent
                    ? "the alias '*" + name + "' stands for another part of the file"
                    : "the anchor '&" + name + "' names a part of the file";
            throw new Refused(node.getStartMark(), what, rule, "write the value out at every place");
        }
        Optional<String> tag = node instanceof ScalarEvent scalar
                ? scalar.getTag()
                : node instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
        tag.ifPresent(text -> {
            throw new Refused(
                    node.getStartMark(),
                    "the tag '" + Printable.clipped(text) + "' gives a value a type",
                    rule,
                    "remove the tag; quotes make a word of a number");
        });
    }

    private void count(NodeEvent node) {
        boolean isKey = !open.isEmpty() && open.peek().isMap && open.peek().children % 2 == 0;
        if (!open.isEmpty()) {
            Open within = open.peek();
            within.children++;
            require(
                    within.isMap ? (within.children + 1) / 2 : 0,
                    Bounds.KEYS,
                    node,
                    "a map has more than %d keys",
                    "a map");
        }
        if (node instanceof ScalarEvent scalar) {
            int most = isKey ? Bounds.NAME : Bounds.TEXT;
            String what = (isKey ? "a key" : "a text") + " has more than %d characters";
            require(scalar.getValue().length(), most, node, what, "the text");
        } else if (node instanceof CollectionStartEvent) {
            require(open.size() + 1, Bounds.DEPTH, node, "lists or maps are nested more than %d deep", "the nesting");
            open.push(new Open(node instanceof MappingStartEvent));
        }
    }

    private static void require(int found, int most, NodeEvent node, String what, String remedy) {
        if (found > most) {
            throw new Refused(
                    node.getStartMark(),
                    String.format(what, most),
                    "what a golden file holds is bounded, so that reading it takes no time",
                    "shorten " + remedy + "; large tensors may stand in a file of their own: {file: NAME.npy}");
        }
    }
}
