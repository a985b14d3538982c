package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    @TempDir
    private Path root;

    @Test
    void what_the_last_run_left_is_removed_and_nothing_else() throws IOException {
        Path reports = root.resolve("reports");
        new ReportFolder(reports).wipe();
        for (String file : new String[] {"index.html", "summary.json", "score.json", "layers.md", "README.md"}) {
            Files.createFile(reports.resolve(file));
        }
        Files.createFile(
                Files.createDirectories(reports.resolve("allure-results/a")).resolve("b"));
        new ReportFolder(reports).wipe();
        assertThat(reports.toFile().list()).containsExactlyInAnyOrder("README.md", ".gradcheck");
    }

    @Test
    void a_report_that_the_harness_did_not_make_is_refused_and_stays() throws IOException {
        Path page = Files.writeString(root.resolve("index.html"), "somebody's");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ReportFolder(root).wipe())
                .withMessageStartingWith(page + " is not the harness's")
                .withMessageContaining("Name another folder by -Dgradcheck.reports");
        assertThat(page).hasContent("somebody's");
        assertThat(root.resolve(".gradcheck")).doesNotExist();
    }

    @Test
    void a_link_is_removed_and_what_it_leads_to_stays() throws IOException {
        Path reports = root.resolve("reports");
        new ReportFolder(reports).wipe();
        Path outside = Files.createDirectories(root.resolve("outside"));
        Path kept = Files.createFile(outside.resolve("kept"));
        Files.createSymbolicLink(reports.resolve("allure-results"), outside);
        Files.createSymbolicLink(
                Files.createDirectories(reports.resolve("counterexamples")).resolve("link"), outside);
        new ReportFolder(reports).wipe();
        assertThat(kept).exists();
        assertThat(reports.toFile().list()).containsExactly(".gradcheck");
    }
}
