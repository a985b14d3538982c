package dev.gradcheck.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.each;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.text;

import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import j2html.utils.EscapeUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Renders what j2html describes. Every text and attribute is escaped as it is written; the style sheet is the only thing that is not. A
 * page of its own forbids by policy whatever could run or be fetched, should anything ever get through.
 */
final class Html {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
    private static final String STYLE = resource("page.css");

    /** Names and values of any length come from files; beside a page they are whole. */
    private static final int LONGEST = 10_000;

    private static final Config CONFIG = Config.defaults().withTextEscaper(Html::escape);

    private Html() {}

    /** A page that stands alone. */
    static String page(String title, List<? extends DomContent> content) {
        return "<!DOCTYPE html>\n"
                + render(html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().attr("http-equiv", "Content-Security-Policy")
                                                .withContent(POLICY),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        meta().withName("color-scheme").withContent("light dark"),
                                        j2html.TagCreator.title(title),
                                        styleSheet()),
                                body(main(each(content.stream().map(c -> (DomContent) c)))))
                        .withLang("en"));
    }

    static DomContent styleSheet() {
        return style(rawHtml(STYLE));
    }

    static String render(DomContent content) {
        try {
            return content.render(FlatHtml.into(new StringBuilder(), CONFIG)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a builder of strings cannot fail", e);
        }
    }

    /** A number of texts and elements. */
    static DomContent all(Object... parts) {
        return each(java.util.Arrays.stream(parts)
                .map(part -> part instanceof DomContent content ? content : text(String.valueOf(part))));
    }

    /** What markup means, and what no document may hold or nobody can see; what nobody would read to its end is cut, and says so. */
    static String escape(String text) {
        return EscapeUtil.escape(visible(brief(text, LONGEST)));
    }

    /** The first characters, and how many there are. */
    static String brief(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "… (" + text.length() + " characters)";
    }

    /** Control characters, halves of surrogate pairs and marks that turn the direction of writing are spelt out. */
    static String visible(String text) {
        if (text.chars().noneMatch(c -> Character.isISOControl(c) || c >= 0xD800 && c < 0xE000 || c >= 0x200E)) {
            return text;
        }
        return text.codePoints()
                .mapToObj(c -> isVisible(c) ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.SURROGATE, Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    static String resource(String name) {
        try (InputStream in = Html.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " of this package cannot be read", e);
        }
    }
}
