package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Neighbourhood;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a gradient makes the remainder R(h) = f(x + h·d) − f(x) − h·⟨g, d⟩ shrink with the second order of h, along one direction d. A
 * wrong gradient leaves the order 1, however the step is chosen: a second witness beside finite differences, without a step size. Source:
 * P. Farrell, D. Ham, S. Funke, M. Rognes, Automated derivation of the adjoint of high-level transient finite element programs, SIAM J.
 * Sci. Comput. 35 (2013) C369–C393, §6 (the Taylor test of dolfin-adjoint and pyadjoint).
 *
 * <p>The step shrinks by 16 until R drowns in the measured noise, and the smallest steps that stand out of it decide: there the order has
 * settled, and a kink farther away than the step no longer shows. At a kink there is no second order; where the two sides differ,
 * nothing is said.
 *
 * @param near the function around the point
 * @param gradient the claimed one, each tensor in its parameter's shape
 * @param rounding what rounding explains in the gradient
 */
public record Taylor(Neighbourhood near, Parameters gradient, RoundingError rounding) {
    private static final Witness WITNESS = Source.TAYLOR.in(DType.FLOAT64);

    private static final String KINK = "the slopes on the two sides of the point differ: a kink";

    private static final double FIRST_STEP = 0x1p-6;
    private static final double RATIO = 0x1p4;

    /** Down to 2⁻⁴², where a step still keeps ten bits when it is added to x. */
    private static final int STEPS = 10;

    /** What is left in the noise tells something if the noise is this small against the linear part. */
    private static final double TELLING = 1e-2;

    /** What can be said along one direction. */
    public enum Answer {
        /** The remainder is of second order, or all of it is rounding. */
        HOLDS,
        /** The remainder is of first order, alike on both sides: the slope is wrong. */
        BROKEN,
        /** Neither can be told. */
        UNSETTLED
    }

    /**
     * The answer along one direction.
     *
     * @param answer what can be said
     * @param sentence with the evidence
     */
    public record Result(Answer answer, String sentence) {}

    /**
     * {@return what the remainders along a direction say}
     *
     * @param direction one tensor for each parameter
     */
    public Result along(Parameters direction) {
        List<Remainder> ladder = ladder(direction);
        Result result = of(ladder, direction);
        if (result.answer() != Answer.HOLDS) {
            return result;
        }
        Remainder smallest = ladder.get(ladder.size() - 1);
        if (smallest.isLike(remainder(direction, -smallest.h()))) {
            return result;
        }
        Parameters opposite = direction.map(d -> d.mapExactly(v -> -v));
        return of(ladder(opposite), opposite).answer() == Answer.HOLDS ? result : unsettled(KINK);
    }

    private Result of(List<Remainder> ladder, Parameters direction) {
        int last = ladder.size() - 1;
        while (last >= 0 && !ladder.get(last).isDistinct()) {
            last--;
        }
        if (ladder.isEmpty()) {
            return unsettled("the function has no finite value at any step");
        }
        if (last < 0) {
            return drowned(ladder);
        }
        Remainders remainders = new Remainders(ladder, last);
        if (remainders.isSecondOrder()) {
            return new Result(Answer.HOLDS, remainders.holds());
        }
        if (last == 0) {
            return unsettled("rounding of the function or of the gradient hides all remainders but the first");
        }
        if (!remainders.isFirstOrder()) {
            return unsettled("the order of the remainder does not settle: " + remainders.orders());
        }
        Remainder smallest = ladder.get(last);
        Remainder opposite = remainder(direction, -smallest.h());
        return smallest.isOpposite(opposite) ? new Result(Answer.BROKEN, remainders.broken()) : unsettled(KINK);
    }

    /**
     * {@return the finding that the remainder is of second order along at least one direction}
     *
     * @param value the name of the function's value
     * @param gradients the gradients taken together
     * @param shape of the value
     * @param results along each direction
     */
    public static Finding holding(Subject value, Set<String> gradients, Shape shape, List<Result> results) {
        List<Result> held =
                results.stream().filter(r -> r.answer() == Answer.HOLDS).toList();
        String reason = "Taylor remainder of " + gradients + " together along " + held.size() + " of " + results.size()
                + " random directions: " + held.get(0).sentence();
        return Finding.of(value, Verdict.AGREES, WITNESS, shape, reason);
    }

    /**
     * {@return the finding that the remainder is of first order}
     *
     * @param gradient the gradient's name
     * @param shape of it
     * @param result along a direction
     * @param seed of the direction
     */
    public static Finding broken(Subject gradient, Shape shape, Result result, long seed) {
        String reason = "Taylor remainder f(x + h·d) − f(x) − h·⟨g, d⟩ along a random direction (seed " + seed
                + ") is not of second order: " + result.sentence()
                + ". The gradient does not belong to this function; the oracles say which element is wrong";
        return Finding.of(gradient, Verdict.DISAGREES, WITNESS, shape, reason);
    }

    /** One step more than the last that stands out of the noise. */
    private List<Remainder> ladder(Parameters direction) {
        List<Remainder> ladder = new ArrayList<>();
        double h = FIRST_STEP;
        for (int j = 0; j < STEPS; j++, h /= RATIO) {
            Remainder remainder = remainder(direction, h);
            if (remainder.isFinite()) {
                ladder.add(remainder);
                if (ladder.size() > 1 && !remainder.isDistinct()) {
                    break;
                }
            }
        }
        return ladder;
    }

    private Remainder remainder(Parameters direction, double h) {
        return Remainder.of(h, near.change(direction, h), gradient, rounding);
    }

    /** All is rounding, at the widest step already: a function that is linear along the direction. */
    private Result drowned(List<Remainder> ladder) {
        Remainder widest = ladder.get(0);
        double scale = widest.claimed() > 0 ? widest.claimed() : widest.h() * near.magnitude();
        boolean telling = widest.size() + widest.noise() <= TELLING * scale;
        return telling || widest.size() == 0 && scale == 0
                ? new Result(Answer.HOLDS, "no remainder but rounding: linear along the direction")
                : unsettled("rounding of the function or of the gradient hides the remainder at every step");
    }

    private static Result unsettled(String sentence) {
        return new Result(Answer.UNSETTLED, sentence);
    }
}
