package dev.gradcheck.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Central differences on a ladder of steps that shrink by four, extrapolated, with a bound on the error of every estimate.
 *
 * <p>Two tableaux are kept. That of the central differences (even powers of h) gives the estimates; that of the jumps right − left
 * (odd powers) has the limit 0 where the function is smooth and the change of slope where it is not, and what is left of it goes
 * into the bound: an estimate from steps that reach across a kink is known to be worthless. An entry's bound is
 *
 * <pre>E = 2·disagreement + 2·|extrapolated jump| + 3·noise/h</pre>
 *
 * and the entry with the least bound wins, unless another contradicts it (two kinks that
 * cancel, a value that rounds to a staircase): then the bound grows to cover both.
 */
final class Ladder {
    /** From one step to the next: few evaluations go a long way down. */
    static final double RATIO = 4;

    /** Columns of both tableaux: with more, rounding is amplified for no gain at this ratio. */
    private static final int COLUMNS = 4;

    /** Steps closer together reach the same order with longer steps, so with less rounding, for more evaluations. */
    static final double FINER_RATIO = 2;

    private static final int FINER_COLUMNS = 5;

    private static final int WITNESSES = 3;

    /** A relative bound that larger steps reach by chance too rarely to matter. */
    private static final double CONVERGED = 1e-4;

    private final List<Level> levels = new ArrayList<>();
    private final Extrapolation centrals;
    private final Extrapolation jumps;
    private final List<Candidate> candidates = new ArrayList<>();
    private final int firstRow;
    private final double floor;

    /** One entry of the tableau. */
    private record Candidate(int level, double value, double bound) {
        /** Larger steps are often wrong about their error before they reach the asymptotic range: they must be sure of it. */
        boolean contradicts(Candidate best) {
            boolean credible = level > best.level || bound < CONVERGED * Math.abs(value);
            return credible && Math.abs(value - best.value) > 3 * bound + best.bound;
        }
    }

    /** Without steps yet, for steps that shrink by {@link #RATIO}. */
    Ladder() {
        this(RATIO, COLUMNS, 1, 0);
    }

    private Ladder(double ratio, int columns, int firstRow, double floor) {
        this.firstRow = firstRow;
        this.centrals = new Extrapolation(ratio, 2, 2, columns);
        this.jumps = new Extrapolation(ratio, 1, 2, columns);
        this.floor = floor;
    }

    /** The same steps, and those to come, with at least this noise in every function value. */
    Ladder withNoise(double value) {
        Ladder noisy = new Ladder(RATIO, COLUMNS, 1, value);
        levels.forEach(noisy::add);
        return noisy;
    }

    /** Without steps yet, for steps that shrink by {@link #FINER_RATIO}, with the same noise at least in every function value. */
    Ladder finer() {
        return new Ladder(FINER_RATIO, FINER_COLUMNS, 2, floor);
    }

    void add(Level measured) {
        Level level = measured.withNoise(floor);
        levels.add(level);
        centrals.add(level.central());
        jumps.add(level.jump());
        int row = levels.size() - 1;
        for (int k = 1; k < centrals.width(row) && row >= firstRow; k++) {
            double bound = 2 * centrals.disagreement(row, k) + 2 * Math.abs(jumps.get(row, k)) + 3 * level.noise();
            if (Double.isFinite(bound)) {
                candidates.add(new Candidate(row, centrals.get(row, k), bound));
            }
        }
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    List<Level> levels() {
        return levels;
    }

    /** Whether the noise at the last step alone is as large as the bound: smaller steps cannot do better. */
    boolean isExhausted(Slope best) {
        return 3 * levels.get(levels.size() - 1).noise() >= best.bound().getAsDouble();
    }

    /** Whether rounding may be all there is in the slopes of the last steps: of several, since one can vanish by chance. */
    boolean isDrowned() {
        int from = levels.size() - WITNESSES;
        return from >= 0 && levels.subList(from, levels.size()).stream().allMatch(Level::isDrowned);
    }

    /**
     * The same steps with the noise that they show: steps smaller than that of the best estimate err less by their length, and how far
     * they are from it all the same is rounding, measured before or not.
     */
    Ladder withScatter() {
        Candidate best = best();
        double scatter = floor;
        for (int j = best.level + 1; j < levels.size(); j++) {
            double distance = Math.abs(centrals.get(j, centrals.width(j) - 1) - best.value);
            scatter = Math.max(scatter, distance * levels.get(j).h());
        }
        return withNoise(scatter);
    }

    private Candidate best() {
        Candidate best = candidates.get(0);
        for (Candidate candidate : candidates) {
            best = candidate.bound < best.bound ? candidate : best;
        }
        return best;
    }

    /** The best entry of each step, without those of the first steps, which have nothing to be compared with. */
    List<StepCurve.Point> curve() {
        Map<Integer, Candidate> best = new TreeMap<>();
        candidates.forEach(c -> best.merge(c.level, c, (one, other) -> other.bound < one.bound ? other : one));
        return best.values().stream()
                .map(c -> new StepCurve.Point(levels.get(c.level).h(), c.value, c.bound))
                .toList();
    }

    /** The estimate so far, as of a smooth function. */
    Slope best(int evaluations) {
        Candidate best = best();
        double bound = best.bound;
        for (Candidate other : candidates) {
            if (other.contradicts(best)) {
                bound = Math.max(bound, Math.abs(other.value - best.value) + other.bound);
            }
        }
        OptionalDouble known = OptionalDouble.of(bound);
        double h = levels.get(best.level).h();
        return new Slope(best.value, known, Slope.Kind.SMOOTH, best.value, best.value, h, evaluations);
    }
}
