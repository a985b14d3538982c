package dev.gradcheck.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.header;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.summary;

import dev.gradcheck.picture.HeatMap;
import dev.gradcheck.picture.Svg;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Precision;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Verdict;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The page of one gradient that does not agree, which stands alone: what is wrong, where, by how much and why probably; pictures of it; the
 * evidence; how to reproduce it.
 *
 * @param page of the gradient
 * @param reproduction how to do the check again
 */
record MismatchPage(GradientPage page, Rerun reproduction) {
    String html() {
        return Html.page(page.report().name() + ": " + page.headline(), content());
    }

    private List<DomContent> content() {
        List<DomContent> content = new ArrayList<>();
        content.add(banner());
        content.add(pictures());
        digits().ifPresent(content::add);
        content.add(section(h2("How to reproduce it"), pre(code(reproduction.command())), files()));
        content.add(section(h2("Evidence"), each(page.groups(), group -> FactsHtml.of(page, group))));
        content.add(FactsHtml.notRun(page));
        content.add(details(summary("The case file"), pre(code(reproduction.caseFile()))));
        return content;
    }

    private DomContent banner() {
        Finding gravest = page.byGravity().get(0);
        return header(
                        p(
                                FactsHtml.tag(gravest),
                                span(" " + page.report().name()).withClass("soft"),
                                span(", " + page.report().dtype()).withClass("soft")),
                        h1(page.sentence()),
                        why(gravest),
                        gravest.known()
                                .<DomContent>map(k -> p(strong("Known: "), span(k)))
                                .orElse(Html.all()))
                .withClasses("banner", FactsHtml.style(gravest));
    }

    private DomContent why(Finding gravest) {
        Optional<Diagnosis> diagnosis = page.diagnosis();
        return diagnosis.isPresent()
                ? Html.all(
                        p(
                                strong("Likely fault: "),
                                span(diagnosis.get().fault() + ". "
                                        + diagnosis.get().sentence())),
                        p(strong("Remedy: "), span(diagnosis.get().remedy())))
                : p(gravest.reason());
    }

    private DomContent pictures() {
        Optional<Evidence> evidence = Evidence.of(page);
        if (evidence.isEmpty()) {
            return Html.all();
        }
        Evidence seen = evidence.get();
        List<DomContent> pictures = new ArrayList<>();
        seen.heatMap().ifPresent(map -> pictures.add(picture("Where", map.svg(), where(seen, map))));
        seen.intervals()
                .ifPresent(
                        i -> pictures.add(
                                picture(
                                        "Who says what of " + seen.place(),
                                        i.svg(),
                                        List.of(
                                                "A bar is what a value is known to. Bars that do not overlap contradict each other."))));
        seen.steps()
                .ifPresent(s -> pictures.add(picture(
                        "Differences of " + s.name() + " at every step",
                        s.svg(),
                        List.of("Where the estimates settle, and their bound is least, is the slope. The dashed line is"
                                + " the value judged."))));
        return div(each(pictures, p -> p)).withClass("pictures");
    }

    private static List<String> where(Evidence seen, HeatMap map) {
        List<String> notes = new ArrayList<>();
        Finding finding = seen.finding();
        if (finding.verdict() != Verdict.AGREES) {
            notes.add(finding.affected() + " of " + finding.elements().size() + " elements "
                    + (finding.affected() == 1 ? "is" : "are") + " concerned, by " + finding.witness()
                    + "; the worst is " + seen.place() + ".");
        }
        notes.addAll(map.notes());
        finding.survey()
                .ifPresent(
                        s -> notes.add("Random directions of all elements together speak for those that are blank."));
        return notes;
    }

    private static DomContent picture(String title, Svg svg, List<String> notes) {
        return figure(h2(title), svg, figcaption(String.join(" ", notes)));
    }

    /** Digits of the declared dtype that rounding loses, as the shadow shows them. */
    private Optional<DomContent> digits() {
        return page.findings().stream()
                .filter(f -> f.witness().source() == Source.SHADOW
                        && f.verdict() != Verdict.AGREES
                        && f.worst().isPresent())
                .findFirst()
                .map(this::digits);
    }

    private DomContent digits(Finding shadow) {
        DType dtype = shadow.witness().dtype();
        double scale = shadow.elements().stream()
                .mapToDouble(e -> Math.abs(e.slope().value()))
                .max()
                .orElse(0);
        ElementVerdict worst = shadow.worstElement().orElseThrow();
        double relative = worst.error() == 0 ? 0 : worst.error() / scale;
        double all = -Math.log10(dtype.unitRoundoff());
        double lost = Precision.digitsLost(dtype, relative);
        List<DomContent> boxes = new ArrayList<>();
        for (int i = 0; i < Math.round(all); i++) {
            boxes.add(i < Math.round(all - lost) ? span() : span().withClass("lost"));
        }
        String text =
                String.format(Locale.ROOT, "%.1f of %.1f decimal digits are lost to rounding in %s", lost, all, dtype);
        return section(
                h2("Digits lost in " + dtype),
                div(each(boxes, b -> b)).withClass("digits").attr("role", "img").attr("aria-label", text),
                p(text + "; the same formula in float64 is the measure.").withClass("small soft"));
    }

    private static DomContent files() {
        return p(
                        span("Beside this page: "),
                        a(MismatchFolder.FACTS).withHref(MismatchFolder.FACTS),
                        span(", "),
                        a(MismatchFolder.TABLE).withHref(MismatchFolder.TABLE),
                        span(" (every element by every witness), "),
                        a(MismatchFolder.CASE).withHref(MismatchFolder.CASE))
                .withClass("small");
    }
}
