package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gradcheck.check.Findings;
import dev.gradcheck.json.Json;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files beside Allure's own results, read as Allure reads them. */
class AllureReportTest {
    @TempDir
    private Path folder;

    @Test
    void the_environment_has_versions_seed_and_devices() throws IOException {
        assertThat(environment(Map.of("java", "17", "commit", "abc")))
                .containsEntry("java", "17")
                .containsEntry("commit", "abc")
                .containsEntry("seed", "7")
                .containsEntry("devices ran", "cpu")
                .containsEntry("devices not run", "cuda:0 (no driver), cuda:1 (no libcudart)");
    }

    @Test
    void any_text_survives_the_format() throws IOException {
        String nasty = "C:\\temp\\new = \u2192 \uD83D\uDE00 \u00e9\nsecond line: #1";
        assertThat(environment(Map.of("a key: of=all # kinds", nasty))).containsEntry("a key: of=all # kinds", nasty);
    }

    @Test
    void versions_keep_their_order() throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        Stream.of("java", "os", "djl", "commit").forEach(key -> versions.put(key, "1"));
        environment(versions);
        assertThat(Files.readAllLines(folder.resolve("results/environment.properties")))
                .startsWith("java = 1", "os = 1", "djl = 1", "commit = 1", "seed = 7");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_kind_of_failure_has_its_category_alone(String category, Finding finding) throws IOException {
        String message = "case: " + ReportText.failures(Findings.report(finding)) + "reproduce with mvn verify";
        assertThat(categories(message)).containsExactly(category);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments("Disagrees: the formula is wrong", w(Verdict.DISAGREES, Findings.DIFFERENCES)),
                arguments("Malformed: shape, dtype, NaN, exception", Findings.malformed("W", Shape.of(4), "form")),
                arguments("Oracle conflict", w(Verdict.ORACLE_CONFLICT, Findings.DIFFERENCES)),
                arguments("Undecided", w(Verdict.UNDECIDED, Findings.DIFFERENCES)),
                arguments("Golden value: not what the file says", w(Verdict.DISAGREES, Findings.GOLDEN)),
                arguments("Imprecise: beyond the case's limit", w(Verdict.DISAGREES, witness("limit of the case"))),
                arguments(
                        "Stale: a known discrepancy no longer occurs as declared",
                        w(Verdict.DISAGREES, witness("known discrepancy"))));
    }

    @Test
    void a_file_that_cannot_be_read_has_its_category() throws IOException {
        assertThat(categories("x.yaml:3:1: unknown key 'a'. Rule: b. Remedy: c.\nx.yaml:4:1: d. Rule: e. Remedy: f."))
                .containsExactly("Golden file cannot be read");
    }

    @Test
    void where_no_test_runs_nothing_is_attached() {
        AllureLifecycle running = Allure.getLifecycle();
        Allure.setLifecycle(new AllureLifecycle(new FileSystemResultsWriter(folder)));
        try {
            AllureReport.attach("name", "text");
            AllureReport.attach(new Table("title", List.of("column"), List.of(), List.of()), row -> false);
        } finally {
            Allure.setLifecycle(running);
        }
        assertThat(folder).isEmptyDirectory();
    }

    private Properties environment(Map<String, String> versions) throws IOException {
        List<RunInfo.Device> devices = List.of(
                new RunInfo.Device("cpu", true, ""),
                new RunInfo.Device("cuda:0", false, "no driver"),
                new RunInfo.Device("cuda:1", false, "no libcudart"));
        AllureReport.describe(folder.resolve("results"), new RunInfo(7, devices, versions));
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("results/environment.properties"))) {
            properties.load(in);
        }
        return properties;
    }

    /** Allure matches the whole message, and a dot matches line ends. */
    private static List<String> categories(String message) throws IOException {
        try (InputStream in = AllureReport.class.getResourceAsStream("categories.json")) {
            Map<String, Object> wrapped = Json.map("{\"all\": " + new String(in.readAllBytes()) + "}");
            return ((List<?>) wrapped.get("all"))
                    .stream()
                            .map(category -> (Map<?, ?>) category)
                            .filter(category -> category.containsKey("messageRegex"))
                            .filter(category -> Pattern.compile((String) category.get("messageRegex"), Pattern.DOTALL)
                                    .matcher(message)
                                    .matches())
                            .map(category -> (String) category.get("name"))
                            .toList();
        }
    }

    private static Witness witness(String name) {
        return new Witness(name, Findings.GOLDEN.dtype(), "cpu");
    }

    private static Finding w(Verdict verdict, Witness witness) {
        return Findings.of("W", verdict, witness, new double[] {1, 3}, 1, 2);
    }
}
