package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import dev.gradcheck.check.Findings;
import dev.gradcheck.json.Json;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.BlindSpot;
import dev.gradcheck.verdict.BlindSpots;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The summary of a run that grows, with a clock that the test turns. */
class SessionTest {
    private static final RunInfo INFO =
            new RunInfo(7, List.of(new RunInfo.Device("cpu", true, "")), Map.of("java", "17"));

    private static final Rerun AGAIN = new Rerun("mvn verify", "network: net");

    @TempDir
    private Path folder;

    private final AtomicLong clock = new AtomicLong();

    @Test
    void a_run_begins_with_an_incomplete_summary_of_nothing() throws IOException {
        begin();
        assertThat(summary()).containsEntry("complete", false).containsEntry("cases", List.of());
    }

    @Test
    void what_was_found_is_written_while_the_run_goes_on() throws IOException {
        Session session = begin();
        pass(1_000);
        session.record(Findings.report(), "one.yaml", AGAIN);
        assertThat(cases()).isEqualTo(1);
        assertThat(summary()).containsEntry("complete", false);
    }

    @Test
    void many_quick_checks_are_written_together() throws IOException {
        Session session = begin();
        pass(199);
        session.record(Findings.report(), "one.yaml", AGAIN);
        assertThat(cases()).isZero();
        pass(2);
        session.recordUnreadable("two.yaml", "golden/two.yaml", List.of("line 3"));
        assertThat(cases()).isEqualTo(2);
    }

    @Test
    void the_end_writes_the_rest_and_says_that_it_is_complete() throws IOException {
        Session session = begin();
        session.record(Findings.report(), "one.yaml", AGAIN);
        session.close();
        assertThat(cases()).isEqualTo(1);
        assertThat(summary()).containsEntry("complete", true);
    }

    @Test
    void nothing_but_the_summary_and_the_mark_is_left_in_the_folder() {
        begin().close();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("summary.json", ".gradcheck");
    }

    @Test
    void a_folder_that_is_none_is_an_error_that_names_it() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new Session(file, INFO, clock::get))
                .withMessage("cannot write " + file.resolve("summary.json") + ": file already exists (" + file
                        + "). Make it writable, make room on the disk, or name another folder by -Dgradcheck.reports");
    }

    @Test
    void on_a_full_disk_no_check_loses_its_verdict_and_the_end_says_it_once() throws IOException {
        Session session = begin();
        Path full = fill("summary.json.part");
        pass(1_000);
        session.record(Findings.report(), "one.yaml", AGAIN);
        session.recordBroken("two", "two.yaml", "why");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(session::close)
                .withMessage("cannot write " + folder.resolve("summary.json") + ": No space left on device. Make it"
                        + " writable, make room on the disk, or name another folder by -Dgradcheck.reports");
        Files.delete(full);
    }

    @Test
    void where_room_is_made_before_the_end_nothing_is_lost() throws IOException {
        Session session = begin();
        Path full = fill("summary.json.part");
        pass(1_000);
        session.record(Findings.report(), "one.yaml", AGAIN);
        Files.delete(full);
        session.close();
        assertThat(cases()).isEqualTo(1);
        assertThat(summary()).containsEntry("complete", true);
    }

    @Test
    void a_page_that_is_lost_is_told_at_the_end_and_its_finding_stays() throws IOException {
        Session session = begin();
        Path file = Files.createFile(folder.resolve("mismatches"));
        session.record(Findings.report(Findings.malformed("W", Shape.of(4), "form")), "one.yaml", AGAIN);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(session::close)
                .withMessageContaining("Not a directory (" + file + "/net--dL-dW)");
        assertThat(summary().get("counts"))
                .asInstanceOf(map(String.class, Object.class))
                .containsEntry("malformed", 1);
    }

    /** What is written there finds the disk full. */
    private Path fill(String name) throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        return Files.createSymbolicLink(folder.resolve(name), full);
    }

    @Test
    void the_console_shows_counts_devices_and_the_report() throws IOException {
        Session session = begin();
        session.record(
                Findings.report(Findings.malformed("W", Shape.of(4), "form").declared("why")), "one.yaml", AGAIN);
        session.close();
        assertThat(SummaryPrinter.text(folder, Ending.REGULAR)).isEqualTo("""
                gradcheck: 1 case
                  verdicts: 1 known discrepancy
                  cpu: ran
                  report: %s""".formatted(folder.resolve("index.html")));
    }

    @Test
    void the_console_names_what_fails_and_where_it_is() throws IOException {
        Session session = begin();
        session.record(Findings.report(Findings.malformed("W", Shape.of(4), "form")), "golden/one.yaml", AGAIN);
        session.recordUnreadable("two.yaml", "golden/two.yaml", List.of("line 3"));
        session.close();
        assertThat(SummaryPrinter.text(folder, Ending.REGULAR))
                .contains("verdicts: 1 malformed, 1 unreadable\n")
                .contains("  FAILS net: malformed (golden/one.yaml)\n    dL/dW malformed: form\n")
                .contains("  FAILS two.yaml: unreadable (golden/two.yaml)\n    line 3\n");
    }

    @Test
    void the_console_fills_no_screen_and_says_the_worst_first() throws IOException {
        Session session = begin();
        for (int i = 0; i < 60; i++) {
            Finding wrong = Findings.of("W", Verdict.DISAGREES, Findings.DIFFERENCES, new double[] {1, 2 + i}, 1, 2.5);
            session.record(Findings.report(wrong).named("net" + i), "golden/" + i + ".yaml", AGAIN);
        }
        session.close();
        String text = SummaryPrinter.text(folder, Ending.REGULAR);
        assertThat(text.lines().count()).isLessThan(25);
        assertThat(text)
                .containsSubsequence(
                        "FAILS net59: disagrees (golden/59.yaml)",
                        "dL/dW disagrees at W[1]: 61.00 instead of 2.500, ratio 24.4000, 1 of 2 elements; because",
                        "FAILS net58",
                        "… 52 more in the report",
                        "report: ");
    }

    @Test
    void the_console_counts_what_would_not_have_been_seen() throws IOException {
        Session session = begin();
        BlindSpot one = new BlindSpot(Subject.LOSS, "a forgotten 1/B", "B = 1");
        BlindSpot other = new BlindSpot(Subject.gradient("W"), "a transposed gradient", "dL/dW is symmetric");
        session.record(Findings.report().blind(new BlindSpots(List.of(one, other))), "one.yaml", AGAIN);
        session.close();
        assertThat(SummaryPrinter.text(folder, Ending.REGULAR))
                .contains("  blind spots: 2 mistakes would not have been seen, in 1 case; the report names them\n");
    }

    @Test
    void what_a_file_says_neither_moves_the_terminal_nor_fills_the_screen() throws IOException {
        Session session = begin();
        session.recordUnreadable("a\u001b[2J\u202eb\nc", "f\r", List.of("x".repeat(10_000), "line\n".repeat(50)));
        session.close();
        assertThat(SummaryPrinter.text(folder, Ending.REGULAR))
                .contains("  FAILS a\\u001b[2J\\u202eb\\u000ac: unreadable (f\\u000d)\n    xxx")
                .contains("x… (10000 characters, whole in the report)\n    line\n")
                .contains("    line\n    … 38 more lines in the report\n")
                .hasSizeLessThan(2_000);
        assertThat(Files.readString(folder.resolve("summary.json"))).contains("x".repeat(10_000));
    }

    @Test
    void half_a_surrogate_pair_in_a_case_does_not_cost_the_summary() throws IOException {
        Session session = begin();
        session.recordBroken("a\ud800b", "file", "\udc00");
        session.close();
        assertThat(((Map<?, ?>) ((List<?>) summary().get("cases")).get(0)).get("case"))
                .isEqualTo("a\ud800b");
    }

    @Test
    void the_console_says_why_a_device_did_not_run() throws IOException {
        RunInfo info = new RunInfo(7, List.of(new RunInfo.Device("cuda", false, "no CUDA device")), Map.of());
        new Session(folder, info, clock::get).close();
        assertThat(SummaryPrinter.text(folder, Ending.REGULAR)).contains("  cuda: not run: no CUDA device\n");
    }

    @Test
    void a_reason_for_everything_is_told_once() throws IOException {
        RunInfo info = new RunInfo(
                7,
                List.of(
                        new RunInfo.Device("cpu", false, "no PyTorch"),
                        new RunInfo.Device("cuda", false, "no PyTorch")),
                Map.of());
        try (Session session = new Session(folder, info, clock::get)) {
            session.recordBroken("one", "a test", "no PyTorch");
        }
        assertThat(SummaryPrinter.text(folder, Ending.REGULAR))
                .contains(
                        "  cpu: not run: no PyTorch\n  cuda: not run: as above\n  FAILS one: broken (a test)\n  report:");
    }

    @Test
    void the_console_says_that_a_run_did_not_end() throws IOException {
        begin();
        assertThat(SummaryPrinter.text(folder, Ending.REGULAR))
                .startsWith(
                        "gradcheck: 0 cases, INCOMPLETE: the suite did not come to its end (see the console above)\n");
        assertThat(SummaryPrinter.text(folder, new Ending("the suite's JVM died", List.of("a.Test.b"))))
                .startsWith("gradcheck: 0 cases, INCOMPLETE: the suite's JVM died while this ran: a.Test.b\n");
    }

    @Test
    void the_console_says_that_there_is_no_summary_and_that_a_jvm_died_only_if_one_did() throws IOException {
        assertThat(SummaryPrinter.text(folder, Ending.REGULAR))
                .startsWith("gradcheck: no " + folder.resolve("summary.json") + ": no check ran, or none could")
                .endsWith("report: " + folder.resolve("index.html"));
        assertThat(SummaryPrinter.text(folder, Ending.DIED))
                .startsWith("gradcheck: no " + folder.resolve("summary.json") + ": the suite's JVM died\n");
    }

    private Session begin() {
        return new Session(folder, INFO, clock::get);
    }

    private void pass(long milliseconds) {
        clock.addAndGet(milliseconds * 1_000_000);
    }

    private int cases() throws IOException {
        return ((List<?>) summary().get("cases")).size();
    }

    private Map<String, Object> summary() throws IOException {
        return Json.map(Files.readString(folder.resolve("summary.json")));
    }
}
