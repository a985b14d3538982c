package dev.gradcheck.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import j2html.tags.DomContent;

/** Facts of findings as elements of a page. */
final class FactsHtml {
    private FactsHtml() {}

    /** A box with the heading of a group of findings and its facts. */
    static DomContent of(GradientPage page, FindingGroup group) {
        var facts = page.facts(group);
        return div(
                        p(tag(group.first()), span(" " + facts.get(0).value())),
                        table(tbody(each(
                                        facts.subList(1, facts.size()),
                                        f -> tr(th(f.key()).attr("scope", "row"), td(f.value())))))
                                .withClass("facts"))
                .withClass("box");
    }

    /** What stands at the top of a test in Allure's page, which has a style of its own. */
    static String description(GradientPage page) {
        return Html.render(div(p(page.sentence()), each(page.groups(), group -> of(page, group)), notRun(page)));
    }

    static DomContent notRun(GradientPage page) {
        return each(
                page.notRun(), n -> p(span("not run").withClass("tag open"), span(" " + n.what() + ": " + n.reason())));
    }

    static DomContent tag(Finding finding) {
        String text =
                finding.known().isPresent() ? Summary.KNOWN : finding.verdict().label();
        return span(text).withClasses("tag", style(finding));
    }

    static String style(Finding finding) {
        return style(
                finding.verdict().label(),
                finding.known().isPresent() || finding.settledBy().isPresent());
    }

    /** The class of a verdict's colour, by its label. */
    static String style(String verdict, boolean isExcused) {
        if (verdict.equals(Verdict.AGREES.label())) {
            return "good";
        }
        if (verdict.equals(Verdict.AGREES_AT_A_KINK.label())) {
            return "kink";
        }
        if (verdict.equals(Verdict.IMPRECISE.label()) || isExcused || verdict.equals(Summary.KNOWN)) {
            return "known";
        }
        return verdict.equals(Verdict.UNDECIDED.label()) || verdict.equals(Summary.NOT_RUN) ? "open" : "bad";
    }
}
