package dev.gradcheck.check;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Contracts;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.RoundingError;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Same call, same bits: the forward and backward pass a second time, and the same pullback twice.
 *
 * @param function the accused
 * @param seeded the cotangent
 * @param rounding what rounding explains in this pass
 */
record Repetition(Differentiable function, Cotangent seeded, Supplier<RoundingError> rounding) {
    private static final String CONTRACT = "same call, same bits";
    private static final String AGAIN = "in a second call of vjp";
    private static final String TWICE = "in a second call of the same pullback";

    /** {@return whether one pullback can be used for several cotangents} */
    boolean examine(Pass pass, Examined examined) {
        Examined mine = new Examined();
        boolean reusable = examine(pass, pass.gradient().orElseThrow(), mine);
        for (String name : pass.point().names()) {
            if (pass.gradient().get().has(name) && !mine.isBroken(name)) {
                examined.holds(name, CONTRACT);
            }
        }
        examined.addAll(mine);
        return reusable;
    }

    private boolean examine(Pass pass, Parameters first, Examined mine) {
        Tensor primal = pass.vjp().orElseThrow().primal();
        Tensor cotangent = seeded.like(primal);
        Vjp vjp;
        Parameters second;
        try {
            vjp = function.vjp(pass.point());
            second = vjp.pullback().apply(cotangent);
        } catch (RuntimeException e) {
            thrown(pass.point(), first, AGAIN, e, mine);
            pass.point().names().forEach(mine::unsteady);
            return false;
        }
        Contracts.same(Pass.VALUE, primal, vjp.primal(), "the forward pass").ifPresent(mine::broken);
        if (!compare(pass.point(), first, second, AGAIN, "vjp", mine)) {
            markUnsteady(pass.point(), first, second, mine);
        }
        try {
            return compare(pass.point(), second, vjp.pullback().apply(cotangent), TWICE, "the same pullback", mine);
        } catch (RuntimeException e) {
            thrown(pass.point(), second, TWICE, e, mine);
            return false;
        }
    }

    /** {@return whether all are the same} */
    private static boolean compare(
            Parameters point, Parameters one, Parameters other, String when, String call, Examined mine) {
        boolean same = true;
        for (String name : point.names()) {
            if (one.has(name)) {
                Optional<Finding> finding = Contracts.form(name, one.get(name), other, when)
                        .or(() -> Contracts.same(name, one.get(name), other.get(name), call));
                finding.ifPresent(mine::broken);
                same &= finding.isEmpty();
            }
        }
        return same;
    }

    /** Where two calls differ by more than rounding, nothing else can be examined. */
    private void markUnsteady(Parameters point, Parameters first, Parameters second, Examined mine) {
        RoundingError measured = rounding.get();
        for (String name : point.names()) {
            boolean steady = first.has(name)
                    && Contracts.form(name, first.get(name), second, AGAIN).isEmpty()
                    && Contracts.isSameButForRounding(name, first.get(name), second.get(name), measured);
            if (!steady) {
                mine.unsteady(name);
            }
        }
    }

    private static void thrown(Parameters point, Parameters gradient, String when, RuntimeException e, Examined mine) {
        point.names().stream()
                .filter(gradient::has)
                .forEach(name -> mine.broken(Contracts.thrown(name, gradient.get(name), when, e)));
    }
}
