package dev.gradcheck.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The part of a golden file's text that says what is expected: a key at the left edge, and what is indented below it. */
final class ExpectedBlock {
    private static final Pattern KEY = Pattern.compile("(\"expected\"|'expected'|expected)\\s*:.*");

    private ExpectedBlock() {}

    static boolean isIn(String text) {
        return text.lines().anyMatch(line -> KEY.matcher(line).matches());
    }

    /** The text with this block in the place of its own, or at its end; all other lines stay as they are. */
    static String replaced(String text, String block) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int from = 0;
        while (from < lines.size() && !KEY.matcher(lines.get(from)).matches()) {
            from++;
        }
        int to = Math.min(from + 1, lines.size());
        while (to < lines.size() && (lines.get(to).isBlank() || lines.get(to).matches("\\s.*"))) {
            to++;
        }
        List<String> after = new ArrayList<>(lines.subList(0, from));
        after.addAll(block.lines().toList());
        after.addAll(lines.subList(to, lines.size()));
        return String.join("\n", after) + "\n";
    }
}
