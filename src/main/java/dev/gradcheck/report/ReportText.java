package dev.gradcheck.report;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.golden.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** A check as plain text: for failure messages, the console, and attachments. */
public final class ReportText {
    private ReportText() {}

    /** Characters of a fact in a message, which ends on a console. */
    private static final int LONGEST = 1_000;

    /**
     * {@return every finding of a check that fails the build, with its facts; a text of a user's that is very long is cut, no finding is}
     *
     * @param report the check's
     */
    public static String failures(CheckReport report) {
        return GradientPage.of(report).stream()
                .flatMap(page -> failures(page).stream().map(text -> Printable.text(report.name()) + ": " + text))
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
                .map(group -> facts(page.facts(group), LONGEST))
                .toList();
    }

    /**
     * {@return a text of unknown origin on one line of a console: nothing in it moves the terminal, and what is very long is cut}
     *
     * @param text of a user's code or file
     */
    public static String line(String text) {
        return line(text, LONGEST);
    }

    static String line(String text, int longest) {
        String safe = Printable.text(text);
        int count = safe.codePointCount(0, safe.length());
        return count <= longest
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, longest)) + "… (" + count
                        + " characters, whole in the report)";
    }

    /**
     * {@return one page as text, graver findings first}
     *
     * @param page of a gradient
     */
    public static String page(GradientPage page) {
        StringBuilder text = new StringBuilder(page.headline()).append("\n");
        page.groups().forEach(group -> text.append("\n").append(facts(page.facts(group), Integer.MAX_VALUE)));
        for (NotRun notRun : page.notRun()) {
            text.append("\nnot run: ")
                    .append(Printable.text(notRun.what()))
                    .append(": ")
                    .append(Printable.text(notRun.reason()))
                    .append("\n");
        }
        return text.toString();
    }

    /** The first fact is the heading; the values of the others are aligned. */
    private static String facts(List<Fact> facts, int longest) {
        List<Fact> safe = facts.stream()
                .map(f -> new Fact(line(f.key(), longest), line(f.value(), longest)))
                .toList();
        int width = safe.stream().skip(1).mapToInt(f -> f.key().length()).max().orElse(0);
        StringBuilder text = new StringBuilder(safe.get(0).value()).append("\n");
        safe.stream().skip(1).forEach(f -> text.append("  ")
                .append(f.key())
                .append(" ".repeat(width - f.key().length()))
                .append(" : ")
                .append(f.value())
                .append("\n"));
        return text.toString();
    }
}
