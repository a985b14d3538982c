package dev.gradcheck.strangers;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.function.DoubleBinaryOperator;

/** y = W²/2 with a fault that only the float32 path has. */
record FloatFault(DoubleBinaryOperator fault) implements Differentiable {
    @Override
    public String name() {
        return "W²/2";
    }

    @Override
    public Tensor primal(Parameters point) {
        Tensor w = point.get("a");
        return w.times(w).times(0.5);
    }

    @Override
    public Vjp vjp(Parameters point) {
        Tensor w = point.get("a");
        return new Vjp(
                primal(point),
                Parameters.NONE,
                v -> Parameters.of(
                        "a",
                        w.dtype() == DType.FLOAT64
                                ? w.times(v)
                                : Tensor.from(w.dtype(), w.shape(), fault.applyAsDouble(w.item(), v.item()))));
    }
}
