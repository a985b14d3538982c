package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What shards left beside their summaries, in one folder.
 *
 * @param shards by number
 */
record MergedFolders(List<ShardFile> shards) {
    private static final String RESULTS = "allure-results";
    private static final String COUNTEREXAMPLES = "counterexamples";
    private static final String SCORE = "score.json";
    private static final String LAYERS = "layers.md";

    /** A table's title and its rule. */
    private static final int HEADER = 2;

    void write(Path reports) throws IOException {
        for (ShardFile shard : shards) {
            copy(shard.folder().resolve(MismatchFolder.NAME), reports.resolve(MismatchFolder.NAME), "");
            copy(
                    shard.folder().resolve(COUNTEREXAMPLES),
                    reports.resolve(COUNTEREXAMPLES),
                    "shard-" + shard.shard().number() + "-");
        }
        MergedResults.write(existing(RESULTS), reports.resolve(RESULTS));
        List<Path> scores = existing(SCORE);
        if (!scores.isEmpty()) {
            List<Map<String, Object>> all = new ArrayList<>();
            for (Path score : scores) {
                all.add(Json.map(Files.readString(score)));
            }
            Files.writeString(reports.resolve(SCORE), Json.text(MergedScore.of(all)));
        }
        layers(reports.resolve(LAYERS));
    }

    /** The rows take turns, as the layers did when they were shared out. */
    private void layers(Path merged) throws IOException {
        List<List<String>> tables = new ArrayList<>();
        for (Path table : existing(LAYERS)) {
            tables.add(Files.readAllLines(table));
        }
        if (!tables.isEmpty()) {
            List<String> lines = new ArrayList<>(tables.get(0).subList(0, HEADER));
            lines.addAll(inTurn(tables.stream()
                    .map(table -> table.subList(HEADER, table.size()))
                    .toList()));
            Files.writeString(merged, String.join("\n", lines) + "\n");
        }
    }

    /** The first of each, then the second of each, and so on: what {@link Shard#of} took apart. */
    static <T> List<T> inTurn(List<List<T>> shares) {
        List<T> all = new ArrayList<>();
        int longest = shares.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<T> share : shares) {
                if (i < share.size()) {
                    all.add(share.get(i));
                }
            }
        }
        return all;
    }

    private List<Path> existing(String name) {
        return shards.stream()
                .map(shard -> shard.folder().resolve(name))
                .filter(Files::exists)
                .toList();
    }

    /** Of two files of one name that differ the second has the shard's number before it. */
    private static void copy(Path from, Path to, String prefix) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            if (Files.exists(copy) && Files.mismatch(file, copy) >= 0) {
                copy = copy.resolveSibling(prefix + copy.getFileName());
            }
            Files.write(copy, Files.readAllBytes(file));
        }
    }
}
