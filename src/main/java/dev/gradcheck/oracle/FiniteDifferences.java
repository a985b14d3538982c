package dev.gradcheck.oracle;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Finite differences of the float64 forward pass, element by element, each with a bound on its error: see {@code Ladder} for the
 * estimate, {@code Noise} and {@code Staircase} for the rounding it has to live with, {@code Irregularity} for kinks and jumps.
 *
 * <p>Steps start at a tenth of the element's natural length and shrink by four; an element is left as soon as the estimate
 * supports the {@link Claim} as well as it can. Where the two contradict each other the ladder goes down until rounding drowns the
 * slope, so that a kink near the point is not mistaken for one at the point.
 */
public final class FiniteDifferences implements GradientOracle {
    /** 1/π²: neither a power of two nor a round decimal, so that no period or grid of the function is in step with it. */
    private static final double FIRST_STEP = 0.10132118364233778;

    /** 4¹⁵ is 10⁹: from a tenth of the scale down to 10⁻¹⁰ of it. */
    private static final int LEVELS = 16;

    /** A relative bound so small that no further effort is worth it. */
    private static final double FINE = 1e-11;

    /** A step keeps 20 bits, so that x ± h is exact unless h is tiny against x. */
    private static final long STEP_BITS = -1L << 32;

    @Override
    public String name() {
        return "finite differences";
    }

    @Override
    public DType dtype() {
        return DType.FLOAT64;
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public List<Estimate> estimate(Question question) {
        Differentiable function = question.function();
        Parameters point = question.point();
        Tensor primal = primal(question);
        double[] noise = Noise.of(function, point, primal);
        List<Estimate> estimates = new ArrayList<>();
        for (String parameter : point.names()) {
            Tensor tensor = point.get(parameter);
            List<Slope> slopes = new ArrayList<>();
            for (int element = 0; element < tensor.size(); element++) {
                Coordinate line = new Coordinate(question, primal.values(), noise, parameter, element);
                int current = element;
                slopes.add(climb(line, slope -> question.claim().isCompatible(parameter, current, slope))
                        .hinderedBy(line.obstacle()));
            }
            estimates.add(new Estimate(parameter, tensor.shape(), slopes));
        }
        return estimates;
    }

    private static Tensor primal(Question question) {
        try {
            Tensor primal = question.function().primal(question.point());
            if (primal.size() == question.cotangent().size()) {
                return primal;
            }
            throw new OracleException("the forward pass has " + primal.size() + " outputs, but the cotangent has "
                    + question.cotangent().size() + " elements: it has to be of the output's shape");
        } catch (OracleException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new OracleException(
                    "the forward pass throws at the point itself, so there is nothing to differ from: " + e, e);
        }
    }

    /** Down the ladder until the claim is supported well enough, or rounding drowns it. */
    private static Slope climb(Coordinate line, Predicate<Slope> supported) {
        Ladder ladder = new Ladder();
        double t = line.scale() * FIRST_STEP;
        for (int j = 0; j < LEVELS; j++, t /= Extrapolation.RATIO) {
            double h = Double.longBitsToDouble(Double.doubleToRawLongBits(t) & STEP_BITS);
            Coordinate.Change up = line.change(line.step(h));
            Coordinate.Change down = line.change(line.step(-h));
            if (!up.isFinite() || !down.isFinite()) {
                continue;
            }
            ladder.add(Level.of(up, down));
            if (ladder.isEmpty()) {
                continue;
            }
            Slope best = ladder.best(line.evaluations());
            boolean asGoodAsItGets =
                    best.bound().getAsDouble() <= FINE * Math.abs(best.value()) || ladder.isExhausted(best);
            if (asGoodAsItGets && supported.test(best)) {
                OptionalDouble stair = Staircase.height(ladder.levels(), line, best.value());
                if (stair.isEmpty()) {
                    return best;
                }
                ladder = ladder.withNoise(stair.getAsDouble());
            }
            if (ladder.isDrowned()) {
                break;
            }
        }
        return conclude(ladder, line);
    }

    private static Slope conclude(Ladder ladder, Coordinate line) {
        if (ladder.isEmpty()) {
            return new Slope(
                    Double.NaN,
                    OptionalDouble.empty(),
                    Slope.Kind.SMOOTH,
                    Double.NaN,
                    Double.NaN,
                    0,
                    line.evaluations());
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
            return ladder.withNoise(stair.getAsDouble()).best(line.evaluations());
        }
        return seen.kind() == Slope.Kind.SMOOTH ? withScatter(ladder, seen) : seen;
    }

    /** The noise may be larger than measured, but what the smallest steps show can only widen the bound. */
    private static Slope withScatter(Ladder ladder, Slope seen) {
        Slope noisy = ladder.withScatter().best(seen.evaluations());
        return noisy.bound().getAsDouble() > seen.bound().getAsDouble() ? noisy : seen;
    }
}
