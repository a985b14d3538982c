package dev.gradcheck.notebook;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;

/** The notebook's own point: its weights, its input, its target. */
final class Seed {
    static final Tensor X = Tensor.of(DType.INT32, Shape.of(2, 1), 1, 1);
    static final Tensor POSITIVE = Tensor.scalar(DType.INT32, 1);
    static final Tensor NEGATIVE = Tensor.scalar(DType.INT32, 0);

    /** Three int32 parameters and a float32 one, as the notebook declares them. */
    static final Parameters POINT = Parameters.of("Wh", Tensor.of(DType.INT32, Shape.of(2, 2), 2, 4, 3, -5))
            .with("bh", Tensor.of(DType.INT32, Shape.of(2, 1), -2, 1))
            .with("Wo", Tensor.of(DType.INT32, Shape.of(2), 4, 6))
            .with("bo", Tensor.of(DType.FLOAT32, Shape.of(1), -3.5));

    private Seed() {}

    static Parameters in(DType dtype) {
        return POINT.in(Arithmetic.nearest(dtype));
    }

    /** The point with another output bias; uh = [4, 0] and Wo = [4, 6], so zo = 16 + bo. */
    static Parameters withOutput(DType dtype, double zo) {
        return in(dtype).with("bo", Tensor.of(dtype, Shape.of(1), zo - 16));
    }

    static Parameters gradient(Differentiable net, Parameters point) {
        var vjp = net.vjp(point);
        return vjp.pullback()
                .apply(Tensor.ones(vjp.primal().dtype(), vjp.primal().shape()));
    }

    static Tensor float32(Shape shape, double... values) {
        return Tensor.from(DType.FLOAT32, shape, values);
    }

    static Tensor float64(Shape shape, double... values) {
        return Tensor.of(DType.FLOAT64, shape, values);
    }
}
