package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.BlindSpots;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The points of one assertion, in the order in which they were given. */
final class Points {
    private final List<Parameters> points = new ArrayList<>();
    private final Set<String> named = new HashSet<>();

    /** Another point. */
    void add(Parameters point) {
        points.add(point);
        named.clear();
    }

    /** A parameter of the last point; named a second time, it begins another point, with the other parameters as they were. */
    void with(String parameter, Tensor value) {
        if (points.isEmpty() || named.contains(parameter)) {
            add(points.isEmpty() ? Parameters.NONE : last());
        }
        named.add(parameter);
        points.set(points.size() - 1, last().with(parameter, value));
    }

    /** Points around the last one. */
    void around(int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("atPointsAround(" + count + "): name a number of points from 1 on");
        }
        require("atPointsAround(…)");
        new NearbyPoints(last(), seed).take(count).forEach(this::add);
    }

    void require(String before) {
        if (points.isEmpty()) {
            throw new IllegalStateException("at which point? Call at(…) before " + before);
        }
    }

    Parameters first() {
        return points.get(0);
    }

    private Parameters last() {
        return points.get(points.size() - 1);
    }

    /** Every part at every point; where there are several points, the name says which. */
    List<Part> parts(Function<Parameters, List<Part>> at) {
        List<Part> all = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            String which = points.size() == 1 ? "" : ", point " + (i + 1) + " of " + points.size();
            at.apply(points.get(i))
                    .forEach(part -> all.add(new Part(part.name() + which, part.function(), part.point())));
        }
        return all;
    }

    /**
     * What some report shows is no blind spot of the others: the mistakes that all hide stand in the first of them, and fail there where they
     * have to. What the harness judges at a point of its own says nothing of them.
     */
    List<CheckReport> blind(List<CheckReport> reports, boolean fails) {
        List<CheckReport> telling = reports.stream()
                .filter(report -> !report.comparedNothing() && isOf(report.point()))
                .toList();
        BlindSpots left =
                telling.stream().map(CheckReport::blind).reduce(BlindSpots::and).orElse(BlindSpots.NONE);
        return reports.stream()
                .map(report -> report.blind(!telling.isEmpty() && report == telling.get(0) ? left : BlindSpots.NONE))
                .map(report -> fails ? report.failingOnBlindSpots() : report)
                .toList();
    }

    /** One of them, or a part of one. */
    private boolean isOf(Parameters point) {
        return points.stream().anyMatch(whole -> point.names().stream()
                .allMatch(name -> whole.has(name) && whole.get(name).equals(point.get(name))));
    }
}
