package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.check.Findings;
import dev.gradcheck.json.Json;
import dev.gradcheck.report.Summary.CaseResult;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The front page and the digests for other programs, made of a summary that was written and read again. */
class FrontPageTest {
    private static final RunInfo INFO = new RunInfo(
            7,
            List.of(new RunInfo.Device("cpu", true, ""), new RunInfo.Device("cuda", false, "no driver")),
            Map.of("java", "17"));

    private static final Finding WRONG = Findings.of(
                    "W",
                    Verdict.DISAGREES,
                    Findings.DIFFERENCES,
                    Shape.of(2, 2),
                    new double[] {2, 3, -4, 7},
                    2,
                    2,
                    -4,
                    7)
            .diagnosed(new Diagnosis("single element", "only element [0, 1] is wrong", "look there", 0));

    private static final Finding RIGHT =
            Findings.of("b", Verdict.AGREES, Findings.DIFFERENCES, new double[] {1, 2}, 1, 2);

    @Test
    void a_run_in_which_something_is_wrong_says_so_first() {
        String html = html(WRONG, RIGHT);
        assertThat(html).contains("<h1>1 of 2 gradients and values fails</h1>", "banner bad", "cuda not run");
        assertThat(html.indexOf("What is wrong"))
                .isPositive()
                .isLessThan(html.indexOf("Every gradient by every witness"));
    }

    @Test
    void a_wrong_gradient_has_its_place_ratio_fault_and_page() {
        assertThat(html(WRONG))
                .contains("W[0][1]", "1.50000", "single element", "href=\"mismatches/net--dL-dW/index.html\"");
    }

    @Test
    void a_run_without_a_fault_is_green_and_shows_what_is_known() {
        assertThat(html(RIGHT))
                .contains("<h1>No gradient is wrong", "banner good")
                .doesNotContain("What is wrong");
        assertThat(html(RIGHT, WRONG.declared("defect 1")))
                .contains("banner good", "1 known discrepancy", "Known discrepancies", "✗ known");
    }

    @Test
    void what_is_incomplete_or_empty_is_not_green() {
        assertThat(new FrontPage(digest(false, RIGHT)).html()).contains("INCOMPLETE", "banner bad");
        assertThat(html()).contains("<h1>Nothing was checked</h1>", "banner bad");
    }

    @Test
    void a_reason_for_which_much_was_not_run_stands_once() {
        List<NotRun> notRun = IntStream.range(0, 41)
                .mapToObj(i -> new NotRun("autograd on cuda", "no CUDA device here"))
                .toList();
        CaseResult one = CaseResult.of(Findings.report(RIGHT).notRun(notRun), "one.yaml");
        String html = new FrontPage(digest(true, List.of(one))).html();
        assertThat(html.split("no CUDA device here", -1)).hasSize(2);
    }

    @Test
    void the_page_stands_before_allures_in_the_same_file_and_needs_no_script() {
        String both = new FrontPage(digest(true, WRONG))
                .into("<html><body class=\"x\"><div id=\"content\"></div></body></html>");
        assertThat(both)
                .contains("shadowrootmode=\"open\"", "1 of 1 gradients and values fails")
                .endsWith("</template></div><div id=\"content\"></div></body></html>")
                .doesNotContain("<script");
    }

    @Test
    void the_markdown_is_at_most_a_screen_whatever_is_wrong() {
        List<CaseResult> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.add(CaseResult.of(Findings.report(WRONG), "a|b<c>.yaml"));
        }
        String text = new Digests(digest(true, WRONG)).markdown();
        assertThat(text)
                .contains("| disagrees | net | dL/dW | W\\[0\\]\\[1\\] | 1.50000 | single element |", "index.html");
        assertThat(new Digests(digest(true, many)).markdown().lines().count()).isLessThan(40);
    }

    @Test
    void every_finding_is_a_line_of_json_worst_first() {
        Digests digests = new Digests(digest(true, RIGHT, WRONG));
        List<Map<String, Object>> lines = linesOf(digests);
        assertThat(lines).extracting(line -> line.get("gradient")).containsExactly("W", "b");
        assertThat(lines).extracting(line -> line.get("fails")).containsExactly(true, false);
    }

    @Test
    void nothing_that_is_wild_becomes_markup() {
        Random random = new Random(11);
        for (int i = 0; i < 50; i++) {
            Finding wild = Wild.finding(Wild.text(random), random);
            Digest digest = digest(true, wild);
            assertThat(Wild.tags(new FrontPage(digest).html())).isSubsetOf(Wild.TAGS);
            assertThat(linesOf(new Digests(digest))).hasSize(1);
            assertThat(new Digests(digest).markdown()).doesNotContain("<script", "<img", "<iframe");
        }
    }

    /** A thousand cases, fifty of them wrong: the front page is a small part of what the report may weigh. */
    @Test
    void a_thousand_cases_make_a_page_of_less_than_two_megabytes() {
        List<CaseResult> cases = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            cases.add(CaseResult.of(Findings.report(i % 20 == 0 ? WRONG : RIGHT).named("case " + i), i + ".yaml"));
        }
        String html = new FrontPage(digest(true, cases)).html();
        assertThat(html).hasSizeLessThan(2_000_000).contains("50 of 1000 gradients and values fail", "40 more");
    }

    private static List<Map<String, Object>> linesOf(Digests digests) {
        java.nio.file.Path folder =
                org.assertj.core.util.Files.newTemporaryFolder().toPath();
        try {
            digests.write(folder);
            return java.nio.file.Files.readAllLines(folder.resolve(Digests.LINES)).stream()
                    .map(Json::map)
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String html(Finding... findings) {
        return new FrontPage(digest(true, findings)).html();
    }

    private static Digest digest(boolean complete, Finding... findings) {
        return digest(complete, List.of(CaseResult.of(Findings.report(findings), "one.yaml")));
    }

    private static Digest digest(boolean complete, List<CaseResult> cases) {
        return new Digest(Json.map(Json.text(MergedSummary.of(
                List.of(Summary.part(INFO, cases, List.of(), Unchecked.NOBODY_ASKS.part(Set.of()), true)),
                complete,
                ""))));
    }
}
