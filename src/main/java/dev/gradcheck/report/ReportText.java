package dev.gradcheck.report;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.NotRun;
import java.util.List;
import java.util.stream.Collectors;

/** A check as plain text: for failure messages, the console, and attachments. */
public final class ReportText {
    private ReportText() {}

    /**
     * {@return every finding of a check that fails the build, with its facts; nothing is cut}
     *
     * @param report the check's
     */
    public static String failures(CheckReport report) {
        return GradientPage.of(report).stream()
                .flatMap(page -> failures(page).stream().map(text -> report.name() + ": " + text))
                .collect(Collectors.joining("\n"));
    }

    /**
     * {@return each group of findings of a page that fails the build, with its facts, a line each}
     *
     * @param page of a gradient
     */
    public static List<String> failures(GradientPage page) {
        return page.groups().stream()
                .filter(group -> group.first().failsBuild())
                .map(group -> facts(page.facts(group)))
                .toList();
    }

    /**
     * {@return one page as text, graver findings first}
     *
     * @param page of a gradient
     */
    public static String page(GradientPage page) {
        StringBuilder text = new StringBuilder(page.headline()).append("\n");
        page.groups().forEach(group -> text.append("\n").append(facts(page.facts(group))));
        for (NotRun notRun : page.notRun()) {
            text.append("\nnot run: ")
                    .append(notRun.what())
                    .append(": ")
                    .append(notRun.reason())
                    .append("\n");
        }
        return text.toString();
    }

    /** The first fact is the heading; the values of the others are aligned. */
    private static String facts(List<Fact> facts) {
        int width = facts.stream().skip(1).mapToInt(f -> f.key().length()).max().orElse(0);
        StringBuilder text = new StringBuilder(facts.get(0).value()).append("\n");
        facts.stream().skip(1).forEach(f -> text.append("  ")
                .append(f.key())
                .append(" ".repeat(width - f.key().length()))
                .append(" : ")
                .append(f.value())
                .append("\n"));
        return text.toString();
    }
}
