package dev.gradcheck.golden;

/** Texts of unknown origin as they may stand in a message: on one line, without characters that move a terminal or turn the direction of writing. */
public final class Printable {
    private static final int CLIP = 60;
    private static final int FIRST_PICTURE = 0x2400;

    private Printable() {}

    /**
     * {@return the text on one line: control characters, surrogates without a partner and marks of direction as their code points}
     *
     * @param text any text
     */
    public static String text(String text) {
        if (text.codePoints().allMatch(Printable::isPlain)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPlain(c)) {
                safe.appendCodePoint(c);
            } else {
                safe.append(String.format("\\u%04x", c));
            }
        });
        return safe.toString();
    }

    /**
     * {@return the same text with one sign for each code point, so that columns stay what they are}
     *
     * @param text a line
     */
    public static String line(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().map(Printable::sign).forEach(safe::appendCodePoint);
        return safe.toString();
    }

    /**
     * {@return the beginning of a text that is long, and how long it is}
     *
     * @param text any text
     */
    public static String clipped(String text) {
        int count = text.codePointCount(0, text.length());
        return count <= CLIP
                ? text
                : text.substring(0, text.offsetByCodePoints(0, CLIP - 20)) + "… (" + count + " characters)";
    }

    private static int sign(int c) {
        if (c == '\t') {
            return ' ';
        }
        if (c < ' ') {
            return FIRST_PICTURE + c;
        }
        return isPlain(c) ? c : '\uFFFD';
    }

    private static boolean isPlain(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
