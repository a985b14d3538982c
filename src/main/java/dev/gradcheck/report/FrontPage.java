package dev.gradcheck.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.header;
import static j2html.TagCreator.main;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.gradcheck.report.Digest.Row;
import dev.gradcheck.verdict.Verdict;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What users see first: the verdict of the run, the worst findings, every gradient by every witness, what would not have been seen, what was
 * not run. It needs no script, so it stands where a policy stops those of Allure's page, which follows it in the same file.
 *
 * @param digest of the run
 */
record FrontPage(Digest digest) {
    private static final int WORST = 10;
    private static final int LONGEST = 300;

    /** Beside Allure's own style, which reaches everything outside of a shadow tree: the switch between the two. */
    private static final String SWITCH = "<style>body:has(#gradcheck-tests:checked) #gradcheck-front{display:none}"
            + "#gradcheck-tests{margin:10px 6px 10px 16px}#gradcheck-tests+label{font:14px system-ui,sans-serif}</style>"
            + "<nav aria-label=\"Pages\"><input type=\"checkbox\" id=\"gradcheck-tests\">"
            + "<label for=\"gradcheck-tests\">Show every test in detail (Allure)</label></nav>"
            + "<div id=\"gradcheck-front\"><template shadowrootmode=\"open\">";

    private static final String END = "</template></div>";

    /** The page alone. */
    String html() {
        return Html.page("gradcheck: " + digest.sentence(), content());
    }

    /** Before all that Allure shows, in the same file. */
    String into(String allure) {
        String front = SWITCH
                + Html.render(Html.all(
                        Html.styleSheet(), div(main(each(content(), c -> c))).withClass("page")))
                + END;
        return allure.replaceFirst("<body[^>]*>", "$0" + java.util.regex.Matcher.quoteReplacement(front));
    }

    private List<DomContent> content() {
        List<Row> rows = digest.rows();
        List<DomContent> content = new ArrayList<>();
        content.add(banner(rows));
        content.add(worst("What is wrong", rows.stream().filter(Row::fails).toList()));
        content.add(unchecked());
        content.add(
                worst("Known discrepancies", rows.stream().filter(Row::isKnown).toList()));
        content.add(matrix(rows));
        content.add(properties());
        content.add(untouched());
        content.add(blindSpots());
        content.add(notRun());
        content.add(environment());
        return content;
    }

    private DomContent banner(List<Row> rows) {
        long known = rows.stream().filter(Row::isKnown).count();
        List<String> also = new ArrayList<>();
        digest.news().ifPresent(also::add);
        digest.share().ifPresent(share -> also.add("only " + share + " of the suite"));
        if (known > 0) {
            also.add(known + (known == 1 ? " known discrepancy" : " known discrepancies"));
        }
        digest.list("devices").stream()
                .filter(d -> !Boolean.TRUE.equals(d.get("ran")))
                .forEach(d -> also.add(Digest.text(d.get("device")) + " not run"));
        if (!digest.list("blindSpots").isEmpty()) {
            also.add(digest.list("blindSpots").size() + " mistakes that would not have been seen");
        }
        return header(h1(digest.sentence()), p(String.join(", ", also)))
                .withClasses("banner", digest.isGood() ? "good" : "bad");
    }

    private DomContent worst(String title, List<Row> rows) {
        if (rows.isEmpty()) {
            return Html.all();
        }
        List<Row> first = rows.subList(0, Math.min(WORST, rows.size()));
        List<Row> others = rows.subList(first.size(), rows.size());
        return section(
                h2(title),
                list(first),
                others.isEmpty() ? Html.all() : details(summary(others.size() + " more"), list(others)));
    }

    private DomContent list(List<Row> rows) {
        return div(table(
                        thead(tr(each(
                                List.of(
                                        "verdict",
                                        "case",
                                        "gradient",
                                        "worst element",
                                        "there",
                                        "ratio",
                                        "elements",
                                        "likely fault"),
                                text -> th(text)))),
                        tbody(each(
                                rows,
                                row -> tr(
                                        td(tag(row.verdict()), isNew(row)),
                                        td(row.name()),
                                        td(link(row)),
                                        td(row.place()),
                                        td(row.size()),
                                        td(row.ratio()).withClass("n"),
                                        td(row.concerned()),
                                        td(row.fault().isEmpty() ? row.reason() : row.fault()))))))
                .withClass("scroll");
    }

    private DomContent isNew(Row row) {
        return digest.history().isNew(row) ? span("new").withClass("tag new") : Html.all();
    }

    private static DomContent link(Row row) {
        return row.page()
                .<DomContent>map(page -> a(row.subject()).withHref(page))
                .orElse(span(row.subject()));
    }

    private static DomContent tag(String verdict) {
        return span(verdict).withClasses("tag", FactsHtml.style(verdict, false));
    }

    private DomContent unchecked() {
        List<Map<String, Object>> cases = digest.unchecked();
        List<Map<String, Object>> first = cases.subList(0, Math.min(WORST, cases.size()));
        List<Map<String, Object>> others = cases.subList(first.size(), cases.size());
        return cases.isEmpty()
                ? Html.all()
                : section(
                        h2("What could not be checked"),
                        each(first, FrontPage::unchecked),
                        others.isEmpty()
                                ? Html.all()
                                : details(summary(others.size() + " more"), each(others, FrontPage::unchecked)));
    }

    /** Each problem of a case on a line; the rest of a long one is in the test below. */
    private static DomContent unchecked(Map<String, Object> one) {
        List<?> problems = one.get("problems") instanceof List<?> list ? list : List.of();
        return p(
                tag(Digest.text(one.get("verdict"))),
                span(" " + Digest.text(one.get("case"))),
                each(problems, problem -> p(Html.brief(Digest.text(problem), LONGEST))
                        .withClass("small soft")));
    }

    /** Those that do not simply agree are in sight, the others a click away. */
    private DomContent matrix(List<Row> rows) {
        List<Row> open = rows.stream()
                .filter(row -> row.findings().stream()
                        .anyMatch(f -> !Verdict.AGREES.label().equals(f.get("verdict")) && f.get("settledBy") == null))
                .toList();
        List<Row> agree = rows.stream().filter(row -> !open.contains(row)).toList();
        return section(
                h2("Every gradient by every witness"),
                open.isEmpty() ? Html.all() : matrixOf(open),
                agree.isEmpty()
                        ? Html.all()
                        : details(summary(agree.size() + " on which all witnesses agree"), matrixOf(agree)));
    }

    private DomContent matrixOf(List<Row> rows) {
        List<String> witnesses = digest.witnesses().stream()
                .filter(w -> rows.stream().anyMatch(row -> row.by(w).isPresent()))
                .toList();
        return div(table(
                        thead(tr(th("case"), th("gradient"), each(witnesses, w -> th(w)), th("seen from"))),
                        tbody(each(
                                rows,
                                row -> tr(
                                        td(row.name()),
                                        td(link(row)),
                                        each(witnesses, w -> cell(row.by(w))),
                                        td(Double.isNaN(row.resolution()) ? "" : Numbers.brief(row.resolution()))
                                                .withClass("n"))))))
                .withClass("scroll");
    }

    private static DomContent cell(Optional<Map<String, Object>> finding) {
        if (finding.isEmpty()) {
            return td();
        }
        String verdict = Digest.text(finding.get().get("verdict"));
        boolean isSettled = finding.get().get("settledBy") != null;
        boolean isKnown = Digest.isKnown(finding.get());
        return td(sign(verdict) + (isKnown ? " known" : isSettled ? " settled" : ""))
                .withClasses("v", FactsHtml.style(verdict, isKnown || isSettled))
                .withTitle(verdict + ": " + Digest.text(finding.get().get("reason")));
    }

    /** Colour never stands alone. */
    private static String sign(String verdict) {
        if (verdict.equals(Verdict.AGREES.label())) {
            return "✓";
        }
        return verdict.equals(Verdict.DISAGREES.label()) ? "✗" : verdict;
    }

    private DomContent properties() {
        List<Map<String, Object>> all = digest.list("properties");
        return all.isEmpty()
                ? Html.all()
                : section(
                        h2("Properties of random networks"),
                        each(
                                all,
                                property -> p(
                                        Boolean.TRUE.equals(property.get("holds"))
                                                ? span("holds").withClass("tag good")
                                                : span("falsified").withClass("tag bad"),
                                        span(" " + Digest.text(property.get("property")) + ": "
                                                + Digest.text(property.get("checked")) + " random functions "
                                                + Digest.text(property.get("verdicts"))))));
    }

    private DomContent blindSpots() {
        List<Map<String, Object>> all = digest.list("blindSpots");
        return all.isEmpty()
                ? Html.all()
                : section(
                        h2("What would not have been seen"),
                        details(
                                summary(all.size() + " mistakes at the points that were checked"),
                                each(
                                        all,
                                        spot -> p(Digest.text(spot.get("case")) + ", "
                                                + Digest.text(spot.get("gradient")) + ": "
                                                + Digest.text(spot.get("fault"))
                                                + ", because " + Digest.text(spot.get("because"))))));
    }

    private DomContent untouched() {
        return Unchecked.sentence(digest.summary())
                .<DomContent>map(sentence -> section(h2("What no check has judged"), p(Html.brief(sentence, LONGEST))))
                .orElse(Html.all());
    }

    private DomContent notRun() {
        Map<String, java.util.Set<String>> all = digest.notRun();
        return all.isEmpty()
                ? Html.all()
                : section(
                        h2("What was not run"),
                        each(
                                all.entrySet(),
                                entry -> p(
                                        span("not run").withClass("tag open"),
                                        span(" " + String.join(", ", entry.getValue()) + ": " + entry.getKey()))));
    }

    private DomContent environment() {
        Object versions = digest.summary().get("versions");
        return versions instanceof Map<?, ?> map
                ? details(
                        summary("Environment"),
                        table(tbody(
                                        tr(
                                                th("seed"),
                                                td(Digest.text(digest.summary().get("seed")))),
                                        each(
                                                map.entrySet(),
                                                entry -> tr(
                                                        th(Digest.text(entry.getKey())),
                                                        td(Digest.text(entry.getValue()))))))
                                .withClass("facts"))
                : Html.all();
    }
}
