package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gradcheck.check.Findings;
import dev.gradcheck.json.Json;
import dev.gradcheck.tensor.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several JVMs write one report, and several builds do not: each session stands for a fork, a sleeping program for another build. */
class ForksTest {
    @TempDir
    private Path folder;

    private Process other;

    @AfterEach
    void end_the_other_build() throws InterruptedException {
        if (other != null) {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void forks_side_by_side_write_one_summary_that_is_complete_when_the_last_one_ends() throws IOException {
        Session one = fork(1);
        Session two = fork(1);
        one.recordUnreadable("b.yaml", "b.yaml", List.of("line 3"));
        two.record(Findings.report(Findings.malformed("W", Shape.of(4), "form")), "a.yaml");
        one.close();
        assertThat(summary()).containsEntry("complete", false);
        two.close();
        assertThat(summary()).containsEntry("complete", true);
        assertThat(list("cases")).extracting("file").containsExactly("a.yaml", "b.yaml");
        assertThat(list("findings")).extracting("gradient").containsExactly("W");
        assertThat((Map<?, ?>) summary().get("counts"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("agrees", 0),
                        Map.entry("agrees at a kink", 0),
                        Map.entry("imprecise", 0),
                        Map.entry("undecided", 0),
                        Map.entry("malformed", 1),
                        Map.entry("oracle conflict", 0),
                        Map.entry("disagrees", 0),
                        Map.entry("settled by another oracle", 0),
                        Map.entry("known discrepancy", 0),
                        Map.entry("failing", 1),
                        Map.entry("unreadable", 1),
                        Map.entry("broken", 0)));
        assertThat(folder.resolve(".run")).doesNotExist();
    }

    @Test
    void within_a_build_forks_follow_each_other_and_only_its_end_completes_the_summary() throws Exception {
        new ReportCommand(folder).begin();
        for (String file : List.of("b.yaml", "a.yaml")) {
            Session fork = fork(1);
            fork.recordBroken(file, file, "no twin");
            fork.close();
            assertThat(summary()).containsEntry("complete", false);
        }
        finish(Ending.REGULAR);
        assertThat(summary()).containsEntry("complete", true).containsEntry("ending", "");
        assertThat(list("cases")).extracting("file").containsExactly("a.yaml", "b.yaml");
        assertThat(folder.resolve(".run")).doesNotExist();
    }

    @Test
    void a_device_that_ran_in_one_fork_ran() throws IOException {
        Session one = fork(1, new RunInfo.Device("cpu", false, "no PyTorch"));
        Session two = fork(1, new RunInfo.Device("cpu", true, ""));
        one.close();
        two.close();
        assertThat(list("devices")).extracting("ran").containsExactly(true);
    }

    @Test
    void a_fork_that_died_makes_the_summary_incomplete_and_names_what_ran() throws Exception {
        new ReportCommand(folder).begin();
        fork(1).close();
        fork(1).running(List.of("corrected.float32"));
        finish(Ending.DIED);
        assertThat(summary())
                .containsEntry("complete", false)
                .containsEntry("ending", "the suite's JVM died while this ran: corrected.float32");
    }

    @Test
    void a_fork_that_died_before_its_first_check_makes_the_summary_incomplete() throws Exception {
        new ReportCommand(folder).begin();
        fork(1).close();
        finish(Ending.DIED);
        assertThat(summary()).containsEntry("complete", false).containsEntry("ending", "the suite's JVM died");
    }

    @Test
    void what_a_dead_fork_of_another_run_left_is_not_of_this_one() throws IOException {
        fork(1).recordBroken("old", "old.yaml", "x");
        try (var files = Files.list(folder.resolve(".run/forks"))) {
            Path file = files.findFirst().orElseThrow();
            Files.move(file, file.resolveSibling("99999999-1.json"));
        }
        fork(1).close();
        assertThat(list("cases")).isEmpty();
    }

    @Test
    void while_another_build_writes_here_nobody_else_begins() throws IOException {
        anotherBuild(Instant.EPOCH);
        String sentence = "another build (process " + other.pid() + ") writes its report into " + folder
                + " now: wait until it has ended, or name another folder by -Dgradcheck.reports";
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ReportCommand(folder).begin())
                .withMessage(sentence);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> fork(1))
                .withMessage(sentence);
    }

    @Test
    void the_lock_of_a_build_that_died_is_no_lock() throws IOException, InterruptedException {
        anotherBuild(Instant.EPOCH);
        other.destroyForcibly().waitFor();
        new ReportCommand(folder).begin();
        assertThat(RunOwner.of(folder).orElseThrow().process())
                .isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void another_process_that_has_the_number_of_the_one_that_died_is_no_lock_either() throws IOException {
        anotherBuild(Instant.now().minusSeconds(3600));
        assertThat(RunOwner.of(folder)).isEmpty();
    }

    @Test
    void all_forks_of_a_build_draw_the_same_random_seed() throws IOException {
        new ReportCommand(folder).begin();
        long seed = RunOwner.of(folder).orElseThrow().seed();
        assertThat(RunOwner.of(folder).orElseThrow().seed()).isEqualTo(seed).isBetween(0L, 0xFFFFFFFFL);
    }

    @Test
    void what_one_fork_found_fails_it_whatever_the_others_found() throws IOException {
        Session good = fork(1);
        Session bad = fork(1);
        bad.recordBroken("b", "b.yaml", "no twin");
        assertThat(good.failure()).isEmpty();
        assertThat(bad.failure().orElseThrow()).startsWith("the report fails (1 broken, see ");
    }

    private void finish(Ending ending) {
        HtmlReport page = new HtmlReport(folder, folder.resolve("none"), Path.of("java"));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        assertThatExceptionOfType(IOException.class) // there is no Allure here; the summary comes first
                .isThrownBy(() -> new ReportCommand(folder).finish(page, ending, nowhere));
    }

    /** As a build that lives and began at a time; at the epoch: as the system tells it. */
    private void anotherBuild(Instant since) throws IOException {
        fork(1).close();
        other = new ProcessBuilder("sleep", "600").start();
        Instant start = other.info().startInstant().orElse(Instant.EPOCH);
        Files.createDirectories(folder.resolve(".run"));
        Files.writeString(
                folder.resolve(".run/owner.json"),
                Json.text(Map.of(
                        "process",
                        other.pid(),
                        "since",
                        since.equals(Instant.EPOCH) ? start.toString() : since.toString(),
                        "seed",
                        7)));
    }

    private Session fork(int tick, RunInfo.Device... devices) {
        long[] time = new long[1];
        return new Session(
                folder, new RunInfo(7, List.of(devices), Map.of("java", "17")), () -> time[0] += tick * 1_000_000_000L);
    }

    private List<Map<String, Object>> list(String key) throws IOException {
        return ((List<?>) summary().get(key)).stream().map(ForksTest::map).toList();
    }

    @SuppressWarnings("unchecked") // the reader of JSON makes maps with text keys only
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private Map<String, Object> summary() throws IOException {
        return Json.map(Files.readString(folder.resolve("summary.json")));
    }
}
