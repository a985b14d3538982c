package dev.gradcheck.oracle;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Recognises what is not smooth at the point, from the smallest steps that still stand out of the noise.
 *
 * <p>Smooth: the jump of the one-sided slopes shrinks at least like h, so at least by four from one step to the next. Kink: it
 * stays. Jump of the value: the slopes themselves grow like 1/h, because f(x ± h) − f(x) stays. A kink farther away than the
 * smallest informative step is none: there the jump has vanished.
 */
final class Irregularity {
    /** So many of the smallest informative steps have to agree. */
    private static final int WITNESSES = 3;

    /** A quantity stands out of the noise if it is this many times larger. */
    private static final double DISTINCT = 8;

    private Irregularity() {}

    static Optional<Slope> at(List<Level> levels, int evaluations) {
        if (isJump(levels)) {
            Level last = levels.get(levels.size() - 1);
            return Optional.of(new Slope(
                    last.central(),
                    OptionalDouble.empty(),
                    Slope.Kind.DISCONTINUOUS,
                    last.left(),
                    last.right(),
                    last.h(),
                    evaluations));
        }
        return kink(levels, evaluations);
    }

    /** The value does not settle as the step shrinks: the last rises are alike although the steps differ 16-fold and more. */
    private static boolean isJump(List<Level> levels) {
        int informative = last(levels, level -> level.rise() > DISTINCT * level.noise() * level.h());
        if (informative < levels.size() - 1 || informative < WITNESSES) {
            return false;
        }
        double rise = levels.get(informative).rise();
        for (int j = informative - WITNESSES + 1; j < informative; j++) {
            if (!(levels.get(j).rise() < 2 * rise)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Slope> kink(List<Level> levels, int evaluations) {
        int j = last(levels, level -> Math.abs(level.jump()) > DISTINCT * level.noise());
        if (j < WITNESSES || vanishesBelow(levels, j)) {
            return Optional.empty();
        }
        for (int i = j; i > j - WITNESSES; i--) {
            double now = levels.get(i).jump();
            double before = levels.get(i - 1).jump();
            if (!(Math.abs(now - before) < Math.abs(now) / 2)) {
                return Optional.empty();
            }
        }
        return Optional.of(kinkAt(levels, j, evaluations));
    }

    /** A kink near the point: steps shorter than the distance to it show no jump, although they could. */
    private static boolean vanishesBelow(List<Level> levels, int j) {
        if (j == levels.size() - 1) {
            return false;
        }
        Level next = levels.get(j + 1);
        return Math.abs(next.jump()) + DISTINCT * next.noise()
                < Math.abs(levels.get(j).jump()) / 2;
    }

    private static Slope kinkAt(List<Level> levels, int last, int evaluations) {
        int best = last;
        double bound = Double.POSITIVE_INFINITY;
        for (int j = 2; j <= last; j++) {
            double error = 2 * Math.max(change(levels, j, true), change(levels, j, false))
                    + 6 * levels.get(j).noise();
            if (error < bound) {
                bound = error;
                best = j;
            }
        }
        double left = limit(levels, best, true);
        double right = limit(levels, best, false);
        double h = levels.get(last).h();
        return new Slope(left + (right - left) / 2, Slope.known(bound), Slope.Kind.KINK, left, right, h, evaluations);
    }

    /** One-sided slopes tend to their limit like h: one Richardson step. */
    static double limit(List<Level> levels, int j, boolean left) {
        double now = left ? levels.get(j).left() : levels.get(j).right();
        double before = left ? levels.get(j - 1).left() : levels.get(j - 1).right();
        return now + (now - before) / (Ladder.RATIO - 1);
    }

    /** From one step to the next. */
    static double change(List<Level> levels, int j, boolean left) {
        return Math.abs(limit(levels, j, left) - limit(levels, j - 1, left));
    }

    private static int last(List<Level> levels, Predicate<Level> condition) {
        int j = levels.size() - 1;
        while (j >= 0 && !condition.test(levels.get(j))) {
            j--;
        }
        return j;
    }
}
