package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The reports of all shards in one, which is that of a run that was not shared out.
 *
 * @param reports where it goes: what the last run left there is removed
 * @param shards the folders of the shards' reports, in any order
 */
public record ShardMerge(Path reports, List<Path> shards) {
    /**
     * Copies.
     *
     * @param reports where it goes
     * @param shards folders
     */
    public ShardMerge {
        shards = List.copyOf(shards);
    }

    /**
     * Writes the report, and prints its summary.
     *
     * @param allure the folder of Allure's command line
     * @param out where the summary goes
     * @return why the build must fail; empty if it may pass. A shard that is missing fails it
     * @throws IOException in one sentence, if a folder has no shard's report, if the shards do not belong together, or if something cannot be
     *     written
     * @throws InterruptedException if the thread is interrupted while Allure runs
     */
    public Optional<String> write(Path allure, PrintWriter out) throws IOException, InterruptedException {
        Ending ending = gather();
        new ReportCommand(reports)
                .page(
                        new HtmlReport(reports, allure, Path.of(System.getProperty("java.home"), "bin", "java")),
                        ending,
                        out::println);
        return Verdicts.failure(reports);
    }

    /** Everything but the page. */
    Ending gather() throws IOException {
        List<ShardFile> files = files();
        ReportCommand command = new ReportCommand(reports);
        command.begin();
        Ending ending = ending(files);
        List<Map<String, Object>> parts =
                files.stream().flatMap(file -> file.parts().stream()).toList();
        boolean complete = !ending.isEarly() && files.stream().allMatch(ShardFile::isComplete);
        if (!parts.isEmpty()) {
            Map<String, Object> summary = MergedSummary.of(parts, complete, ending.sentence());
            Fork.replace(reports.resolve(Session.SUMMARY), Json.text(summary));
        }
        new MergedFolders(files).write(reports);
        command.end();
        return ending;
    }

    private List<ShardFile> files() throws IOException {
        List<ShardFile> files = new ArrayList<>();
        for (Path folder : shards) {
            files.add(ShardFile.read(folder));
        }
        files.sort(Comparator.comparing(file -> file.shard().number()));
        requireOne(files, "counts of shards", file -> file.shard().of());
        requireOne(files, "seeds", file -> first(file, Summary.SEED));
        requireOne(files, "commits", file -> commit(first(file, Summary.VERSIONS)));
        for (int i = 1; i < files.size(); i++) {
            if (files.get(i).shard().equals(files.get(i - 1).shard())) {
                throw new IOException("shard " + files.get(i).shard() + " is there twice: in "
                        + files.get(i - 1).folder() + " and in " + files.get(i).folder());
            }
        }
        return files;
    }

    private static void requireOne(List<ShardFile> files, String what, Function<ShardFile, Object> of)
            throws IOException {
        TreeSet<String> found = files.stream()
                .map(of)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        if (found.size() > 1) {
            throw new IOException("shards of different " + what + " are no one run: " + String.join(", ", found));
        }
    }

    private static Object first(ShardFile file, String key) {
        return file.parts().isEmpty() ? null : file.parts().get(0).get(key);
    }

    private static Object commit(Object versions) {
        return versions instanceof Map<?, ?> map ? map.get("commit") : null;
    }

    private static Ending ending(List<ShardFile> files) {
        Shard any = files.get(0).shard();
        List<Integer> there = files.stream().map(file -> file.shard().number()).toList();
        Stream<String> missing = IntStream.rangeClosed(1, any.of())
                .filter(number -> !there.contains(number))
                .mapToObj(number -> "shard " + new Shard(number, any.of()) + " left no report");
        Stream<String> early = files.stream()
                .filter(file -> !file.ending().isEmpty())
                .map(file -> "shard " + file.shard() + ": " + file.ending());
        return new Ending(Stream.concat(missing, early).collect(Collectors.joining("; ")), List.of());
    }
}
