package dev.gradcheck;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * As much of Markdown as the README uses.
 *
 * @param text of the file
 */
record Markdown(String text) {
    /** An opening fence with its indentation and language, the lines, the closing fence. */
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```([a-z]*)\\n(.*?)^ *```$");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    /** The blocks of a language, without the indentation of their fences. */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(2).equals(language))
                .map(block -> block.group(3).lines().map(line -> withoutIndent(line, block.group(1))))
                .map(Markdown::joined)
                .toList();
    }

    /** Where links and pictures lead. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
    }

    /** The anchors of the headings, as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        HEADING.matcher(prose())
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
                .forEach(heading -> anchors.add("#" + heading.replace(' ', '-')));
        return anchors;
    }

    /** The part below a heading, up to the next heading of any level; empty if there is no such heading. */
    Optional<Markdown> section(String heading) {
        Matcher found = Pattern.compile("(?ms)^#+ " + Pattern.quote(heading) + "$(.*?)(?=^#+ |\\z)")
                .matcher(text);
        return found.find() ? Optional.of(new Markdown(found.group(1))) : Optional.empty();
    }

    /** The same, with everything below that is of a lower level. */
    Optional<Markdown> chapter(String heading) {
        Matcher found = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)")
                .matcher(text);
        return found.find() ? Optional.of(new Markdown(found.group(1))) : Optional.empty();
    }

    /** The cells of all table rows but the headings and the lines below them. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = prose().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean heading = i + 1 < lines.size() && isRule(lines.get(i + 1));
            if (lines.get(i).startsWith("|") && !isRule(lines.get(i)) && !heading) {
                rows.add(cells(lines.get(i)));
            }
        }
        return rows;
    }

    /** The first code in the first cell of each table row: the name that the row is about. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        rows().forEach(row -> code(row.get(0)).limit(1).forEach(names::add));
        return names;
    }

    /** The code in a text, without its backticks. */
    static Stream<String> code(String text) {
        return CODE.matcher(text).results().map((MatchResult code) -> code.group(1));
    }

    private String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    private static boolean isRule(String line) {
        return line.matches("\\|(-+\\|)+");
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1).split("\\|", -1)).map(String::strip).toList();
    }

    private static String withoutIndent(String line, String indent) {
        return line.startsWith(indent) ? line.substring(indent.length()) : line;
    }

    private static String joined(Stream<String> lines) {
        return String.join("\n", lines.toList());
    }
}
