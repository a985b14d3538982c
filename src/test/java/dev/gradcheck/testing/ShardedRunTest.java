package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.gradcheck.json.Json;
import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.report.Ending;
import dev.gradcheck.report.HtmlReport;
import dev.gradcheck.report.ReportCommand;
import dev.gradcheck.report.ShardMerge;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A small suite, in one piece and in shards whose reports are merged. */
class ShardedRunTest {
    private static final List<String> GOLDEN = List.of("corrected-kink.yaml", "notebook.yaml");

    /** Where a test ran, and its number among those that its JVM ran. */
    private static final List<String> OF_THE_JVM = List.of("junit.platform.uniqueid", "host", "thread");

    @TempDir
    private Path folder;

    @BeforeEach
    void write_the_cases() throws IOException {
        Path golden = Files.createDirectories(folder.resolve("golden"));
        for (String name : GOLDEN) {
            Files.copy(Path.of("test-resources/golden").resolve(name), golden.resolve(name));
        }
        String wrong = Files.readString(golden.resolve("notebook.yaml"));
        Files.writeString(golden.resolve("undeclared.yaml"), wrong.substring(0, wrong.indexOf("known:")));
        Files.writeString(golden.resolve("unreadable.yaml"), "network: nothing");
    }

    @Test
    void merged_shards_are_the_unsharded_run_byte_for_byte() throws IOException {
        Path whole = run(Suite.class, "whole", "1/1");
        Path merged = merge(run(Suite.class, "c", "3/3"), run(Suite.class, "a", "1/3"), run(Suite.class, "b", "2/3"));
        assertThat(contents(merged))
                .containsKeys("summary.json", "summary.md", "findings.jsonl")
                .hasSizeGreaterThan(9);
        assertThat(contents(merged)).isEqualTo(contents(whole));
    }

    @Test
    void merged_results_of_allure_are_those_of_the_unsharded_run_but_for_times_and_lists_of_cases() throws IOException {
        Path whole = run(Suite.class, "whole", "1/1");
        Path merged = merge(run(Suite.class, "a", "1/2"), run(Suite.class, "b", "2/2"));
        assertThat(results(merged)).isNotEmpty().isEqualTo(results(whole));
    }

    @Test
    void a_shard_says_that_it_is_one() throws IOException {
        Path shard = run(Suite.class, "a", "1/3");
        assertThat(Files.readString(shard.resolve("summary.md"))).contains("gradients and values of shard 1/3");
    }

    @Test
    void a_property_is_tried_once_by_all_shards_together() throws IOException {
        List<List<String>> tried = new ArrayList<>();
        for (String shard : List.of("1/1", "1/2", "2/2")) {
            Tries.TRIED.clear();
            run(Tries.class, shard.replace('/', '-'), shard);
            tried.add(List.copyOf(Tries.TRIED));
        }
        assertThat(tried.get(0)).hasSize(20);
        assertThat(IntStream.range(0, 20)
                        .mapToObj(i -> tried.get(1 + i % 2).get(i / 2))
                        .toList())
                .isEqualTo(tried.get(0));
    }

    @Test
    void a_shard_that_is_missing_makes_the_whole_incomplete() throws IOException {
        Path merged = merge(run(Suite.class, "a", "1/3"), run(Suite.class, "c", "3/3"));
        assertThat(Json.map(Files.readString(merged.resolve("summary.json"))))
                .containsEntry("complete", false)
                .containsEntry("ending", "shard 2/3 left no report");
    }

    @Test
    void what_does_not_belong_together_is_not_merged() throws IOException {
        Path first = run(Suite.class, "a", "1/2");
        assertRefused("shards of different counts of shards are no one run: 2, 3", first, run(Suite.class, "b", "2/3"));
        assertRefused("shard 1/2 is there twice: in " + first + " and in " + first, first, first);
        Path whole = run(Suite.class, "whole", "1/1");
        assertRefused(
                "there is no " + whole.resolve("shard.json")
                        + ": name the reports of all shards, each written by mvn verify "
                        + "-Dgradcheck.shard=1/4 and so on",
                whole);
    }

    @Test
    void a_test_is_the_same_in_allures_history_whatever_the_seed() throws IOException {
        assertThat(identities(run(Suite.class, "one", "1/1", "1")))
                .hasSizeGreaterThan(9)
                .isEqualTo(identities(run(Suite.class, "two", "1/1", "2")));
        assertThat(identities(run(Tries.class, "three", "1/1", "1")))
                .hasSize(1)
                .isEqualTo(identities(run(Tries.class, "four", "1/1", "2")));
    }

    private static Map<String, Object> identities(Path reports) throws IOException {
        Map<String, Object> identities = new TreeMap<>();
        results(reports).forEach((name, result) -> identities.put(name, result.get("historyId")));
        return identities;
    }

    private void assertRefused(String sentence, Path... shards) {
        ShardMerge merge = new ShardMerge(folder.resolve("merged"), List.of(shards));
        assertThatIOException()
                .isThrownBy(() -> merge.write(folder, new PrintWriter(OutputStream.nullOutputStream())))
                .withMessage(sentence);
    }

    private Path run(Class<?> suite, String name, String shard) throws IOException {
        return run(suite, name, shard, "1");
    }

    private Path run(Class<?> suite, String name, String shard, String seed) throws IOException {
        Path reports = folder.resolve(name).resolve("reports");
        new ReportCommand(reports).begin();
        NestedRun.of(
                suite,
                folder.resolve(name),
                Map.of(
                        "gradcheck.golden",
                        folder.resolve("golden").toString(),
                        "gradcheck.shard",
                        shard,
                        "gradcheck.seed",
                        seed));
        page(reports);
        return reports;
    }

    private void page(Path reports) {
        HtmlReport page = new HtmlReport(reports, folder.resolve("none"), Path.of("java"));
        assertThatIOException() // there is no Allure here; everything else comes first
                .isThrownBy(() -> new ReportCommand(reports)
                        .finish(page, Ending.REGULAR, new PrintStream(OutputStream.nullOutputStream())));
    }

    private Path merge(Path... shards) {
        Path merged = folder.resolve("merged");
        assertThatIOException() // as above
                .isThrownBy(() -> new ShardMerge(merged, List.of(shards))
                        .write(folder.resolve("none"), new PrintWriter(OutputStream.nullOutputStream())));
        return merged;
    }

    /** Of everything that is not Allure's. */
    private static Map<String, String> contents(Path reports) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(reports)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = reports.relativize(file).toString();
                if (!name.startsWith("allure-results") && !name.startsWith(".")) {
                    contents.put(name, Files.readString(file));
                }
            }
        }
        return contents;
    }

    private static Map<String, Map<String, Object>> results(Path reports) throws IOException {
        Map<String, Map<String, Object>> results = new TreeMap<>();
        try (Stream<Path> files = Files.list(reports.resolve("allure-results"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("-result.json")).toList()) {
                Map<String, Object> result = Json.map(Files.readString(file));
                List.of("uuid", "start", "stop", "attachments").forEach(result::remove);
                result.computeIfPresent("statusDetails", (key, details) -> ((Map<?, ?>) details).get("message"));
                result.computeIfPresent("labels", (key, labels) -> ((List<?>) labels)
                        .stream()
                                .map(label -> (Map<?, ?>) label)
                                .filter(label -> !OF_THE_JVM.contains(label.get("name")))
                                .toList());
                if (((String) result.get("fullName")).contains(" / not run / ")) { // each shard names its own cases
                    result.remove("statusDetails");
                }
                results.put((String) result.get("fullName"), result);
            }
        }
        return results;
    }

    @ExtendWith(GradcheckExtension.class)
    static class Suite {
        @TestFactory
        Stream<DynamicNode> golden() {
            return new GoldenTests(NotebookNetworks.all()).of(Settings.current().golden());
        }

        @Test
        void square() {
            GradientAssertions.assertThatGradient(x -> x[0] * x[0], x -> new double[] {2 * x[0]})
                    .named("square")
                    .at(3)
                    .isCorrect();
        }
    }

    @AddLifecycleHook(JqwikReport.class)
    static class Tries {
        private static final List<String> TRIED = new ArrayList<>();

        @Provide
        Arbitrary<NetworkSample> networks() {
            return JqwikNetworks.standard();
        }

        @Property(tries = 20, seed = "1")
        void tried(@ForAll("networks") NetworkSample network) {
            TRIED.add(network.toString());
        }
    }
}
