package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.check.Findings;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageHtmlTest {
    private static final Finding WRONG = Findings.of(
            "W", Verdict.DISAGREES, Findings.DIFFERENCES, Shape.of(2, 2), new double[] {2, 3, -4, 7}, 2, 2, -4, 7);

    @Test
    void text_is_escaped_wherever_it_comes_from() {
        String nasty = "<script>alert(\"1 & 2\")</script>";
        Finding finding = Findings.malformed("W", Shape.of(4), nasty).declared(nasty);
        GradientPage page = new GradientPage(
                Findings.report(finding).notRun(List.of(new NotRun(nasty, nasty))),
                Subject.gradient("W"),
                List.of(finding));
        assertThat(PageHtml.of(page))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;");
        assertThat(PageHtml.table(new GradientPage(Findings.report(WRONG), Subject.gradient(nasty), List.of(WRONG))))
                .doesNotContain("<script>");
    }

    @Test
    void a_page_shows_every_fact() {
        GradientPage page = GradientPageTest.page(WRONG);
        String html = PageHtml.of(page);
        assertThat(html).contains("<h2>net: dL/dW disagrees at W[0][1]</h2>");
        page.facts(page.groups().get(0)).forEach(fact -> assertThat(html).contains(PageHtml.escape(fact.value())));
    }

    @Test
    void what_fails_what_is_known_and_what_agrees_look_different() {
        assertThat(PageHtml.of(GradientPageTest.page(WRONG))).contains("class=\"bad\"");
        assertThat(PageHtml.of(GradientPageTest.page(WRONG.declared("why"))))
                .contains("class=\"known\"")
                .doesNotContain("class=\"bad\"");
    }

    @Test
    void a_page_says_what_was_not_run() {
        GradientPage page = new GradientPage(
                Findings.report(WRONG).notRun(List.of(new NotRun("autograd on cuda", "no device"))),
                Subject.gradient("W"),
                List.of(WRONG));
        assertThat(PageHtml.of(page)).contains("not run</span> autograd on cuda: no device");
    }

    @Test
    void the_table_has_a_row_for_each_element() {
        assertThat(rows(PageHtml.table(GradientPageTest.page(WRONG))))
                .containsExactly("W[0][0]", "W[0][1]", "W[1][0]", "W[1][1]");
    }

    @Test
    void a_row_has_the_numbers_of_every_witness() {
        Finding agrees = Findings.of(
                "W", Verdict.AGREES, Findings.AUTOGRAD, Shape.of(2, 2), new double[] {2, 3, -4, 7}, 2, 3, -4, 7);
        String row = row(PageHtml.table(GradientPageTest.page(WRONG, agrees)), "W[0][1]");
        assertThat(row)
                .contains("<td class=\"n bad\">3.0000000000000000e+00<td class=\"n bad\">2.0000000000000000e+00")
                .contains("<td class=\"n good\">3.0000000000000000e+00<td class=\"n good\">3.0000000000000000e+00");
    }

    @Test
    void a_witness_that_speaks_of_one_element_stands_in_that_row() {
        String table = PageHtml.table(GradientPageTest.page(Findings.nan("W", Shape.of(2, 2), 2), WRONG));
        assertThat(row(table, "W[1][0]")).contains("NaN");
        assertThat(row(table, "W[0][0]")).doesNotContain("NaN").contains("<td colspan=\"5\">");
    }

    @Test
    void a_witness_of_another_shape_does_not_disturb_the_rows() {
        Finding one = Findings.of("W", Verdict.DISAGREES, Findings.GOLDEN, Shape.of(1), new double[] {5}, 6);
        assertThat(rows(PageHtml.table(GradientPageTest.page(one, WRONG)))).hasSize(4);
    }

    @Test
    void a_large_table_is_cut_at_500_rows_and_says_so() {
        double[] zeros = new double[777];
        Finding large = Findings.of("W", Verdict.AGREES, Findings.DIFFERENCES, zeros, zeros);
        String table = PageHtml.table(GradientPageTest.page(large));
        assertThat(rows(table)).hasSize(500).endsWith("W[499]");
        assertThat(table).contains("<p>277 more elements are in the table as CSV.</p>");
        assertThat(PageHtml.table(GradientPageTest.page(WRONG))).doesNotContain("more elements");
    }

    @Test
    void the_csv_has_every_element_of_every_witness_with_all_digits() {
        double[] numbers = new double[777];
        Arrays.setAll(numbers, i -> i / 3.0);
        Finding large = Findings.of("W", Verdict.AGREES, Findings.DIFFERENCES, numbers, numbers);
        List<String> lines =
                TableCsv.of(GradientPageTest.page(large, WRONG)).lines().toList();
        assertThat(lines).hasSize(1 + 777 + 4);
        assertThat(lines.get(0))
                .isEqualTo("oracle,dtype,device,offset,index,verdict,analytic,expected,bound,rounding,left,right,step,"
                        + "evaluations");
        assertThat(lines.get(2))
                .isEqualTo("finite differences,float64,cpu,1,[1],agrees,0.3333333333333333,0.3333333333333333,1.0E-12,"
                        + "1.0E-15,0.3333333333333333,0.3333333333333333,0.0,0");
        assertThat(lines.get(779)).startsWith("finite differences,float64,cpu,1,[0][1],disagrees,3.0,2.0,");
    }

    private static List<String> rows(String table) {
        return table.lines()
                .flatMap(line -> Arrays.stream(line.split("<tr><th>")).skip(2))
                .map(row -> row.substring(0, row.indexOf('<')))
                .toList();
    }

    private static String row(String table, String element) {
        return Arrays.stream(table.split("<tr><th>"))
                .filter(row -> row.startsWith(element + "<"))
                .findFirst()
                .orElseThrow();
    }
}
