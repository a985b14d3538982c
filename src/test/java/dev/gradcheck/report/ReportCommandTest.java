package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandTest {
    @TempDir
    private Path reports;

    @Test
    void a_complete_run_without_a_failing_finding_is_judged_good() throws Exception {
        write(0, 0, 0, true);
        assertThatNoException().isThrownBy(() -> ReportCommand.main(new String[] {"judge", reports.toString()}));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, 0, true, 2 failing",
        "0, 1, 0, true, 1 unreadable",
        "0, 0, 3, true, 3 broken",
        "0, 0, 0, false, incomplete",
        "1, 1, 0, false, '1 failing, 1 unreadable, incomplete'"
    })
    void what_the_summary_says_fails_the_build_whatever_the_tests_did(
            int failing, int unreadable, int broken, boolean complete, String said) throws IOException {
        write(failing, unreadable, broken, complete);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ReportCommand.main(new String[] {"judge", reports.toString()}))
                .withMessage("the report fails (" + said + ", see " + reports.resolve("summary.json") + ")");
    }

    @Test
    void no_summary_fails_the_build() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ReportCommand.main(new String[] {"judge", reports.toString()}))
                .withMessageContaining("no check left a report in");
    }

    @Test
    void the_summary_is_printed_where_no_page_can_be_made() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlReport page = new HtmlReport(reports, reports.resolve("none"), Path.of("java"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ReportCommand(reports)
                        .finish(page, Ending.REGULAR, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .withMessageStartingWith("no report: the suite left no results");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("gradcheck: no ");
    }

    @Test
    void a_full_disk_is_one_sentence_with_its_remedy() throws IOException {
        assumeThat(Path.of("/dev/full")).exists();
        new ReportCommand(reports).begin();
        Path results = Files.createDirectories(reports.resolve("allure-results"));
        Path full = Files.createSymbolicLink(results.resolve("early-end-result.json"), Path.of("/dev/full"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> finish(Path.of("java")))
                .withMessage("cannot write " + reports + ": No space left on device. Make it writable, make room on the"
                        + " disk, or name another folder by -Dgradcheck.reports");
        Files.delete(full);
    }

    @Test
    void where_allure_fails_and_says_nothing_it_is_told_how_much_room_there_is() throws IOException {
        Path no = Path.of("/bin/false");
        assumeThat(no).exists();
        Files.createDirectories(reports.resolve("allure/lib"));
        Files.writeString(
                Files.createDirectories(reports.resolve("allure-results")).resolve("a-result.json"), "{}");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> finish(no))
                .withMessageMatching("Allure wrote no report: it said nothing, and \\d+ MB are free in .*"
                        + " Make room on the disk, or name another folder by -Dgradcheck.reports");
    }

    private void finish(Path java) throws IOException, InterruptedException {
        new ReportCommand(reports)
                .finish(
                        new HtmlReport(reports, reports.resolve("allure"), java),
                        Ending.DIED,
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }

    @Test
    void a_word_that_is_no_command_is_told_with_what_there_is() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ReportCommand.main(new String[] {"end", reports.toString()}))
                .withMessage("end is none of begin, finish, judge");
    }

    private void write(int failing, int unreadable, int broken, boolean complete) throws IOException {
        Files.writeString(
                reports.resolve("summary.json"),
                "{\"complete\": %s, \"properties\": [], \"counts\": {\"failing\": %d, \"unreadable\": %d, \"broken\": %d}}"
                        .formatted(complete, failing, unreadable, broken));
    }
}
