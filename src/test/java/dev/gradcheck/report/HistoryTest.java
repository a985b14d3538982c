package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.Findings;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs after each other, each judging one gradient or more. */
class HistoryTest {
    private static final Finding RIGHT = right("W");
    private static final Finding WRONG = Findings.malformed("W", Shape.of(4), "form");

    @TempDir
    private Path folder;

    @Test
    void a_fault_that_was_planted_since_the_last_run_is_new() throws IOException {
        run(RIGHT);
        assertThat(run(WRONG).news()).contains("1 new since the last run");
    }

    @Test
    void one_that_was_there_before_is_not() throws IOException {
        run(WRONG);
        assertThat(run(WRONG).news()).contains("nothing new since the last run");
    }

    @Test
    void one_that_was_mended_and_comes_again_is() throws IOException {
        run(WRONG);
        run(RIGHT);
        assertThat(run(WRONG).news()).contains("1 new since the last run");
    }

    @Test
    void in_the_first_run_nothing_is() throws IOException {
        assertThat(run(WRONG).news()).isEmpty();
    }

    @Test
    void a_run_of_another_case_forgets_nothing() throws IOException {
        run(WRONG);
        run(right("other"));
        assertThat(run(WRONG).news()).contains("nothing new since the last run");
    }

    @Test
    void a_history_that_cannot_be_read_is_none() throws IOException {
        run(RIGHT);
        Files.writeString(folder.resolve("history/gradcheck.json"), "{");
        assertThat(run(WRONG).news()).isEmpty();
    }

    @Test
    void page_and_digests_say_what_is_new() throws IOException {
        run(RIGHT);
        Digest digest = run(WRONG);
        assertThat(new FrontPage(digest).html())
                .contains("1 new since the last run", "<span class=\"tag new\">new</span>");
        assertThat(new Digests(digest).markdown()).contains("1 new since the last run", "| malformed, new |");
        new Digests(digest).write(folder);
        assertThat(Files.readString(folder.resolve("findings.jsonl"))).contains("\"new\" : true");
    }

    private static Finding right(String gradient) {
        return Findings.of(gradient, Verdict.AGREES, Findings.DIFFERENCES, new double[] {1}, 1);
    }

    /** As a run sees itself, before it is history. */
    private Digest run(Finding finding) throws IOException {
        CheckReport report = Findings.report(finding);
        Map<String, Object> summary = MergedSummary.of(
                List.of(Summary.part(
                        new RunInfo(7, List.of(), Map.of()),
                        List.of(Summary.CaseResult.of(report, "net.yaml")),
                        List.of(),
                        Unchecked.NOBODY_ASKS.part(Set.of()),
                        true)),
                true,
                "");
        Digest digest = new Digest(summary, History.read(folder));
        digest.history().after(digest).write(folder);
        return digest;
    }
}
