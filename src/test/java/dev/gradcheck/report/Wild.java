package dev.gradcheck.report;

import dev.gradcheck.check.Findings;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and values that nobody should have, and somebody will. */
final class Wild {
    /** What our pages are made of. */
    static final Set<String> TAGS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "header",
            "section",
            "div",
            "p",
            "span",
            "strong",
            "h1",
            "h2",
            "h3",
            "figure",
            "figcaption",
            "svg",
            "g",
            "rect",
            "circle",
            "line",
            "text",
            "pre",
            "code",
            "a",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "details",
            "summary",
            "ul",
            "ol",
            "li",
            "nav",
            "small",
            "footer");

    private static final List<String> PARTS = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "</style><iframe src=//evil>",
            "</title></svg><object data=x>",
            "]]>&lt;b&gt;&amp;",
            "{{7*7}}${7*7}#{7*7}",
            "../../etc/passwd",
            "\u0000\u0001\u001b[31m\u007f",
            "\ud800",
            "\udc00x",
            "\u202e\u200f\ufeff",
            "数\uD83D\uDE00é",
            "x".repeat(100_000),
            "a\nb\r\tc",
            "%00;|`$(reboot)`",
            "-->",
            "");

    private static final Pattern TAG = Pattern.compile("<([a-zA-Z][a-zA-Z0-9]*)");

    private static final double[] VALUES = {
        0,
        -0.0,
        1,
        -2.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        1e308,
        -1e-300
    };

    private static final Shape[] SHAPES = {
        Shape.of(),
        Shape.of(1),
        Shape.of(0),
        Shape.of(0, 3),
        Shape.of(7),
        Shape.of(2, 3),
        Shape.of(3, 2, 2),
        Shape.of(60, 90)
    };

    private Wild() {}

    static String text(Random random) {
        return PARTS.get(random.nextInt(PARTS.size())) + PARTS.get(random.nextInt(PARTS.size()));
    }

    static Finding finding(String name, Random random) {
        Shape shape = SHAPES[random.nextInt(SHAPES.length)];
        if (shape.size() == 0) {
            return Findings.malformed(name, shape, name);
        }
        double[] analytic = values(shape.size(), random);
        Verdict verdict = Verdict.values()[1 + random.nextInt(Verdict.values().length - 1)];
        return Findings.of(name, verdict, Findings.DIFFERENCES, shape, analytic, values(shape.size(), random));
    }

    private static double[] values(int size, Random random) {
        return random.doubles(size)
                .map(d -> VALUES[random.nextInt(VALUES.length)])
                .toArray();
    }

    /** The names of all elements of a page. */
    static Set<String> tags(String html) {
        Set<String> tags = new TreeSet<>();
        Matcher matcher = TAG.matcher(html);
        while (matcher.find()) {
            tags.add(matcher.group(1));
        }
        return tags;
    }
}
