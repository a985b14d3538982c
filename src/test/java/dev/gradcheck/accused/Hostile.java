package dev.gradcheck.accused;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/** The sum of squares of w = (1, 2), with any part of it replaced by something that should not be there. */
public record Hostile(
        UnaryOperator<Tensor> value,
        UnaryOperator<Vjp> vjp,
        UnaryOperator<Parameters> gradient,
        UnaryOperator<List<Suspicion>> suspected,
        UnaryOperator<List<Convention>> conventional)
        implements Differentiable {
    public static final Parameters POINT =
            Parameters.of("w", Tensor.of(DType.FLOAT64, Shape.of(2), 1, 2)).with("b", Tensor.scalar(DType.FLOAT64, 3));

    public static Hostile none() {
        return new Hostile(v -> v, v -> v, g -> g, s -> s, c -> c);
    }

    public static Hostile forward(UnaryOperator<Tensor> value) {
        return new Hostile(value, v -> v, g -> g, s -> s, c -> c);
    }

    public static Hostile both(UnaryOperator<Vjp> vjp) {
        return new Hostile(v -> v, vjp, g -> g, s -> s, c -> c);
    }

    public static Hostile backward(UnaryOperator<Parameters> gradient) {
        return new Hostile(v -> v, v -> v, gradient, s -> s, c -> c);
    }

    public Hostile suspecting(UnaryOperator<List<Suspicion>> list) {
        return new Hostile(value, vjp, gradient, list, conventional);
    }

    public Hostile by(UnaryOperator<List<Convention>> list) {
        return new Hostile(value, vjp, gradient, suspected, list);
    }

    public Accused accused() {
        return new Accused(this, POINT, DType.FLOAT64, 1);
    }

    @Override
    public String name() {
        return "hostile";
    }

    @Override
    public Tensor primal(Parameters point) {
        return value.apply(right(point));
    }

    @Override
    public Vjp vjp(Parameters point) {
        return vjp.apply(new Vjp(
                right(point),
                Parameters.NONE,
                bar -> gradient.apply(point.map(t -> t.times(2).times(bar.at(0))))));
    }

    @Override
    public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
        return suspected.apply(List.of());
    }

    @Override
    public List<Convention> conventions(Parameters point, Tensor cotangent) {
        return conventional.apply(List.of());
    }

    private static Tensor right(Parameters point) {
        Tensor w = point.get("w");
        Tensor b = point.get("b");
        return w.times(w).sum().plus(b.times(b));
    }
}
