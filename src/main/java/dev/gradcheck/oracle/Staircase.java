package dev.gradcheck.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A function whose values lie on a coarse grid: rounded to float32 within, quantised, or cancelled to a few digits. Near the point it
 * is on one tread, so that small steps see the slope of the tread, often 0, without any noise; only where it leaves its tread does the
 * grid show. Stairs go on: a single jump near the point is a step, and the function is smooth here.
 */
final class Staircase {
    /** A smooth function leaves its tangent by 16 times less from one step to the next. */
    private static final double ABRUPT = 64;

    /** A distance from the tread that stands out of the noise. */
    private static final double DISTINCT = 8;

    /** Halvings of the way to the edge of the tread: what is continuous there becomes small, a jump does not. */
    private static final int HALVINGS = 12;

    /** From one step to the next, four times as long, only a few edges are passed. */
    private static final double JUMPS = 1.0 / 8;

    /** Rises that are this much larger than an edge pass more than one. */
    private static final double SEVERAL = 1.5;

    /** Slopes in the large that are this small against that of a tread lead nowhere. */
    private static final double RETURNED = 1.0 / 8;

    /** So many times the longest step: one tooth of several, or some of many, may be within it. */
    private static final double[] FARTHER = {1, 8, 64};

    private Staircase() {}

    /**
     * {@return the height of the stairs that the point is on a tread of; empty if there are none}
     *
     * @param levels what the ladder saw
     * @param line where to look for the edges
     * @param slope the estimate so far: it may be that of the tread, or that of the stairs
     */
    static OptionalDouble height(List<Level> levels, Line line, double slope) {
        Level last = levels.get(levels.size() - 1);
        if (last.rise() == 0) {
            return ofConstant(levels, line);
        }
        OptionalDouble seen = onBothSides(levels, line, slope, slope);
        OptionalDouble stairs = seen.isPresent() ? seen : onBothSides(levels, line, last.left(), last.right());
        boolean isRounding = stairs.orElse(0) <= line.steps().highest();
        if (stairs.isEmpty() || isRounding) {
            return stairs;
        }
        double tread = (last.left() + last.right()) / 2;
        boolean isSawtooth = isSawtooth(levels, line, slope) || isSawtooth(levels, line, tread);
        return isSawtooth ? OptionalDouble.empty() : stairs;
    }

    /** The function climbs along its treads and falls back: stairs lead somewhere, a sawtooth's slope is that of its treads. */
    private static boolean isSawtooth(List<Level> levels, Line line, double slope) {
        Level last = levels.get(levels.size() - 1);
        double off = Math.max(Math.abs(last.left() - slope), Math.abs(last.right() - slope));
        return off <= RETURNED * Math.abs(slope)
                && !last.isDrowned()
                && Arrays.stream(FARTHER)
                        .anyMatch(far -> returns(line, far * levels.get(0).h(), slope));
    }

    private static boolean returns(Line line, double far, double slope) {
        double right = line.change(line.step(far)).slope();
        double left = line.change(line.step(-far)).slope();
        return Math.max(Math.abs(left), Math.abs(right)) <= RETURNED * Math.abs(slope);
    }

    /** A constant tread: two jumps show anywhere, since nothing else changes the function. One that is as low as rounding is no jump either. */
    private static OptionalDouble ofConstant(List<Level> levels, Line line) {
        OptionalDouble right = edge(levels, line, 0, 1);
        OptionalDouble left = edge(levels, line, 0, -1);
        double least = Math.min(right.orElse(Double.POSITIVE_INFINITY), left.orElse(Double.POSITIVE_INFINITY));
        double highest = levels.stream().mapToDouble(Level::rise).max().orElse(0);
        boolean severalEdges = right.isPresent() && left.isPresent() || highest >= SEVERAL * least;
        boolean isRounding = least <= line.steps().highest();
        return severalEdges || isRounding ? OptionalDouble.of(largest(right, left)) : OptionalDouble.empty();
    }

    private static OptionalDouble onBothSides(List<Level> levels, Line line, double left, double right) {
        OptionalDouble up = edge(levels, line, right, 1);
        if (up.isEmpty()) {
            return up;
        }
        OptionalDouble down = edge(levels, line, left, -1);
        return down.isEmpty() ? down : OptionalDouble.of(largest(up, down));
    }

    private static double largest(OptionalDouble one, OptionalDouble other) {
        return Math.max(one.orElse(0), other.orElse(0));
    }

    /** {@return the height of the stairs where the point itself is at an edge: the function jumps to one side, and on the other farther away} */
    static OptionalDouble heightAtEdge(List<Level> levels, Line line) {
        Level last = levels.get(levels.size() - 1);
        boolean jumpsUp = Math.abs(last.right()) > Math.abs(last.left());
        OptionalDouble other = edge(levels, line, jumpsUp ? last.left() : last.right(), jumpsUp ? -1 : 1);
        return other.isEmpty() ? other : OptionalDouble.of(Math.max(last.rise(), other.getAsDouble()));
    }

    /** The jump at the nearest edge of the tread to one side. */
    private static OptionalDouble edge(List<Level> levels, Line line, double slope, int sign) {
        for (int j = levels.size() - 2; j >= 0; j--) {
            Level far = levels.get(j);
            Level near = levels.get(j + 1);
            double distance = distance(far, slope, sign);
            if (distance > DISTINCT * far.noise() * far.h() && ABRUPT * distance(near, slope, sign) <= distance) {
                return jump(line, slope, sign * near.h(), sign * far.h(), distance);
            }
        }
        return OptionalDouble.empty();
    }

    /** How far the function is from the continued tread at a step of the ladder. */
    private static double distance(Level level, double slope, int sign) {
        return Math.abs((sign > 0 ? level.right() : level.left()) - slope) * level.h();
    }

    /** The same just beyond the place where it first leaves the tread; what has become small already is continuous, and not looked at closer. */
    private static OptionalDouble jump(Line line, double slope, double near, double far, double distance) {
        double on = near;
        double off = far;
        double jump = distance;
        for (int i = 0; i < HALVINGS && jump >= JUMPS * distance; i++) {
            double step = line.step(on + (off - on) / 2);
            double here = Math.abs(line.change(step).value() - slope * step);
            if (here <= distance / ABRUPT) {
                on = step;
            } else {
                off = step;
                jump = here;
            }
        }
        return jump >= JUMPS * distance ? OptionalDouble.of(jump) : OptionalDouble.empty();
    }
}
