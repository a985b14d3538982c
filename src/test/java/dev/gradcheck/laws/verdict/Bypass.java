package dev.gradcheck.laws.verdict;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;

/** Calls everything that only the accused's own room may call. */
final class Bypass {
    private Bypass() {}

    static int calls(Differentiable function, Parameters point) {
        Tensor value = function.primal(point);
        Parameters gradient = function.vjp(point).pullback().apply(value);
        return gradient.names().size()
                + function.suspicions(point, value).size()
                + function.conventions(point, value).size();
    }
}
