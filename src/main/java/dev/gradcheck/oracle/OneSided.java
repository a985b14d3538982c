package dev.gradcheck.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The slope at the edge of a function's domain, from the one side where it has values. The differences tend to it like an unknown power of the
 * step, so that Aitken's rule takes it away: A. C. Aitken, On Bernoulli's numerical solution of algebraic equations, Proc. R. Soc.
 * Edinburgh 46 (1926) 289–305. Where they do not come closer to each other there is no slope.
 */
final class OneSided {
    private static final int LEVELS = 16;
    private static final int FEWEST = 5;

    private record Secant(double h, double slope, double noise) {}

    private OneSided() {}

    static Optional<Slope> along(Line line, double first) {
        return on(line, first, 1, "right").or(() -> on(line, first, -1, "left"));
    }

    private static Optional<Slope> on(Line line, double first, int sign, String side) {
        List<Secant> secants = new ArrayList<>();
        double t = sign * first;
        for (int j = 0; j < LEVELS; j++, t /= Ladder.RATIO) {
            Line.Change change = line.change(line.step(t));
            if (change.isFinite()) {
                double h = Math.abs(change.step());
                secants.add(new Secant(h, change.slope(), 2 * change.noise() / h));
            }
        }
        String judged = line.obstacle().map(what -> what + "; ").orElse("") + "the function has values on the " + side
                + " of the point only, and is judged from there";
        return secants.size() < FEWEST
                ? Optional.empty()
                : limit(secants, line.evaluations()).map(s -> s.hinderedBy(Optional.of(judged)));
    }

    /** The best of the limits that two steps in a row lead to. */
    private static Optional<Slope> limit(List<Secant> secants, int evaluations) {
        Optional<Slope> best = Optional.empty();
        for (int j = 3; j < secants.size(); j++) {
            double now = aitken(secants, j);
            double bound = 2 * Math.abs(now - aitken(secants, j - 1))
                    + 3 * secants.get(j).noise();
            double h = secants.get(j).h();
            if (Double.isFinite(bound)
                    && best.map(b -> bound < b.bound().orElseThrow()).orElse(true)) {
                best = Optional.of(new Slope(now, Slope.known(bound), Slope.Kind.SMOOTH, now, now, h, evaluations));
            }
        }
        double steepest =
                secants.stream().mapToDouble(s -> Math.abs(s.slope())).max().orElse(0);
        return best.map(slope -> slope.amid(steepest));
    }

    /** NaN where the secants do not come closer. */
    private static double aitken(List<Secant> secants, int j) {
        double last = secants.get(j).slope() - secants.get(j - 1).slope();
        double before = secants.get(j - 1).slope() - secants.get(j - 2).slope();
        if (last == 0) {
            return secants.get(j).slope();
        }
        return Math.abs(last) < Math.abs(before) ? secants.get(j).slope() - last * last / (last - before) : Double.NaN;
    }
}
