package dev.gradcheck.golden;

/** A line of a file with a mark under a place in it, as compilers show it. */
final class Excerpt {
    private static final int WIDTH = 100;

    private Excerpt() {}

    /**
     * The line and the mark below it; a long line is cut to what is around the mark.
     *
     * @param line of the file
     * @param column counted from 1, in code points
     */
    static String of(String line, int column) {
        int[] signs = Printable.line(line).codePoints().toArray();
        int at = Math.max(0, Math.min(column - 1, signs.length));
        int from = Math.max(0, Math.min(at - WIDTH / 2, signs.length - WIDTH));
        int to = Math.min(signs.length, from + WIDTH);
        String left = from > 0 ? "…" : "";
        String right = to < signs.length ? "…" : "";
        return "  | " + left + new String(signs, from, to - from) + right + "\n  | "
                + " ".repeat(left.length() + at - from) + "^";
    }
}
