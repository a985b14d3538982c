package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page, with a double of Allure's command line: the real one is unpacked by the build that makes a report. */
class HtmlReportTest {
    private static final String ALLURE = """
            package io.qameta.allure;
            import java.nio.file.*;
            import java.util.Base64;
            public class CommandLine {
                public static void main(String[] a) throws Exception {
                    if (System.getenv("FAIL") != null || Files.exists(Path.of(a[a.length - 1], "broken-result.json"))) {
                        System.out.println("cannot read results");
                        System.exit(1);
                    }
                    Path out = Files.createDirectories(Path.of(a[a.length - 2]));
                    Path last = Path.of(a[5], "history", "history-trend.json");
                    String trend = (Files.exists(last) ? Files.readString(last) : "") + "r\\u00fcn ";
                    Files.writeString(out.resolve("index.html"), String.join(" ", a[0], a[1], a[2], a[3])
                        + System.getenv("ALLURE_NO_ANALYTICS") + System.getenv("APP_HOME")
                        + "<script>\\n window.dataLayer = window.dataLayer || [];\\n</script><script>keep</script>"
                        + "\\n d('history/history-trend.json','"
                        + Base64.getEncoder().encodeToString(trend.getBytes("UTF-8")) + "')");
                }
            }
            """;

    @TempDir
    private Path root;

    private Path reports;
    private Path results;
    private HtmlReport report;

    @BeforeEach
    void a_folder_with_one_result() throws IOException {
        reports = root.resolve("reports");
        results = Files.createDirectories(reports.resolve("allure-results"));
        Files.writeString(results.resolve("one-result.json"), "{}");
        Path source =
                Files.writeString(Files.createDirectories(root.resolve("src")).resolve("CommandLine.java"), ALLURE);
        Path classes = Files.createDirectories(root.resolve("allure/lib/config"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), source.toString()))
                .isZero();
        report = new HtmlReport(
                reports, root.resolve("allure"), Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    @Test
    void allure_makes_one_file_with_analytics_off_and_its_stub_is_taken_out() throws Exception {
        report.write(Ending.REGULAR);
        assertThat(reports.resolve("index.html"))
                .hasContent("generate --clean --single-file --outputtrue" + root.resolve("allure")
                        + "<script>keep</script>\n d('history/history-trend.json','csO8biA=')");
    }

    @Test
    void nothing_but_the_page_is_added() throws Exception {
        report.write(Ending.REGULAR);
        assertThat(reports.toFile().list()).containsExactlyInAnyOrder("allure-results", "history", "index.html");
    }

    @Test
    void what_allure_hands_on_reaches_its_next_page() throws Exception {
        report.write(Ending.REGULAR);
        new ReportFolder(reports).open();
        new ReportFolder(reports).wipe();
        Files.writeString(Files.createDirectories(results).resolve("one-result.json"), "{}");
        report.write(Ending.REGULAR);
        assertThat(reports.resolve("history/history-trend.json")).hasContent("r\u00fcn r\u00fcn ");
    }

    @Test
    void a_suite_that_died_is_a_result_of_its_own() throws Exception {
        report.write(Ending.DIED);
        assertThat(Files.readString(results.resolve("early-end-result.json")))
                .contains("\"status\"", "broken", "the suite's JVM died");
    }

    @Test
    void without_results_there_is_no_report() throws IOException {
        Files.delete(results.resolve("one-result.json"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> report.write(Ending.REGULAR))
                .withMessageStartingWith("no report: the suite left no results in " + results);
        assertThat(reports.resolve("index.html")).doesNotExist();
    }

    @Test
    void what_allure_complains_of_is_told() throws IOException {
        Files.createFile(results.resolve("broken-result.json"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> report.write(Ending.REGULAR))
                .withMessage("Allure wrote no report: cannot read results");
    }
}
