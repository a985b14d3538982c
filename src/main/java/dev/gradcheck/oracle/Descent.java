package dev.gradcheck.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The way down along one line: steps that shrink by four until the claim is fully supported or rounding drowns the slope. Where it is
 * supported weakly, steps in between and longer ones make the estimate sharper. Where the bound is too wide to tell, they may confirm the
 * claim but not contradict it: noise that hides the slope from shorter steps can hide a kink from them, too. Where the claim is
 * contradicted, what is not smooth is looked for.
 */
final class Descent {
    /** 1/π²: neither a power of two nor a round decimal, so that no period or grid of the function is in step with it. */
    private static final double FIRST_STEP = 0.10132118364233778;

    /** 4¹⁵ is 10⁹: from a tenth of the scale down to 10⁻¹⁰ of it. */
    private static final int LEVELS = 16;

    /** Beside the edge of a domain the first steps may be longer than the way to it: 4⁻²⁶ is a rounding of 1. */
    private static final int DEEPEST = 26;

    /** How much longer the first step of the finer ladder is: it is asked for where noise is what limits the estimate. */
    private static final double LONGER = 2;

    /** The same where noise is so large that the best estimate was made of the first few steps: beyond the natural length. */
    private static final double LONGEST = 16;

    /** The part of the first step that is no longer one of the first few. */
    private static final double FEW = 1.0 / 64;

    /** A relative bound that only noise leaves to the first few steps. */
    private static final double NOISY = 1e-7;

    /** A relative bound so small that no further effort is worth it. */
    private static final double FINE = 1e-11;

    /** A step keeps 20 bits, so that x ± h is exact unless h is tiny against x. */
    private static final long STEP_BITS = -1L << 32;

    private final Line line;
    private final Function<Slope, Support> claim;
    private final Map<Double, Optional<Level>> measured = new HashMap<>();
    private Ladder ladder = new Ladder();
    private double shortest;
    private boolean isOnStairs;

    private final double length;

    private Descent(Line line, Function<Slope, Support> claim, double length) {
        this.line = line;
        this.claim = claim;
        this.length = length;
    }

    /**
     * From the natural length; where the function did not change over it, or hides the slope, from the others. Where nothing was seen to
     * change, any other length that shows a change is better, but not on stairs, of which a shorter one may see a single tread; else others may
     * confirm the claim only. So may they where it is contradicted by so little that, over the natural length, it is no more than a rounding inside
     * the function: x + log(1 + x⁴) at 10⁻⁴ is x over short steps. Where it has values on one side of the point only, over every length, it is
     * judged from there.
     */
    static Slope along(Line line, Function<Slope, Support> claim) {
        Descent natural = new Descent(line, claim, line.scale());
        Slope slope = natural.found();
        Support support = claim.apply(slope);
        boolean isFlat = natural.isFlat(slope);
        boolean isContradicted = support == Support.CONTRADICTED && !isFlat && !natural.ladder.isEmpty();
        if (isGood(support)) {
            return slope;
        }
        for (double length : line.otherLengths()) {
            Descent other = new Descent(line, claim, length);
            Slope there = other.found();
            boolean changes = isFlat && !natural.isOnStairs && there.steepest() > 0;
            boolean isFirst = natural.ladder.isEmpty() && !other.ladder.isEmpty();
            boolean isGood = isGood(claim.apply(there)) && (!isContradicted || natural.hides(slope, there));
            if (isGood || changes || isFirst) {
                return there;
            }
        }
        return natural.ladder.isEmpty()
                ? OneSided.along(line, line.scale() * FIRST_STEP).orElse(slope)
                : slope;
    }

    /** Whether two slopes contradict each other, and what they differ by moves the value over the longest step by no more than a rounding inside the function. */
    private boolean hides(Slope slope, Slope other) {
        double difference = Math.abs(slope.value() - other.value());
        double infinite = Double.POSITIVE_INFINITY;
        return difference > slope.bound().orElse(infinite) + other.bound().orElse(infinite)
                && difference * ladder.levels().get(0).h() <= line.steps().highest();
    }

    private static boolean isGood(Support support) {
        return support == Support.FULL || support == Support.WEAK;
    }

    /** Every step from the natural length down to where rounding drowns the slope. */
    static List<StepCurve.Point> curve(Line line) {
        Descent natural = new Descent(line, slope -> Support.CONTRADICTED, line.scale());
        natural.found();
        return natural.ladder.curve();
    }

    /** Nothing stands out of the noise, or the point is on a tread of a value without digits. */
    private boolean isFlat(Slope slope) {
        List<Level> levels = ladder.levels();
        return !ladder.isEmpty()
                && (!(slope.steepest() > 0) || levels.get(levels.size() - 1).rise() == 0);
    }

    private Slope found() {
        return unseen(slope()).hinderedBy(line.obstacle()).amid(steepest());
    }

    /** A function that stands still over the whole length may have lost to rounding what it moves by: who says that it moves by so little is not contradicted. */
    private Slope unseen(Slope slope) {
        boolean isStill = !ladder.isEmpty() && ladder.levels().stream().allMatch(level -> level.rise() == 0);
        return isStill && claim.apply(slope) == Support.CONTRADICTED
                ? slope.within(line.steps().highest() / ladder.levels().get(0).h())
                : slope;
    }

    /** Slopes that stand out of the noise; 0 where nothing changed at all, NaN where all is noise. */
    private double steepest() {
        boolean isConstant = ladder.levels().stream().allMatch(level -> level.rise() == 0);
        double steepest =
                ladder.levels().stream().mapToDouble(Level::steepest).max().orElse(0);
        return isConstant || steepest > 0 ? steepest : Double.NaN;
    }

    private Slope slope() {
        double t = length * FIRST_STEP;
        int end = DEEPEST;
        for (int j = 0; j < end; j++, t /= Ladder.RATIO) {
            Optional<Level> level = level(t);
            if (level.isPresent() && ladder.levels().isEmpty()) {
                end = j + LEVELS;
            }
            shortest = t;
            level.ifPresent(ladder::add);
            if (level.isEmpty() || ladder.isEmpty()) {
                continue;
            }
            Optional<Slope> supported = supported();
            if (supported.isPresent()) {
                return supported.get();
            }
            if (ladder.isDrowned()) {
                break;
            }
        }
        return conclude();
    }

    /** The function to both sides at a distance; empty where it has no value there. */
    private Optional<Level> level(double t) {
        return measured.computeIfAbsent(t, this::measure);
    }

    private Optional<Level> measure(double t) {
        double h = Double.longBitsToDouble(Double.doubleToRawLongBits(t) & STEP_BITS);
        double right = line.step(h);
        double left = line.step(-h);
        if (right == 0 || left == 0) {
            return Optional.empty();
        }
        Line.Change up = line.change(right);
        Line.Change down = line.change(left);
        return up.isFinite() && down.isFinite() ? Optional.of(Level.of(up, down)) : Optional.empty();
    }

    /** The estimate, if shorter steps cannot make it better and the claim agrees with it. */
    private Optional<Slope> supported() {
        Slope best = ladder.best(line.evaluations());
        boolean asGoodAsItGets =
                best.bound().getAsDouble() <= FINE * Math.abs(best.value()) || ladder.isExhausted(best);
        Support support = asGoodAsItGets ? claim.apply(best) : Support.CONTRADICTED;
        if (support == Support.CONTRADICTED) {
            return Optional.empty();
        }
        OptionalDouble stair = Staircase.height(ladder.levels(), line, best.value());
        if (stair.isPresent()) {
            ladder = ladder.withNoise(line.steps().taken(stair.getAsDouble()));
            return Optional.empty();
        }
        if (support == Support.FULL) {
            return Optional.of(best);
        }
        Slope sharp = sharper(best, ladder, support);
        return claim.apply(sharp) == Support.CONTRADICTED ? Optional.empty() : Optional.of(sharp);
    }

    /** With twice as many steps, and longer ones: of both estimates the better one, whose bound covers the other where they contradict each other. */
    private Slope sharper(Slope coarse, Ladder from, Support support) {
        Ladder finer = from.finer();
        for (double t = length * FIRST_STEP * (isNoisy(coarse) ? LONGEST : LONGER);
                t >= shortest;
                t /= Ladder.FINER_RATIO) {
            Optional<Level> level = level(t);
            level.ifPresent(finer::add);
            if (!finer.isEmpty() && finer.isExhausted(finer.best(0))) {
                break;
            }
        }
        Slope sharp = finer.isEmpty() ? coarse : coarse.orBetter(finer.best(line.evaluations()));
        return support == Support.OPEN && claim.apply(sharp) != Support.FULL ? coarse : sharp;
    }

    /** Noise is what keeps the estimate from shorter steps. */
    private boolean isNoisy(Slope coarse) {
        return coarse.bound().orElse(0) > NOISY * Math.abs(coarse.value()) && coarse.step() > FEW * FIRST_STEP * length;
    }

    private Slope conclude() {
        Slope concluded = concludedByCentral().amid(steepest());
        return claim.apply(concluded) == Support.OPEN && concluded.kind() == Slope.Kind.SMOOTH
                ? Sides.slope(ladder.levels(), line.evaluations())
                        .map(slope -> slope.amid(steepest()))
                        .filter(slope -> isGood(claim.apply(slope)))
                        .orElse(concluded)
                : concluded;
    }

    private Slope concludedByCentral() {
        if (ladder.isEmpty()) {
            double none = Double.NaN;
            return new Slope(none, OptionalDouble.empty(), Slope.Kind.SMOOTH, none, none, 0, line.evaluations());
        }
        Slope seen =
                Irregularity.at(ladder.levels(), line.evaluations()).orElseGet(() -> ladder.best(line.evaluations()));
        OptionalDouble stair =
                switch (seen.kind()) {
                    case SMOOTH -> Staircase.height(ladder.levels(), line, seen.value());
                    case DISCONTINUOUS -> Staircase.heightAtEdge(ladder.levels(), line);
                    case KINK -> OptionalDouble.empty();
                };
        if (stair.isPresent()) {
            isOnStairs = true;
            return ladder.withNoise(line.steps().taken(stair.getAsDouble())).best(line.evaluations());
        }
        return seen.kind() == Slope.Kind.SMOOTH ? withScatter(seen) : seen;
    }

    /** The noise may be larger than measured, but what the smallest steps show can only widen the bound. */
    private Slope withScatter(Slope seen) {
        Ladder scattered = ladder.withScatter();
        Slope noisy = scattered.best(seen.evaluations());
        Slope coarse = noisy.bound().getAsDouble() > seen.bound().getAsDouble() ? noisy : seen;
        Support support = claim.apply(coarse);
        boolean isWorthMore = support == Support.WEAK || support == Support.OPEN;
        return isWorthMore ? sharper(coarse, scattered, support) : coarse;
    }
}
