package dev.gradcheck.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Values with their bounds on one axis: who overlaps whom.
 *
 * @param name of the element
 * @param rows at least one finite value
 */
public record Intervals(String name, List<Interval> rows) {
    private static final double ROW = 36;
    private static final double LEFT = 8;

    /** A bound that is this many times wider than the values are apart only shows that it is wide. */
    private static final double WIDE = 3;

    /**
     * Keeps what is finite.
     *
     * @param name of the element
     * @param rows with at least one finite value
     * @throws IllegalArgumentException if no value is finite
     */
    public Intervals {
        rows = rows.stream().filter(row -> Double.isFinite(row.value())).toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("no value of " + name + " is finite");
        }
    }

    /** {@return the picture} */
    public Svg svg() {
        Axis axis = axis();
        double bottom = ROW * rows.size() + 6;
        Svg picture = Svg.picture(bottom + 34, "the values of " + name + " with their bounds");
        for (double tick : axis.ticks()) {
            double x = axis.at(axis.origin() + tick);
            picture.with(Svg.line(x, 0, x, bottom, "g"), Svg.text(x, bottom + 13, axis.text(tick), "l t"));
        }
        accused().forEach(row -> picture.with(Svg.line(axis.at(row.value()), 0, axis.at(row.value()), bottom, "a")));
        for (int i = 0; i < rows.size(); i++) {
            picture.with(row(rows.get(i), axis, i * ROW));
        }
        String unit = axis.origin() == 0 ? "value of " + name : name + " − (" + axis.origin() + ")";
        return picture.with(Svg.line(LEFT, bottom, Svg.WIDTH - LEFT, bottom, "x"))
                .with(Svg.text(Svg.WIDTH / 2, bottom + 29, unit, "l t"));
    }

    private List<Interval> accused() {
        return rows.stream().filter(Interval::isAccused).toList();
    }

    private static List<Svg> row(Interval row, Axis axis, double y) {
        String style = row.isAccused() ? "accused" : "oracle";
        double middle = y + 24;
        double x = axis.at(row.value());
        List<Svg> parts = new ArrayList<>();
        parts.add(Svg.text(LEFT, y + 13, row.text(), "l b"));
        if (row.bound().isPresent()) {
            double low = axis.at(row.low());
            double high = axis.at(row.high());
            parts.add(Svg.rect(low, middle - 4, Math.max(high - low, 1), 8, style + " band"));
            parts.add(Svg.line(low, middle, high, middle, style));
            parts.add(end(low, middle, axis.shows(row.low()), style, -1));
            parts.add(end(high, middle, axis.shows(row.high()), style, 1));
        } else if (!row.isAccused()) {
            parts.add(Svg.line(LEFT, middle, Svg.WIDTH - LEFT, middle, "open"));
        }
        parts.add(Svg.circle(x, middle, 5, style).saying(row.text() + " (" + row.value() + ")"));
        return parts;
    }

    /** A whisker, or an arrow where the interval goes on. */
    private static Svg end(double x, double y, boolean isShown, String style, int direction) {
        return isShown
                ? Svg.line(x, y - 6, x, y + 6, style)
                : Svg.text(x - direction * 4, y + 5, direction < 0 ? "◀" : "▶", "l t");
    }

    /** All values; bounds as far as they are not many times wider. */
    private Axis axis() {
        double low = values().min().orElseThrow();
        double high = values().max().orElseThrow();
        double narrow = rows.stream()
                .mapToDouble(row -> row.bound().orElse(0))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double reach = high > low ? Math.min(narrow, WIDE * (high - low)) : narrow;
        return Axis.around(
                rows.stream()
                        .mapToDouble(r -> Math.max(r.low(), r.value() - reach))
                        .min()
                        .orElse(low),
                rows.stream()
                        .mapToDouble(r -> Math.min(r.high(), r.value() + reach))
                        .max()
                        .orElse(high),
                LEFT + 6,
                Svg.WIDTH - LEFT - 6);
    }

    private DoubleStream values() {
        return rows.stream().mapToDouble(Interval::value);
    }
}
