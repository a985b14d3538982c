package dev.gradcheck.picture;

import j2html.tags.ContainerTag;
import java.util.Locale;

/** An element of SVG. Each is closed explicitly: HTML's parser would nest what is not. */
public final class Svg extends ContainerTag<Svg> {
    /** The width of every picture, in its own units. */
    static final double WIDTH = 420;

    Svg(String name) {
        super(name);
    }

    /** The root: as wide as its place, with a name for those who do not see it. */
    static Svg picture(double height, String name) {
        return new Svg("svg")
                .attr("viewBox", "0 0 " + number(WIDTH) + " " + number(height))
                .attr("role", "img")
                .attr("aria-label", name);
    }

    static Svg rect(double x, double y, double width, double height, String style) {
        return new Svg("rect")
                .at("x", x)
                .at("y", y)
                .at("width", Math.max(width, 0))
                .at("height", Math.max(height, 0))
                .withClass(style);
    }

    static Svg line(double x1, double y1, double x2, double y2, String style) {
        return new Svg("line")
                .at("x1", x1)
                .at("y1", y1)
                .at("x2", x2)
                .at("y2", y2)
                .withClass(style);
    }

    static Svg circle(double x, double y, double radius, String style) {
        return new Svg("circle").at("cx", x).at("cy", y).at("r", radius).withClass(style);
    }

    static Svg text(double x, double y, String text, String style) {
        return new Svg("text").at("x", x).at("y", y).withClass(style).withText(text);
    }

    /** What is said of this element under the pointer. */
    Svg saying(String hover) {
        return with(new Svg("title").withText(hover));
    }

    Svg at(String attribute, double value) {
        return attr(attribute, number(value));
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
