package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a shard hands on: what each of its JVMs found, as it was before the shard's summary was made of it, so that the whole is merged as
 * if all of them had been of one run.
 *
 * @param folder the shard's report
 * @param shard which one
 * @param ending why it did not come to its end; empty if it did
 * @param parts as {@link Summary#part} makes them
 */
record ShardFile(Path folder, Shard shard, String ending, List<Map<String, Object>> parts) {
    static final String NAME = "shard.json";

    /** Nothing where the suite was not shared out. */
    void write() throws IOException {
        if (shard.isWhole()) {
            return;
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(Summary.SHARD, shard.toString());
        content.put("ending", ending);
        content.put("parts", parts);
        Fork.replace(folder.resolve(NAME), Json.text(content));
    }

    /**
     * Reads that of a report.
     *
     * @throws IOException in one sentence, if the report is not that of a shard
     */
    static ShardFile read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    "there is no " + file + ": name the reports of all shards, each written by mvn verify "
                            + "-Dgradcheck.shard=1/4 and so on");
        }
        try {
            Map<String, Object> content = Json.map(Files.readString(file));
            return new ShardFile(
                    folder,
                    Shard.from((String) content.get(Summary.SHARD)),
                    (String) content.get("ending"),
                    parts(content));
        } catch (RuntimeException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    boolean isComplete() {
        return ending.isEmpty()
                && !parts.isEmpty()
                && parts.stream().allMatch(part -> Boolean.TRUE.equals(part.get(Summary.COMPLETE)));
    }

    @SuppressWarnings("unchecked") // the reader of JSON makes maps with text keys only
    private static List<Map<String, Object>> parts(Map<String, Object> content) {
        return ((List<?>) content.get("parts"))
                .stream().map(part -> (Map<String, Object>) part).toList();
    }
}
