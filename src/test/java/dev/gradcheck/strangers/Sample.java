package dev.gradcheck.strangers;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import java.util.List;

/** Somebody's function at a point, in the dtype it is declared in: the only place that knows how a check is asked for. */
record Sample(Differentiable function, Parameters point, DType dtype) {
    static Sample of(ScalarFunction function, double... x) {
        return new Sample(function, ScalarFunction.point(x), DType.FLOAT64);
    }

    CheckReport check(long seed) {
        return new GradientCheck(function.name(), function, point, dtype, List.of(new FiniteDifferences()), seed).run();
    }
}
