package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import dev.gradcheck.report.Digest.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What failed when it was last judged, so that a run can say what is new. A run of some cases leaves what is known of the others.
 *
 * @param isKnown whether there was a run before
 * @param failing what failed then, by {@link #name}
 */
record History(boolean isKnown, Set<String> failing) {
    static final String FOLDER = "history";
    static final String FILE = "gradcheck.json";

    /** There was no run before. */
    static final History NONE = new History(false, Set.of());

    private static final String FAILING = "failing";

    History {
        failing = new TreeSet<>(failing);
    }

    /** That of a report; none where there is none that can be read: CI may have lost it, or half of it. */
    static History read(Path reports) {
        try {
            Map<String, Object> content =
                    Json.map(Files.readString(reports.resolve(FOLDER).resolve(FILE)));
            Stream<?> names = ((List<?>) content.get(FAILING)).stream();
            return new History(true, names.map(Digest::text).collect(Collectors.toSet()));
        } catch (IOException | RuntimeException e) {
            return NONE;
        }
    }

    void write(Path reports) throws IOException {
        Path folder = Files.createDirectories(reports.resolve(FOLDER));
        Fork.replace(folder.resolve(FILE), Json.text(Map.of(FAILING, failing)));
    }

    /** The same after another run. */
    History after(Digest run) {
        Set<String> after = new TreeSet<>(failing);
        run.rows().forEach(row -> after.remove(name(row)));
        run.list(Summary.CASES).forEach(one -> after.remove(name(one)));
        run.list(Summary.PROPERTIES).forEach(property -> after.remove(property(property)));
        failing(run).forEach(after::add);
        return new History(true, after);
    }

    /** Whether something fails that did not when it was last judged; no where there was no run before. */
    boolean isNew(Row row) {
        return isKnown && row.fails() && !failing.contains(name(row));
    }

    /** How many of all that fails is new. */
    long countNew(Digest run) {
        return isKnown ? failing(run).filter(name -> !failing.contains(name)).count() : 0;
    }

    private static Stream<String> failing(Digest run) {
        return Stream.of(
                        run.rows().stream().filter(Row::fails).map(History::name),
                        run.unchecked().stream().map(History::name),
                        run.falsified().stream().map(History::property))
                .flatMap(names -> names);
    }

    private static String name(Row row) {
        return row.name() + ": " + row.subject();
    }

    private static String name(Map<String, Object> one) {
        return Digest.text(one.get("case"));
    }

    private static String property(Map<String, Object> property) {
        return Digest.text(property.get("file")) + ": " + Digest.text(property.get("property"));
    }
}
