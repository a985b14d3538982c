package dev.gradcheck.function;

import dev.gradcheck.tensor.Tensor;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A function whose forward and backward pass are two methods: see {@link Differentiable#of}.
 *
 * @param name what people call it
 * @param forward from the parameters to the value
 * @param backward from the parameters and the cotangent to the gradient of every parameter
 */
record TwoPasses(String name, Function<Parameters, Tensor> forward, BiFunction<Parameters, Tensor, Parameters> backward)
        implements Differentiable {
    @Override
    public Tensor primal(Parameters point) {
        return forward.apply(point);
    }

    @Override
    public Vjp vjp(Parameters point) {
        return new Vjp(forward.apply(point), Parameters.NONE, cotangent -> backward.apply(point, cotangent));
    }
}
