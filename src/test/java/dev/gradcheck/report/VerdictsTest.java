package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.Findings;
import dev.gradcheck.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictsTest {
    private static final Rerun AGAIN = new Rerun("mvn verify", "network: net");

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder, new RunInfo(7, List.of(), Map.of()), () -> 0);
    }

    @Test
    void a_complete_report_in_which_nothing_fails_lets_the_build_pass() {
        session.close();
        assertThat(Verdicts.failure(folder)).isEmpty();
    }

    @Test
    void a_run_that_did_not_end_fails() {
        assertThat(Verdicts.failure(folder).orElseThrow()).startsWith("the report fails (incomplete, see " + folder);
    }

    @Test
    void what_fails_what_is_broken_and_what_cannot_be_read_is_counted() {
        session.record(Findings.report(Findings.malformed("W", Shape.of(4), "form")), "one.yaml", AGAIN);
        session.recordBroken("b", "b.yaml", "no twin");
        session.recordUnreadable("u", "u.yaml", List.of("line 3"));
        session.close();
        assertThat(Verdicts.failure(folder).orElseThrow())
                .startsWith("the report fails (1 failing, 1 unreadable, 1 broken, see ");
    }

    @Test
    void a_suite_came_to_its_end_if_its_summary_says_so_whatever_fails_in_it() throws IOException {
        session.record(Findings.report(Findings.malformed("W", Shape.of(4), "form")), "one.yaml", AGAIN);
        assertThat(Verdicts.isComplete(folder)).isFalse();
        session.close();
        assertThat(Verdicts.isComplete(folder)).isTrue();
        Files.writeString(folder.resolve("summary.json"), "{\"complete\": tr");
        assertThat(Verdicts.isComplete(folder)).isFalse();
    }

    @Test
    void a_falsified_property_fails() {
        session.record(new PropertyResult("every gradient", "a.Test.p", false, 12, Map.of()));
        session.close();
        assertThat(Verdicts.failure(folder).orElseThrow()).contains("falsified: every gradient");
    }

    @Test
    void no_report_and_half_a_report_fail() throws IOException {
        Files.writeString(folder.resolve("summary.json"), "{\"counts\": ");
        assertThat(Verdicts.failure(folder).orElseThrow()).contains("summary.json cannot be read: ");
        Files.delete(folder.resolve("summary.json"));
        assertThat(Verdicts.failure(folder).orElseThrow()).startsWith("no check left a report in ");
    }
}
