package dev.gradcheck.forgotten;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Tensor;

/** x ↦ x²: one of the classes of this package, which somebody may forget to check. */
public final class Square implements Differentiable {
    @Override
    public String name() {
        return "square";
    }

    @Override
    public Tensor primal(Parameters point) {
        return point.get("x").times(point.get("x"));
    }

    @Override
    public Vjp vjp(Parameters point) {
        return new Vjp(
                primal(point),
                Parameters.NONE,
                bar -> Parameters.of("x", point.get("x").times(2).times(bar)));
    }
}
