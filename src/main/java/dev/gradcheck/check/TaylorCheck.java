package dev.gradcheck.check;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Neighbourhood;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Taylor;
import dev.gradcheck.verdict.Taylor.Answer;
import dev.gradcheck.verdict.Taylor.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Taylor's test of all gradients at once, along random directions; where it fails, of each gradient alone, to say which one is wrong.
 *
 * @param function the accused
 * @param shadow its pass in float64, with a gradient
 * @param rounding what rounding explains there, measured with so many samples
 * @param seeded the cotangent, whose seed is that of the directions
 * @param settled the elements along which there is something to test
 */
record TaylorCheck(
        Differentiable function, Pass shadow, IntFunction<RoundingError> rounding, Cotangent seeded, Settled settled) {
    private static final int DIRECTIONS = 2;

    private static final String OPEN =
            "every element is at a kink, or hidden in the function's rounding: see what differences say";

    List<Finding> examine(Examined examined) {
        Parameters gradient = comparable();
        Tensor primal = shadow.vjp().orElseThrow().primal();
        if (gradient.names().isEmpty() || !Double.isFinite(primal.maxAbs())) {
            examined.notRun(Taylor.ORACLE, "no gradient and value that can be compared: see what is malformed");
            return List.of();
        }
        Neighbourhood near = Neighbourhood.of(function, shadow.point(), seeded.like(primal));
        Taylor taylor = new Taylor(near, gradient, rounding.apply(Judgement.SAMPLES));
        List<Result> results = new ArrayList<>();
        for (int i = 1; i <= DIRECTIONS; i++) {
            Parameters direction = settled.within(near.direction(gradient::has, seeded.seed() + i));
            if (Settled.isZero(direction)) {
                examined.notRun(Taylor.ORACLE, OPEN);
                return List.of();
            }
            results.add(taylor.along(direction));
        }
        if (has(results, Answer.BROKEN)) {
            return broken(near, gradient, examined);
        }
        if (has(results, Answer.HOLDS)) {
            return List.of(Taylor.holding(Pass.VALUE, gradient.names(), primal.shape(), results));
        }
        examined.notRun(Taylor.ORACLE, results.get(0).sentence());
        return List.of();
    }

    /** Where units sit on a kink, a direction has no derivative, and the chain rule's choice there need not be between the slopes. */
    private List<Finding> broken(Neighbourhood near, Parameters gradient, Examined examined) {
        Tensor primal = shadow.vjp().orElseThrow().primal();
        if (!function.conventions(shadow.point(), seeded.like(primal)).isEmpty()) {
            examined.notRun(Taylor.ORACLE, "the point is on a kink, where the remainder has no second order");
            return List.of();
        }
        Taylor taylor = new Taylor(near, gradient, rounding.apply(Judgement.SAMPLES_IN_DISPUTE));
        List<Finding> findings = new ArrayList<>();
        for (String name : gradient.names()) {
            first(taylor, near, name::equals, name, gradient.get(name).shape()).ifPresent(findings::add);
        }
        if (findings.isEmpty() && !settled.isBlamed()) {
            first(taylor, near, gradient::has, Pass.VALUE, primal.shape()).ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            examined.notRun(Taylor.ORACLE, "rounding of the gradient hides whether the remainder is of second order");
        }
        return findings;
    }

    /** The first direction along which the remainder is of first order. */
    private Optional<Finding> first(
            Taylor taylor, Neighbourhood near, Predicate<String> moves, String name, Shape shape) {
        for (int i = 1; i <= DIRECTIONS; i++) {
            Parameters direction = settled.within(near.direction(moves, seeded.seed() + i));
            if (Settled.isZero(direction)) {
                continue;
            }
            Result result = taylor.along(direction);
            if (result.answer() == Answer.BROKEN) {
                return Optional.of(Taylor.broken(name, shape, result, seeded.seed() + i));
            }
        }
        return Optional.empty();
    }

    private Parameters comparable() {
        Parameters comparable = Parameters.NONE;
        for (String name : shadow.point().names()) {
            Optional<Tensor> tensor = shadow.comparable(name);
            comparable = tensor.isPresent() ? comparable.with(name, tensor.get()) : comparable;
        }
        return comparable;
    }

    private static boolean has(List<Result> results, Answer answer) {
        return results.stream().anyMatch(r -> r.answer() == answer);
    }
}
