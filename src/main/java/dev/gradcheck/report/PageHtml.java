package dev.gradcheck.report;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A page of the report as HTML that stands alone: the facts of each finding, and the table of all elements. */
final class PageHtml {
    /** A browser shows this many rows without trouble; the rest is counted, and complete in the attachment of the table as CSV. */
    private static final int ROWS = 500;

    private static final String STYLE = """
            <style>
            body{font:14px/1.45 system-ui,sans-serif;color:#222;margin:12px}
            h2{font-size:16px;margin:18px 0 6px} table{border-collapse:collapse;margin:4px 0 14px}
            td{overflow-wrap:anywhere} td,th{padding:3px 10px;border:1px solid #ddd;text-align:left;vertical-align:top}
            th{background:#f4f4f6;font-weight:600;white-space:nowrap} th[colspan]{white-space:normal} td.n{font-family:ui-monospace,monospace;text-align:right;white-space:nowrap}
            .bad{background:#fde3e1}.known{background:#fff3d6}.kink{background:#e8eefc}.open{background:#eee}.good{background:#e6f4e6}
            .tag{padding:1px 8px;border-radius:9px}
            </style>
            """;

    /** What every page begins with. */
    static final String HEAD = "<!doctype html><meta charset=\"utf-8\">" + STYLE;

    private PageHtml() {}

    static String of(GradientPage page) {
        StringBuilder html = new StringBuilder(HEAD);
        html.append("<h2>")
                .append(escape(page.report().name() + ": " + page.headline()))
                .append("</h2>");
        page.groups().forEach(group -> facts(html, page, group));
        for (var notRun : page.notRun()) {
            html.append("<p><span class=\"tag open\">not run</span> ")
                    .append(escape(notRun.what() + ": " + notRun.reason()))
                    .append("</p>");
        }
        return html.toString();
    }

    static String table(GradientPage page) {
        List<Finding> compared =
                page.findings().stream().filter(f -> !f.elements().isEmpty()).toList();
        StringBuilder html = new StringBuilder(HEAD);
        html.append("<h2>")
                .append(escape(page.name()))
                .append(": every element, by every witness</h2><table><tr><th>element");
        for (Finding finding : compared) {
            html.append("<th>analytic, ").append(finding.witness().dtype());
            html.append("<th>")
                    .append(escape(finding.witness().toString()))
                    .append("<th>bound<th>difference<th>allowed");
        }
        List<Map<Integer, ElementVerdict>> byOffset =
                compared.stream().map(PageHtml::byOffset).toList();
        int size = compared.stream().mapToInt(f -> f.shape().size()).max().orElse(0);
        for (int i = 0; i < Math.min(size, ROWS); i++) {
            row(html, page, compared, byOffset, i);
        }
        html.append("</table>");
        if (size > ROWS) {
            html.append("<p>").append(size - ROWS).append(" more elements are in the table as CSV.</p>");
        }
        return html.toString();
    }

    private static void facts(StringBuilder html, GradientPage page, FindingGroup group) {
        List<Fact> facts = page.facts(group);
        html.append("<table><tr><th colspan=2 class=\"")
                .append(style(group.first()))
                .append("\">")
                .append(escape(facts.get(0).value()));
        facts.stream().skip(1).forEach(f -> html.append("<tr><th>")
                .append(escape(f.key()))
                .append("<td>")
                .append(escape(f.value())));
        html.append("</table>");
    }

    /** A witness need not speak of every element: structure names those that are not finite. */
    private static Map<Integer, ElementVerdict> byOffset(Finding finding) {
        return finding.elements().stream().collect(Collectors.toMap(ElementVerdict::element, e -> e));
    }

    private static void row(
            StringBuilder html,
            GradientPage page,
            List<Finding> compared,
            List<Map<Integer, ElementVerdict>> byOffset,
            int i) {
        Shape shape = compared.stream()
                .map(Finding::shape)
                .filter(s -> i < s.size())
                .findFirst()
                .orElseThrow();
        html.append("<tr><th>").append(escape(page.subject().name() + Numbers.index(shape.index(i))));
        for (int k = 0; k < compared.size(); k++) {
            ElementVerdict element = byOffset.get(k).get(i);
            if (element == null) {
                html.append("<td colspan=\"5\">");
            } else {
                cells(html, compared.get(k), element);
            }
        }
    }

    private static void cells(StringBuilder html, Finding finding, ElementVerdict e) {
        DType dtype = finding.witness().dtype();
        String style = style(e.verdict(), finding.known().isPresent());
        String bound =
                e.slope().bound().isPresent() ? Numbers.brief(e.slope().bound().getAsDouble()) : "unknown";
        for (String text : List.of(
                Numbers.full(e.analytic(), dtype),
                Numbers.full(e.slope().value(), dtype),
                bound,
                Numbers.brief(e.error()),
                Numbers.brief(e.allowed()))) {
            html.append("<td class=\"n ").append(style).append("\">").append(escape(text));
        }
    }

    private static String style(Finding finding) {
        return style(finding.verdict(), finding.known().isPresent());
    }

    private static String style(Verdict verdict, boolean known) {
        return switch (verdict) {
            case AGREES -> "good";
            case AGREES_AT_A_KINK -> "kink";
            case IMPRECISE -> "known";
            case UNDECIDED -> "open";
            case ORACLE_CONFLICT, DISAGREES, MALFORMED -> known ? "known" : "bad";
        };
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
