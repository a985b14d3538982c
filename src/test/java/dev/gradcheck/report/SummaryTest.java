package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.check.Findings;
import dev.gradcheck.json.Json;
import dev.gradcheck.report.Summary.CaseResult;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.BlindSpot;
import dev.gradcheck.verdict.BlindSpots;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface for machines: these keys, and what they hold. A test that fails here breaks other people's programs. */
class SummaryTest {
    private static final RunInfo INFO = new RunInfo(
            7,
            List.of(new RunInfo.Device("cpu", true, ""), new RunInfo.Device("cuda", false, "no driver")),
            Map.of("java", "17"));
    private static final double[] ANALYTIC = {2, 3, -4, 7};
    private static final Finding WRONG = Findings.of(
                    "W", Verdict.DISAGREES, Findings.DIFFERENCES, Shape.of(2, 2), ANALYTIC, 2, 2, -4, 7)
            .diagnosed(new Diagnosis("single element", "only one", "look", 0));
    private static final Finding RIGHT = Findings.of("b", Verdict.AGREES, Findings.AUTOGRAD, new double[] {1, 1}, 1, 1);
    private static final Finding FORM = Findings.malformed("W", Shape.of(4), "the gradient has shape (4)");

    @Test
    void the_top_level_has_these_keys() {
        assertThat(summary(RIGHT))
                .containsOnlyKeys(
                        "format",
                        "complete",
                        "ending",
                        "counts",
                        "cases",
                        "findings",
                        "notRun",
                        "blindSpots",
                        "properties",
                        "unchecked",
                        "devices",
                        "versions",
                        "seed",
                        "shard")
                .contains(entry("format", 1), entry("complete", true), entry("seed", 7))
                .containsEntry("versions", Map.of("java", "17"));
    }

    @Test
    void findings_are_counted_by_verdict_declared_and_settled_ones_apart() {
        Finding settled = Findings.of("b", Verdict.UNDECIDED, Findings.AUTOGRAD, new double[] {1}, 1)
                .settled(Findings.DIFFERENCES);
        assertThat(map(summary(WRONG, RIGHT, RIGHT, FORM.declared("why"), settled)
                        .get("counts")))
                .containsExactly(
                        entry("agrees", 2),
                        entry("agrees at a kink", 0),
                        entry("imprecise", 0),
                        entry("undecided", 0),
                        entry("malformed", 0),
                        entry("oracle conflict", 0),
                        entry("disagrees", 1),
                        entry("settled by another oracle", 1),
                        entry("known discrepancy", 1),
                        entry("failing", 1),
                        entry("unreadable", 0),
                        entry("broken", 0));
    }

    @Test
    void a_finding_has_these_keys_and_values() {
        assertThat(finding(WRONG))
                .containsExactly(
                        entry("case", "net"),
                        entry("gradient", "W"),
                        entry("subject", "gradient"),
                        entry("verdict", "disagrees"),
                        entry("oracle", "finite differences"),
                        entry("dtype", "float64"),
                        entry("device", "cpu"),
                        entry("known", false),
                        entry("element", List.of(0, 1)),
                        entry("shape", List.of(2, 2)),
                        entry("analytic", 3.0),
                        entry("expected", 2.0),
                        entry("bound", 1e-12),
                        entry("allowed", 1e-12 + 1e-15),
                        entry("affected", 1),
                        entry("elements", 4),
                        entry("resolution", 2 * (1e-12 + 1e-15) / 2),
                        entry("survey", null),
                        entry("diagnosis", "single element"),
                        entry("settledBy", null),
                        entry("reason", "because disagrees it is"),
                        entry("page", "mismatches/net--dL-dW/index.html"));
    }

    @Test
    void a_finding_without_elements_has_null_for_what_it_does_not_know() {
        assertThat(finding(FORM))
                .contains(entry("element", null), entry("analytic", null), entry("expected", null))
                .contains(entry("bound", null), entry("diagnosis", null), entry("elements", 0))
                .containsEntry("shape", List.of(4));
    }

    @Test
    void a_declared_finding_is_known_and_has_the_declared_reason() {
        assertThat(finding(FORM.declared("defect 2: a sum")))
                .contains(entry("known", true), entry("reason", "defect 2: a sum"), entry("verdict", "malformed"));
    }

    @Test
    void a_settled_finding_says_by_whom() {
        assertThat(finding(RIGHT.settled(Findings.DIFFERENCES)))
                .containsEntry("settledBy", "finite differences (float64, cpu)");
    }

    @Test
    void numbers_that_json_lacks_are_texts() {
        assertThat(finding(Findings.nan("W", Shape.of(2, 2), 3)))
                .contains(entry("element", List.of(1, 1)), entry("analytic", "NaN"), entry("bound", null));
    }

    @Test
    void a_case_has_its_file_and_its_verdict() {
        assertThat(list(summary(WRONG, RIGHT), "cases"))
                .containsExactly(Map.of(
                        "case",
                        "net",
                        "file",
                        "net.yaml",
                        "verdict",
                        "disagrees",
                        "failing",
                        1,
                        "problems",
                        List.of()));
    }

    @Test
    void a_case_that_passes_by_its_declarations_does_not_agree() {
        assertThat(verdict(FORM.declared("why"), RIGHT)).isEqualTo("known discrepancy");
        assertThat(verdict(FORM.declared("why"), WRONG)).isEqualTo("disagrees");
        assertThat(verdict(RIGHT)).isEqualTo("agrees");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unreadable", "broken"})
    void a_case_without_a_check_fails_and_has_its_problems(String verdict) {
        CaseResult result = CaseResult.without(verdict, "x", "golden/x.yaml", List.of("line 3"));
        Map<String, Object> summary = summary(List.of(result), List.of());
        assertThat(list(summary, "cases").get(0))
                .contains(entry("case", "x"), entry("file", "golden/x.yaml"), entry("verdict", verdict))
                .contains(entry("failing", 1), entry("problems", List.of("line 3")));
        assertThat(map(summary.get("counts"))).containsEntry(verdict, 1);
    }

    @Test
    void each_device_ran_or_says_why_not() {
        assertThat(list(summary(RIGHT), "devices"))
                .containsExactly(
                        Map.of("device", "cpu", "ran", true, "reason", ""),
                        Map.of("device", "cuda", "ran", false, "reason", "no driver"));
    }

    @Test
    void what_was_not_run_is_listed_with_its_case() {
        CheckReport report = Findings.report(RIGHT).notRun(List.of(new NotRun("autograd", "no twin")));
        assertThat(list(summary(report), "notRun"))
                .containsExactly(Map.of("case", "net", "what", "autograd", "reason", "no twin"));
    }

    @Test
    void what_would_not_have_been_seen_has_its_gradient_its_fault_and_what_hides_it() {
        BlindSpot spot = new BlindSpot(Subject.gradient("b"), "a transposed gradient", "dL/db is symmetric");
        CheckReport report = Findings.report(RIGHT).blind(new BlindSpots(List.of(spot)));
        assertThat(list(summary(report), "blindSpots"))
                .containsExactly(Map.of(
                        "case", "net",
                        "gradient", "b",
                        "subject", "gradient",
                        "fault", "a transposed gradient",
                        "because", "dL/db is symmetric"));
    }

    private static Object verdict(Finding... findings) {
        return list(summary(findings), "cases").get(0).get("verdict");
    }

    private static Map<String, Object> finding(Finding finding) {
        return list(summary(finding), "findings").get(0);
    }

    private static Map<String, Object> summary(Finding... findings) {
        return summary(Findings.report(findings));
    }

    /** As a program reads it: through the text. */
    private static Map<String, Object> summary(CheckReport report) {
        CaseResult result = CaseResult.of(report, "net.yaml");
        return Json.map(Json.text(summary(List.of(result), List.of())));
    }

    private static List<Map<String, Object>> list(Map<String, Object> summary, String key) {
        return Stream.of(summary.get(key))
                .flatMap(list -> ((List<?>) list).stream())
                .map(SummaryTest::map)
                .toList();
    }

    @SuppressWarnings("unchecked") // made with text keys only
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @Test
    void a_property_is_listed_with_what_its_functions_came_to() {
        PropertyResult property = new PropertyResult("every gradient", "a.Test.p", false, 12, Map.of("agrees", 11));
        Map<String, Object> summary = summary(List.of(), List.of(property));
        assertThat(Json.text(((List<?>) summary.get("properties")).get(0)))
                .isEqualToIgnoringWhitespace("{\"property\": \"every gradient\", \"holds\": false, \"checked\": 12,"
                        + " \"verdicts\": {\"agrees\": 11}, \"file\": \"a.Test.p\"}");
    }

    private static Map<String, Object> summary(List<CaseResult> cases, List<PropertyResult> properties) {
        return MergedSummary.of(
                List.of(Summary.part(INFO, cases, properties, Unchecked.NOBODY_ASKS.part(Set.of()), true)), true, "");
    }
}
