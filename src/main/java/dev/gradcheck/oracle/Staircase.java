package dev.gradcheck.oracle;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A function whose values lie on a coarse grid: rounded to float32 within, quantised, or cancelled to a few digits. At the point it is
 * exactly constant, so that small steps seem to show a slope of 0 without any noise; only where it leaves its tread does the grid show.
 */
final class Staircase {
    /** Halvings of the way to the edge of the tread: what is continuous there has shrunk 4096-fold, a jump has not. */
    private static final int HALVINGS = 12;

    /** From one step to the next, four times as long, at most four edges are passed. */
    private static final double JUMPS = 1.0 / 8;

    /** A function that passes fewer edges within reach is a step near the point, and constant here. */
    private static final double EDGES = 4;

    private Staircase() {}

    /** Whether the last step is the first that stays on the tread. */
    static boolean isEntered(List<Level> levels) {
        int last = levels.size() - 1;
        return last > 0 && levels.get(last).rise() == 0 && levels.get(last - 1).rise() > 0;
    }

    /** {@return the height of one stair, next to the point; empty if the function is continuous there, or has few stairs} */
    static OptionalDouble height(List<Level> levels, Coordinate line) {
        Level before = levels.get(levels.size() - 2);
        double sign = Math.abs(before.right()) >= Math.abs(before.left()) ? 1 : -1;
        double on = sign * levels.get(levels.size() - 1).h();
        double off = sign * before.h();
        double rise = before.rise();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = on + (off - on) / 2;
            double change = Math.abs(line.change(line.step(middle)).value());
            if (change == 0) {
                on = middle;
            } else {
                off = middle;
                rise = change;
            }
        }
        double highest = levels.stream().mapToDouble(Level::rise).max().orElse(0);
        boolean stairs = rise >= JUMPS * before.rise() && highest >= EDGES * rise;
        return stairs ? OptionalDouble.of(rise) : OptionalDouble.empty();
    }

    /** The evaluations that {@link #height} takes. */
    static int evaluations() {
        return HALVINGS;
    }
}
