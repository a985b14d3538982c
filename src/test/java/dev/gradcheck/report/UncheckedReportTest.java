package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that no check has judged: of several JVMs, and where people read of them. */
class UncheckedReportTest {
    private static final RunInfo INFO = new RunInfo(7, List.of(new RunInfo.Device("cpu", true, "")), Map.of());
    private static final Unchecked ASKED = new Unchecked(Set.of("com.acme.A", "com.acme.B", "com.acme.C"), false);

    @TempDir
    private Path folder;

    @Test
    void what_any_jvm_has_judged_is_judged() {
        assertThat(summary(ASKED).get("unchecked"))
                .isEqualTo(Map.of("classes", List.of("com.acme.C"), "of", 3, "fails", false));
    }

    @Test
    void it_is_on_the_front_page_in_the_markdown_and_on_the_console() throws IOException {
        String sentence = "no check has judged 1 of 3 classes: com.acme.C";
        Digest digest = new Digest(summary(ASKED));
        assertThat(new FrontPage(digest).html()).contains(sentence);
        assertThat(new Digests(digest).markdown()).contains("- " + sentence + "\n");
        Files.writeString(folder.resolve("summary.json"), Json.text(summary(ASKED)));
        assertThat(SummaryPrinter.text(folder, Ending.REGULAR)).contains("  " + sentence + "\n");
    }

    @Test
    void it_fails_the_build_where_that_is_asked_for() throws IOException {
        Unchecked failing = new Unchecked(ASKED.classes(), true);
        Path file = Files.writeString(folder.resolve("summary.json"), Json.text(summary(failing)));
        assertThat(Verdicts.failure(folder))
                .hasValue("the report fails (no check has judged 1 of 3 classes: com.acme.C; judge each in a test, or"
                        + " leave out -Dgradcheck.unchecked=fail, see " + file + ")");
        Files.writeString(file, Json.text(summary(ASKED)));
        assertThat(Verdicts.failure(folder)).isEmpty();
    }

    private static Map<String, Object> summary(Unchecked asked) {
        return MergedSummary.of(
                List.of(part(asked, Set.of("com.acme.A")), part(asked, Set.of("com.acme.B", "com.acme.Other"))),
                true,
                "");
    }

    private static Map<String, Object> part(Unchecked asked, Set<String> judged) {
        return Summary.part(INFO, List.of(), List.of(), asked.part(judged), true);
    }
}
