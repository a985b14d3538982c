package dev.gradcheck.oracle;

import dev.gradcheck.function.Parameters;
import java.util.ArrayList;
import java.util.List;

/** The slopes on both sides of a point along a direction of several elements together: what a kink that they share does to all of them. */
public final class Joint {
    private static final double FIRST_STEP = 0x1p-6;
    private static final int LEVELS = 12;

    private Joint() {}

    /**
     * {@return the slope along a direction, a kink if its sides differ; without a bound where nothing can be said}
     *
     * @param near the function around the point
     * @param direction one tensor for each parameter
     */
    public static Slope along(Neighbourhood near, Parameters direction) {
        return along(near, direction, LEVELS);
    }

    /**
     * {@return the same with so many steps: fewer cost less, and leave a wider bound}
     *
     * @param near the function around the point
     * @param direction one tensor for each parameter
     * @param count of steps, each a quarter of the one before
     */
    public static Slope along(Neighbourhood near, Parameters direction, int count) {
        List<Level> levels = new ArrayList<>();
        Ladder ladder = new Ladder();
        double h = FIRST_STEP;
        for (int j = 0; j < count; j++, h /= Ladder.RATIO) {
            Line.Change up = change(near, direction, h);
            Line.Change down = change(near, direction, -h);
            if (up.isFinite() && down.isFinite()) {
                levels.add(Level.of(up, down));
                ladder.add(levels.get(levels.size() - 1));
            }
        }
        if (ladder.isEmpty()) {
            return Slope.of(Double.NaN, Double.NaN);
        }
        return Irregularity.at(levels, 2 * count).orElseGet(() -> ladder.best(2 * count));
    }

    private static Line.Change change(Neighbourhood near, Parameters direction, double h) {
        Neighbourhood.Displacement change = near.change(direction, h);
        return new Line.Change(h, change.value(), change.noise());
    }
}
