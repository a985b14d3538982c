package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.golden.NetworkDefinition;
import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Golden files with something wrong in them, and what can be chosen and left out. */
class PlantedFileTest {
    private static final Path GOLDEN = Path.of("test-resources", "golden");

    @TempDir
    private Path folder;

    private Path golden;

    @BeforeEach
    void make_the_folder() throws IOException {
        golden = Files.createDirectories(folder.resolve("golden"));
    }

    @Test
    void one_changed_digit_fails_and_names_file_line_and_ulps() throws IOException {
        write("notebook.yaml", text("notebook").replace("3.6954948e-06", "3.6954938e-06"));
        NestedRun run = run(Map.of());
        assertThat(run.failures()).containsOnlyKeys("notebook: loss disagrees");
        assertThat(run.failures().get("notebook: loss disagrees"))
                .contains("says golden value (float32, cpu)")
                .containsPattern("expected at .*golden/notebook\\.yaml:17:9 \\(as printed\\): 3\\.6954938e-06")
                .contains("found 3.6954948E-6, 4 ulps away");
        assertThat(run.summary("findings")).anySatisfy(f -> assertThat(f)
                .containsEntry("gradient", "loss")
                .containsEntry("oracle", "golden value")
                .containsEntry("verdict", "disagrees"));
    }

    @Test
    void each_test_has_one_place_in_the_tree_of_the_report() throws IOException {
        write("notebook.yaml", text("notebook"));
        assertThat(run(Map.of()).allureResults()).isNotEmpty().allSatisfy(result -> assertThat(
                        ((List<?>) result.get("labels"))
                                .stream().map(label -> String.valueOf(((Map<?, ?>) label).get("name"))))
                .containsOnlyOnce("parentSuite", "suite"));
    }

    /** Cases come and go, verdicts change; history must know a test by its case and gradient. */
    @Test
    void a_test_keeps_its_identity_when_a_case_is_added_and_when_its_verdict_changes() throws IOException {
        write("notebook.yaml", text("notebook").replace("3.6954948e-06", "3.6954938e-06"));
        write("a-first.yaml", text("corrected"));
        Map<Object, Object> before = identities();
        write("notebook.yaml", text("notebook"));
        Files.delete(golden.resolve("a-first.yaml"));
        Map<Object, Object> after = identities();
        assertThat(after).containsKey("Golden cases / notebook / loss");
        assertThat(before).containsAllEntriesOf(after);
    }

    private Map<Object, Object> identities() throws IOException {
        NestedRun run = run(Map.of());
        Map<Object, Object> identities = new java.util.HashMap<>();
        run.allureResults().stream()
                .filter(result -> !result.get("status").equals("skipped"))
                .forEach(result -> identities.put(result.get("fullName"), result.get("historyId")));
        return identities;
    }

    @Test
    void a_changed_digit_is_not_excused_by_the_defect_of_the_same_element() throws IOException {
        write("notebook.yaml", text("notebook").replace("-2.2172928e-05", "-1.4781952e-05"));
        assertThat(run(Map.of()).failures()).containsOnlyKeys("notebook: dL/dWh disagrees at Wh[0][1]");
    }

    @Test
    void each_bad_file_is_one_failing_test_with_line_rule_and_remedy() throws IOException {
        Map<String, String> bad = badFiles();
        NestedRun run = run(Map.of());
        assertThat(run.failures()).hasSameSizeAs(bad.keySet()).allSatisfy((name, text) -> assertThat(text)
                .containsOnlyOnce("Rule: ")
                .containsOnlyOnce("Remedy: ")
                .contains(golden.toString()));
        bad.forEach((name, place) ->
                assertThat(run.failures().get(name + ".yaml cannot be read")).contains(name + ".yaml:" + place));
    }

    @Test
    void beside_bad_files_the_others_still_run_and_all_are_reported() throws IOException {
        badFiles();
        NestedRun run = run(Map.of());
        assertThat(run.outcomes())
                .hasEntrySatisfying("good.float32: dL/dWh agrees", outcome -> assertThat(outcome.status())
                        .isEqualTo(Status.SUCCESSFUL));
        assertThat(run.summary("cases")).hasSize(7 + 2).anySatisfy(c -> assertThat(c)
                .containsEntry("case", "ragged.yaml")
                .containsEntry("verdict", "unreadable")
                .containsEntry("failing", 1));
        assertThat(run.summary().get("complete")).isEqualTo(true);
        assertThat(run.allureResults()).filteredOn("status", "failed").hasSize(7);
    }

    @Test
    void a_chosen_case_runs_alone() throws IOException {
        write("good.yaml", text("corrected"));
        NestedRun run = run(Map.of("gradcheck.case", "good.float64"));
        assertThat(run.failures()).isEmpty();
        assertThat(run.summary("cases")).extracting("case").containsExactly("good.float64");
    }

    @Test
    void a_bare_name_means_all_its_dtypes() throws IOException {
        write("good.yaml", text("corrected"));
        write("other.yaml", text("corrected"));
        assertThat(run(Map.of("gradcheck.case", "good")).summary("cases"))
                .extracting("case")
                .containsExactly("good.float32", "good.float64");
    }

    @Test
    void a_chosen_case_that_does_not_exist_fails_and_names_those_that_do() throws IOException {
        write("good.yaml", text("corrected"));
        String sentence = "-Dgradcheck.case=godo names no golden case; did you mean 'good'? Known: good";
        NestedRun run = run(Map.of("gradcheck.case", "godo"));
        assertThat(run.failures().values()).containsExactly(sentence);
        assertThat(run.summary("cases")).singleElement().satisfies(c -> assertThat(c)
                .containsEntry("case", "godo")
                .containsEntry("verdict", "unreadable")
                .containsEntry("problems", List.of(sentence)));
    }

    @Test
    void of_many_cases_a_few_are_named() throws IOException {
        for (int i = 10; i < 40; i++) {
            write("case" + i + ".yaml", text("corrected"));
        }
        assertThat(run(Map.of("gradcheck.case", "godo")).failures().values())
                .singleElement()
                .asString()
                .endsWith(
                        "; use one of: case10, case11, case12, case13, case14, case15, case16, case17, case18, case19, "
                                + "case20, case21, case22, case23, case24, case25, case26, case27, case28, case29, … (30 in all)");
    }

    @Test
    void an_empty_name_of_a_case_means_all() throws IOException {
        write("good.yaml", text("corrected"));
        assertThat(run(Map.of("gradcheck.case", "")).summary("cases")).hasSize(2);
    }

    @Test
    void an_empty_folder_is_one_sentence_even_where_a_case_is_chosen() {
        NestedRun run = run(Map.of("gradcheck.case", "notebook"));
        assertThat(run.failures().values())
                .containsExactly(
                        golden + ": holds no golden file. Rule: golden cases are .yaml, .yml or .json files, in"
                                + " lower case; any other file is read where a case names it. Remedy: check the path of the folder.");
        assertThat(run.summary("cases")).extracting("verdict").containsExactly("unreadable");
    }

    @Test
    void an_empty_list_of_devices_is_one_sentence_and_no_device() throws IOException {
        write("good.yaml", text("corrected"));
        NestedRun run = run(Map.of("gradcheck.devices", " , "));
        assertThat(run.failures().values())
                .containsExactly(
                        "-Dgradcheck.devices= ,  names no device: takes auto, or a list of cpu, cuda and cuda:N,"
                                + " such as cpu,cuda:0");
        assertThat(run.summary("devices")).isEmpty();
        assertThat(run.summary("cases")).extracting("verdict").containsExactly("broken");
    }

    @Test
    void the_seed_of_the_run_is_in_its_summary_and_in_the_command_that_reproduces() throws IOException {
        write("notebook.yaml", text("notebook").replace("3.6954948e-06", "3.6954938e-06"));
        NestedRun run = run(Map.of("gradcheck.seed", "77"));
        assertThat(run.summary()).containsEntry("seed", 77);
        assertThat(run.failures().values()).hasSize(1).allSatisfy(text -> assertThat(text)
                .endsWith("reproduce with mvn verify -Dgradcheck.case=notebook -Dgradcheck.seed=77"));
    }

    @Test
    void without_a_twin_the_record_is_replayed() throws IOException {
        write("good.yaml", text("corrected"));
        NestedRun run = NestedRun.of(WithoutTwin.class, folder, Map.of());
        assertThat(run.failures()).isEmpty();
        assertThat(run.summary("findings"))
                .extracting("oracle")
                .contains("finite differences", "replayed autograd")
                .doesNotContain("autograd");
    }

    @Test
    void where_numbers_leave_tensor_finite_differences_judge_alone_and_it_is_said_what_was_not_run()
            throws IOException {
        write("good.yaml", text("corrected"));
        NestedRun run = NestedRun.of(Reading.class, folder, Map.of("gradcheck.devices", "cpu"));
        assertThat(run.failures()).isEmpty();
        assertThat(run.summary("findings"))
                .extracting("oracle")
                .contains("finite differences")
                .doesNotContain("replayed autograd", "record");
        NestedRun.Outcome outcome = run.outcomes().get("replayed autograd (float64, cpu) not run");
        assertThat(outcome.status()).isEqualTo(Status.ABORTED);
        assertThat(outcome.message())
                .startsWith(
                        "not run: the forward pass cannot be recorded: numbers leave Tensor at PlantedFileTest.java:")
                .endsWith("(2 cases: good.float32, good.float64)");
        assertThat(run.summary("notRun"))
                .extracting("what")
                .contains("record (float64, cpu)", "replayed autograd (float32, cpu)");
        assertThat(run.allureResults()).filteredOn("status", "skipped").hasSize(3);
    }

    @Test
    void a_case_that_breaks_the_harness_fails_alone_and_is_in_the_report() throws IOException {
        write("bad.yaml", text("corrected").replace("[float32, float64]", "float32"));
        write("good.yaml", text("notebook"));
        NestedRun run = NestedRun.of(BrokenTwin.class, folder, Map.of());
        assertThat(run.failures()).containsOnlyKeys("bad");
        assertThat(run.failures().get("bad"))
                .startsWith("the check throws IllegalStateException: no twin today (at PlantedFileTest.java:");
        assertThat(run.outcomes()).containsKey("good: prediction agrees");
        assertThat(run.summary("cases")).extracting("verdict").containsExactly("broken", "known discrepancy");
        assertThat(run.allureResults()).filteredOn("status", "broken").hasSize(1);
    }

    /** One of each kind, by name, with the line and column of its mistake; and a good one. */
    private Map<String, String> badFiles() throws IOException {
        String good = text("corrected");
        write("good.yaml", good);
        write("yaml.yaml", good.replace("Wo: [4, 6]", "Wo: [4, 6"));
        write("key.yaml", good.replace("target: 1", "traget: 1"));
        write("ragged.yaml", good.replace("[[2, 4], [3, -5]]", "[[2, 4], [3]]"));
        write("shape.yaml", good.replace("Wo: [4, 6]", "Wo: [4, 6, 8]"));
        write("number.yaml", good.replace("Wo: [4, 6]", "Wo: [4, six]"));
        write("target.yaml", good.replace("target: 1\n", ""));
        write("expected.yaml", good.substring(0, good.indexOf("expected:")) + "expected: {match: bitwise}\n");
        return Map.of(
                "yaml",
                "11:5",
                "key",
                "13:1",
                "ragged",
                "8:16",
                "shape",
                "10:7",
                "number",
                "10:11",
                "target",
                "2:1",
                "expected",
                "14:11");
    }

    private NestedRun run(Map<String, String> parameters) {
        return NestedRun.of(Suite.class, folder, parameters);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(golden.resolve(name), text);
    }

    private static String text(String name) throws IOException {
        return Files.readString(GOLDEN.resolve(name + ".yaml"));
    }

    /** The suite of this project. */
    static class Suite extends PlantedFaultTest.Planted {
        Suite() {
            super(NotebookNetworks.all());
        }
    }

    /** A twin that cannot even be made. */
    static class BrokenTwin extends PlantedFaultTest.Planted {
        BrokenTwin() {
            super(NotebookNetworks.all().withTwin("notebook-corrected", (input, target) -> {
                throw new IllegalStateException("no twin today");
            }));
        }
    }

    /** The same networks without a line of PyTorch. */
    static class WithoutTwin extends PlantedFaultTest.Planted {
        WithoutTwin() {
            super(Networks.standard().with(NotebookNetworks.catalog()));
        }
    }

    /** The same, reading a number out of a tensor. */
    static class Reading extends PlantedFaultTest.Planted {
        Reading() {
            super(Networks.standard().with(NotebookNetworks.catalog().with(reading())));
        }

        private static NetworkDefinition reading() {
            NetworkDefinition sound =
                    NotebookNetworks.catalog().find("notebook-corrected").orElseThrow();
            return new NetworkDefinition(
                    sound.name(),
                    sound.parameters(),
                    sound.values(),
                    (input, target) -> new Reader(sound.builder().build(input, target)));
        }
    }

    private record Reader(Differentiable sound) implements Differentiable {
        @Override
        public String name() {
            return sound.name();
        }

        @Override
        public Tensor primal(Parameters point) {
            return point.get("bo").at(0) < Double.POSITIVE_INFINITY ? sound.primal(point) : point.get("bo");
        }

        @Override
        public Vjp vjp(Parameters point) {
            return sound.vjp(point);
        }
    }
}
