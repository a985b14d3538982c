package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.check.Findings;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MismatchPageTest {
    private static final Rerun AGAIN = new Rerun("mvn verify -Dgradcheck.case=net", "network: net");

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

    @TempDir
    private Path folder;

    @Test
    void a_page_says_what_is_wrong_where_by_how_much_and_why() {
        assertThat(html(WRONG))
                .contains(
                        "<h1>dL/dW disagrees at W[0][1]: 3.000 instead of 2.000, ratio 1.50000</h1>",
                        "single element. only element [0, 1] is wrong",
                        "look there",
                        "1 of 4 elements is concerned",
                        AGAIN.command(),
                        AGAIN.caseFile());
    }

    @Test
    void a_page_has_a_heat_map_and_intervals_but_no_curve_where_nothing_was_measured_by_steps() {
        assertThat(html(WRONG))
                .contains("heat map of the relative errors of W", "the values of W[0][1] with their bounds")
                .doesNotContain("against the step");
    }

    @Test
    void a_real_mismatch_has_the_curve_of_its_worst_element() {
        ScalarFunction cubic =
                new ScalarFunction("x²y", x -> x[0] * x[0] * x[1], x -> new double[] {2 * x[0] * x[1], -x[0] * x[0]});
        CheckReport report = new GradientCheck(
                        "cubic",
                        cubic,
                        ScalarFunction.point(1.5, -2),
                        DType.FLOAT64,
                        List.of(new FiniteDifferences()),
                        1)
                .run();
        String html = new MismatchPage(GradientPage.of(report).get(0), AGAIN).html();
        assertThat(html).contains("the estimate of x[1] and its bound against the step", "the chosen one");
    }

    @Test
    void a_page_of_form_alone_has_no_picture() {
        assertThat(html(Findings.malformed("W", Shape.of(4), "the gradient has shape (4)")))
                .contains("<h1>dL/dW malformed: the gradient has shape (4)</h1>")
                .doesNotContain("<svg");
    }

    @Test
    void a_declared_finding_looks_excused_and_says_why() {
        assertThat(html(WRONG.declared("defect 1")))
                .contains("class=\"banner known\"", "defect 1", ">known discrepancy</span>");
        assertThat(html(WRONG)).contains("class=\"banner bad\"");
    }

    @Test
    void a_page_says_what_was_not_run() {
        GradientPage page = new GradientPage(
                Findings.report(WRONG).notRun(List.of(new NotRun("autograd on cuda", "no device"))),
                Subject.gradient("W"),
                List.of(WRONG));
        assertThat(new MismatchPage(page, AGAIN).html()).contains("autograd on cuda: no device");
    }

    @Test
    void beside_a_page_lies_always_the_same_small_set() throws IOException {
        String place = new MismatchFolder(folder).write(GradientPageTest.page(WRONG), AGAIN);
        Path page = folder.resolve(place);
        assertThat(page.getParent().toFile().list())
                .containsExactlyInAnyOrder("index.html", "facts.txt", "comparison.csv", "case.yaml");
        assertThat(page.resolveSibling("facts.txt")).content().contains("dL/dW disagrees", AGAIN.command());
        assertThat(page.resolveSibling("case.yaml")).hasContent(AGAIN.caseFile());
    }

    @Test
    void folders_of_different_names_are_different_and_safe() {
        assertThat(MismatchFolder.of("net.float32", "dL-dW")).isEqualTo("mismatches/net.float32--dL-dW");
        assertThat(MismatchFolder.of("a/b", "c")).isNotEqualTo(MismatchFolder.of("a?b", "c"));
        assertThat(MismatchFolder.of("../..", "x")).matches("mismatches/[A-Za-z0-9-][A-Za-z0-9._-]*");
        assertThat(MismatchFolder.of("n".repeat(100_000), "x")).hasSizeLessThan(100);
    }

    /** Names and values from files are data, whatever they hold. */
    @Test
    void nothing_in_two_hundred_wild_cases_becomes_markup() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            String wild = Wild.text(random);
            Finding finding = Wild.finding(wild, random).diagnosed(new Diagnosis(wild, wild, wild, 0));
            GradientPage page = new GradientPage(
                    Findings.report(finding).notRun(List.of(new NotRun(wild, wild))),
                    finding.subject(),
                    List.of(finding));
            String place = new MismatchFolder(folder).write(page, new Rerun(wild, wild));
            String html = Files.readString(folder.resolve(place));
            assertThat(Wild.tags(html)).isSubsetOf(Wild.TAGS);
            assertThat(IntStream.of(html.codePoints().toArray()))
                    .noneMatch(c -> c < ' ' && c != '\n' && c != '\t' || c >= 0xD800 && c < 0xE000);
        }
    }

    private static String html(Finding... findings) {
        return new MismatchPage(GradientPageTest.page(findings), AGAIN).html();
    }
}
