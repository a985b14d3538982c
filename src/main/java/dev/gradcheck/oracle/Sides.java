package dev.gradcheck.oracle;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The slope where the second derivative jumps, as that of a squared hinge does at its corner: central differences err by a part of h there, however
 * short it is, and those of either side alone do not.
 */
final class Sides {
    private Sides() {}

    /**
     * {@return the slope that both sides tend to, each by one Richardson step, from the step that shows it best; empty where there are too few}
     *
     * @param levels of steps that shrink by {@link Ladder#RATIO}
     * @param evaluations spent
     */
    static Optional<Slope> slope(List<Level> levels, int evaluations) {
        Optional<Slope> best = Optional.empty();
        for (int j = 2; j < levels.size(); j++) {
            double left = Irregularity.limit(levels, j, true);
            double right = Irregularity.limit(levels, j, false);
            double value = left + (right - left) / 2;
            double bound = Math.abs(right - left)
                    + 2 * Math.max(Irregularity.change(levels, j, true), Irregularity.change(levels, j, false))
                    + 6 * levels.get(j).noise();
            if (best.isEmpty() || bound < best.get().bound().orElse(Double.POSITIVE_INFINITY)) {
                OptionalDouble known = Slope.known(bound);
                double h = levels.get(j).h();
                best = Optional.of(new Slope(value, known, Slope.Kind.SMOOTH, value, value, h, evaluations));
            }
        }
        return best;
    }
}
