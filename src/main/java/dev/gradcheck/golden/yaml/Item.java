package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Location;
import dev.gradcheck.golden.Printable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node of a golden file: a text, a list or a map, each with its place. Numbers are still texts. */
sealed interface Item {
    Location location();

    /** What this is, for messages: "a list". */
    String kind();

    /** Quotes make a word of what looks like a number; everywhere but among attributes that makes no difference. */
    record Text(Location location, String text, boolean isQuoted) implements Item {
        Text(Location location, String text) {
            this(location, text, false);
        }

        @Override
        public String kind() {
            return text.isEmpty() ? "nothing" : "'" + Printable.clipped(text) + "'";
        }
    }

    record Sequence(Location location, List<Item> items) implements Item {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    record Mapping(Location location, Map<String, Field> fields) implements Item {
        public Mapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String kind() {
            return "a map";
        }
    }

    /** A value in a map, and the place of its key. */
    record Field(Location key, Item value) {}
}
