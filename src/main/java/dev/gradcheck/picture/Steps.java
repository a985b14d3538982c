package dev.gradcheck.picture;

import dev.gradcheck.oracle.StepCurve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The estimate of one element and the bound on its error against the step: above the estimates with their bounds and the value judged as a
 * line, below the bounds and the distances from the value judged, both in powers of ten.
 *
 * @param name of the element
 * @param points at least one, of finite estimates
 * @param analytic the value judged
 * @param chosen the step whose estimate was believed; empty where none was
 */
public record Steps(String name, List<Point> points, double analytic, OptionalDouble chosen) {
    private static final double LEFT = 58;
    private static final double UPPER = 150;
    private static final double GAP = 22;
    private static final double LOWER = 110;
    private static final double BOTTOM = UPPER + GAP + LOWER;

    /**
     * Keeps what is finite.
     *
     * @param name of the element
     * @param points with at least one finite estimate
     * @param analytic the value judged
     * @param chosen the step whose estimate was believed
     * @throws IllegalArgumentException if no estimate is finite
     */
    public Steps {
        points = points.stream()
                .filter(p -> Double.isFinite(p.estimate()) && Double.isFinite(p.bound()))
                .toList();
        if (points.isEmpty()) {
            throw new IllegalArgumentException("no estimate of " + name + " is finite");
        }
    }

    /** {@return the picture} */
    public Svg svg() {
        Axis steps = Axis.around(log(smallest()), log(largest()), LEFT, Svg.WIDTH - 8);
        return Svg.picture(BOTTOM + 34, "the estimate of " + name + " and its bound against the step")
                .with(decades(steps))
                .with(estimates(steps))
                .with(bounds(steps))
                .with(chosenLine(steps))
                .with(Svg.text((LEFT + Svg.WIDTH) / 2, BOTTOM + 30, stepsTitle(), "l t"));
    }

    private List<Svg> estimates(Axis steps) {
        Axis values = values();
        List<Svg> parts = new ArrayList<>();
        for (double tick : values.ticks()) {
            double y = values.at(values.origin() + tick);
            parts.add(Svg.line(LEFT, y, Svg.WIDTH - 8, y, "g"));
            parts.add(Svg.text(LEFT - 4, y + 4, Axis.label(tick), "l e"));
        }
        String above = values.origin() == 0 ? "estimate" : "estimate − (" + values.origin() + ")";
        parts.add(Svg.text(0, 10, above, "l"));
        if (Double.isFinite(analytic)) {
            double y = values.at(analytic);
            parts.add(Svg.line(LEFT, y, Svg.WIDTH - 8, y, "a").saying("analytic: " + analytic));
            parts.add(Svg.text(Svg.WIDTH - 10, y < UPPER / 2 ? y + 13 : y - 4, "analytic", "l e accused"));
        }
        for (Point point : points) {
            double x = steps.at(log(point.h()));
            boolean isInside = values.shows(point.estimate());
            parts.add(Svg.line(
                    x,
                    values.at(point.estimate() - point.bound()),
                    x,
                    values.at(point.estimate() + point.bound()),
                    "oracle"));
            parts.add(isInside ? dot(x, values.at(point.estimate()), point) : beyond(x, point, values));
        }
        return parts;
    }

    private Svg dot(double x, double y, Point point) {
        return Svg.circle(x, y, isChosen(point) ? 5 : 3, "oracle").saying(hover(point));
    }

    /** An estimate that lies outside of the picture. */
    private static Svg beyond(double x, Point point, Axis values) {
        boolean isAbove = point.estimate() > values.high();
        return Svg.text(x, isAbove ? 26 : UPPER - 2, isAbove ? "▲" : "▼", "l t").saying(hover(point));
    }

    private static String hover(Point point) {
        return String.format(
                Locale.ROOT, "h = %.3g: %s ± %.2g", point.h(), Double.toString(point.estimate()), point.bound());
    }

    private List<Svg> bounds(Axis steps) {
        List<Double> logs = points.stream()
                .flatMap(p -> Stream.of(p.bound(), distance(p)))
                .filter(v -> v > 0)
                .map(Steps::log)
                .toList();
        List<Svg> parts = new ArrayList<>();
        parts.add(Svg.text(LEFT, UPPER + GAP - 6, "bound (●) and distance from the analytic value (×)", "l"));
        if (logs.isEmpty()) {
            return parts;
        }
        Axis sizes = Axis.around(
                logs.stream().mapToDouble(v -> v).min().orElseThrow(),
                logs.stream().mapToDouble(v -> v).max().orElseThrow(),
                BOTTOM,
                UPPER + GAP + 4);
        for (double tick : sizes.ticks()) {
            double y = sizes.at(sizes.origin() + tick);
            parts.add(Svg.line(LEFT, y, Svg.WIDTH - 8, y, "g"));
            parts.add(Svg.text(LEFT - 4, y + 4, power(sizes.origin() + tick), "l e"));
        }
        for (Point point : points) {
            double x = steps.at(log(point.h()));
            if (distance(point) > 0) {
                parts.add(Svg.text(x, sizes.at(log(distance(point))) + 4, "×", "l t accused"));
            }
            if (point.bound() > 0) {
                parts.add(Svg.circle(x, sizes.at(log(point.bound())), isChosen(point) ? 5 : 3, "oracle")
                        .saying(hover(point)));
            }
        }
        return parts;
    }

    private double distance(Point point) {
        return Math.abs(point.estimate() - analytic);
    }

    private List<Svg> decades(Axis steps) {
        List<Svg> parts = new ArrayList<>();
        parts.add(Svg.line(LEFT, UPPER, Svg.WIDTH - 8, UPPER, "x"));
        parts.add(Svg.line(LEFT, BOTTOM, Svg.WIDTH - 8, BOTTOM, "x"));
        for (double tick : steps.ticks()) {
            double x = steps.at(steps.origin() + tick);
            parts.add(Svg.text(x, BOTTOM + 14, power(steps.origin() + tick), "l t"));
        }
        return parts;
    }

    private List<Svg> chosenLine(Axis steps) {
        if (chosen.isEmpty() || !(chosen.getAsDouble() > 0)) {
            return List.of();
        }
        double x = steps.at(log(chosen.getAsDouble()));
        return List.of(Svg.line(x, 16, x, BOTTOM, "chosen"));
    }

    private String stepsTitle() {
        return chosen.isPresent()
                ? "step h (dotted: the chosen one, " + Axis.label(chosen.getAsDouble()) + ")"
                : "step h";
    }

    private boolean isChosen(Point point) {
        return chosen.isPresent() && Math.abs(point.h() / chosen.getAsDouble() - 1) < 1e-3;
    }

    /** The value judged and every estimate that is known as well as the best within a factor of a thousand. */
    private Axis values() {
        double best = points.stream().mapToDouble(Point::bound).min().orElse(0);
        Point finest =
                points.stream().filter(p -> p.bound() == best).findFirst().orElseThrow();
        double low = finest.estimate() - best;
        double high = finest.estimate() + best;
        if (Double.isFinite(analytic)) {
            low = Math.min(low, analytic);
            high = Math.max(high, analytic);
        }
        double width = high - low;
        for (Point point : points) {
            if (Math.abs(point.estimate() - finest.estimate()) <= width) {
                low = Math.min(low, point.estimate());
                high = Math.max(high, point.estimate());
            }
        }
        return Axis.around(low, high, UPPER, 16);
    }

    private static String power(double exponent) {
        return exponent == Math.rint(exponent) ? "1e" + (long) exponent : Axis.label(Math.pow(10, exponent));
    }

    private static double log(double value) {
        return Math.log10(value);
    }

    private double smallest() {
        return points.stream().mapToDouble(Point::h).min().orElseThrow();
    }

    private double largest() {
        return points.stream().mapToDouble(Point::h).max().orElseThrow();
    }
}
